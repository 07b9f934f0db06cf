import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { WorkloadTarget } from '../../../model/observed-cluster.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import type { CurrentReplicas } from '../../../model/render-config.ts'
import type { ReplicaDivision } from '../../../model/render-plan.ts'
import type { PlanStep } from '../../../model/replica-plan.ts'
import type {
  DivisionMethod,
  ReplicaSchedulingPreference,
} from '../../../model/replica-scheduling-preference.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { computeNamespacedPlacement } from '../compute-namespaced-placement.ts'
import { checkPreference } from './check-preference.ts'
import { checkScaleUp, checkUnplaced } from './check-schedule.ts'
import { clustersReplicaState, type ReplicaState } from './current-replicas.ts'
import { scheduleReplicas, type ComputeSchedulingPlacement } from './schedule.ts'

/** What replica scheduling knows besides the federation. */
export interface SchedulingState {
  /** How replicas are divided where a preference does not say so. */
  readonly division: DivisionMethod
  /** Where the current replicas come from. */
  readonly current: CurrentReplicas
  /** The replicas of each object in each cluster at the last render, as far as that is at hand. */
  readonly lastReplicas: ReadonlyMap<FederatedObject, ReadonlyMap<string, number>>
  /** Capacities that are assumed in place of observed ones, by cluster. */
  readonly assumedCapacity: ReadonlyMap<string, number>
}

/**
 * Divides the replicas of a federated object by its preference. Reports what is wrong with the preference,
 * `observation-incomplete`, `target-left-alone`, `replicas-unplaced`, `replicas-taken` and
 * `retain-replicas-scheduled`.
 */
export function scheduleObject(
  object: FederatedObject,
  preference: ReplicaSchedulingPreference,
  federation: Federation,
  state: SchedulingState,
  report: Report,
): ReplicaDivision {
  const names = federation.clusters.map((cluster) => cluster.name)
  const method = preference.division ?? state.division
  if (!checkPreference({ preference, method }, names, report)) return { preference, method, steps: [] }
  const steps: PlanStep[] = []
  const { current, capacity } = replicaState(object, preference, federation, state, report)
  const { manifest } = object
  const { schedule, leftAlone } = scheduleReplicas(
    {
      preference,
      method,
      placement: object.placement,
      clusters: federation.clusters,
      current,
      capacity,
      computePlacement: placementIn(object, federation),
    },
    (step) => steps.push(step),
  )
  if (schedule === undefined) {
    // A fleet without any cluster is reported once.
    if (names.length === 0) return { preference, method, steps }
    const at = valueAt(preference.manifest, '/kind')
    const parameters = { name: qualifiedName(object), reason: leftAlone }
    report(createDiagnostic('target-left-alone', parameters, { at, subject: preference.manifest }))
    return { preference, method, steps }
  }
  checkUnplaced({ preference, method }, schedule, names, report)
  const last = state.lastReplicas.get(object)
  if (last !== undefined) checkScaleUp({ preference, method }, schedule, last, report)
  if (retainsReplicas(object)) {
    const at = keyAt(manifest, '/spec/retainReplicas')
    const related = [{ message: 'the preference', at: valueAt(preference.manifest, '/metadata/name') }]
    const parameters = { name: qualifiedName(object) }
    report(createDiagnostic('retain-replicas-scheduled', parameters, { at, related, subject: manifest }))
  }
  return { preference, method, schedule, steps }
}

function placementIn(
  { namespace = '' }: FederatedObject,
  { federatedNamespaces, controlPlane }: Federation,
): ComputeSchedulingPlacement {
  const limit = federatedNamespaces.get(namespace)?.placement
  return (placement, clusters, selectorOnly) =>
    computeNamespacedPlacement(placement, limit, clusters, controlPlane.scope, selectorOnly).clusters
}

/** The current replicas and capacities, from where the configuration wants them, with what is assumed on top. */
function replicaState(
  object: FederatedObject,
  { namespace, name }: ReplicaSchedulingPreference,
  { clusters, observed }: Federation,
  { current: source, lastReplicas, assumedCapacity }: SchedulingState,
  report: Report,
): Pick<ReplicaState, 'current' | 'capacity'> {
  if (source === 'rendered')
    return { current: lastReplicas.get(object) ?? new Map(), capacity: assumedCapacity }
  if (source === 'none') return { current: new Map(), capacity: assumedCapacity }
  const kind: WorkloadTarget['kind'] = object.kind === 'FederatedDeployment' ? 'Deployment' : 'ReplicaSet'
  const workloads = new Map([...observed].map(([cluster, each]) => [cluster, each.workloads]))
  const ready = clusters.filter((cluster) => cluster.ready).map((cluster) => cluster.name)
  const { current, capacity, unknown } = clustersReplicaState(ready, { kind, namespace, name }, workloads)
  for (const [cluster, problem] of unknown) {
    const parameters = { cluster, name: qualifiedName(object), problem }
    const at = valueAt(object.manifest, '/metadata/name')
    report(createDiagnostic('observation-incomplete', parameters, { at, subject: object.manifest }))
  }
  return { current, capacity: new Map([...capacity, ...assumedCapacity]) }
}

function retainsReplicas({ manifest }: FederatedObject): boolean {
  const { spec } = manifest.value
  return isObject(spec) && spec['retainReplicas'] === true
}
