import type { Cluster } from '../../../model/cluster.ts'
import type { PlacementFields } from '../../../model/placement-fields.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { LeftAloneReason, RecordPlanStep, ReplicaSchedule } from '../../../model/replica-plan.ts'
import {
  clusterPreferences,
  type DivisionMethod,
  type ReplicaSchedulingPreference,
} from '../../../model/replica-scheduling-preference.ts'
import { planMonotone } from './monotone-planner.ts'
import { planReplicas, type PlanRequest } from './replica-planner.ts'

/** What scheduling needs of a cluster. */
export type SchedulingCluster = Pick<Cluster, 'name' | 'labels' | 'ready'>

/**
 * The clusters among `clusters` that a placement comes to, namespace included, sorted, or undefined where a
 * selector is not valid; `selectorOnly` leaves the lists of names aside (KubeFed: pkg/controller/util/placement.go,
 * ComputeNamespacedPlacement, with the FederatedNamespace and the control plane's scope bound).
 */
export type ComputeSchedulingPlacement = (
  placement: PlacementFields,
  clusters: readonly SchedulingCluster[],
  selectorOnly: boolean,
) => readonly string[] | undefined

/** What a schedule is made from. */
export interface SchedulingRequest {
  readonly preference: Pick<ReplicaSchedulingPreference, 'namespace' | 'name' | 'spec'>
  readonly method: DivisionMethod
  /** The federated object's own. */
  readonly placement: PlacementFields
  /** The inventory. */
  readonly clusters: readonly SchedulingCluster[]
  /** Empty where nothing is known of the clusters, as at a first rollout. */
  readonly current: ReadonlyMap<string, number>
  readonly capacity: ReadonlyMap<string, number>
  readonly computePlacement: ComputeSchedulingPlacement
}

/** The schedule, or why there is none and the target stays as it is. */
export type SchedulingResult =
  | { readonly schedule: ReplicaSchedule; readonly leftAlone?: undefined }
  | { readonly leftAlone: LeftAloneReason; readonly schedule?: undefined }

/**
 * Divides the replicas of a federated workload among the ready clusters by the method that is asked for (KubeFed:
 * pkg/schedulingtypes/replicascheduler.go, Reconcile and schedule), and places it there as far as its namespace goes
 * (plugin.go, Reconcile, sets placement.clusters). `record` gets the planner's steps.
 */
export function scheduleReplicas(request: SchedulingRequest, record?: RecordPlanStep): SchedulingResult {
  const { preference, method, placement, clusters, computePlacement } = request
  const { spec } = preference
  const ready = clusters.filter((cluster) => cluster.ready)
  if (ready.length === 0) return { leftAlone: 'no-ready-cluster' }
  const candidates = spec.intersectWithClusterSelector
    ? computePlacement(placement, ready, true)
    : ready.map(({ name }) => name)
  if (candidates === undefined) return { leftAlone: 'placement-failed' }
  if (candidates.length === 0) return { leftAlone: 'no-selected-cluster' }
  const current = pick(request.current, candidates)
  const capacity = pick(request.capacity, candidates)
  const replicas = divide(preference, method, { clusters: candidates, current, capacity }, record)
  const placed = computePlacement({ ...placement, clusters: candidates }, clusters, false)
  const sum = [...replicas.values()].reduce((total, count) => total + count, 0)
  const unplaced = Math.max(0, spec.totalReplicas - sum)
  return { schedule: { candidates, current, capacity, replicas, placed, unplaced } }
}

function divide(
  preference: SchedulingRequest['preference'],
  method: DivisionMethod,
  state: Pick<PlanRequest, 'clusters' | 'current' | 'capacity'>,
  record: RecordPlanStep | undefined,
): ReadonlyMap<string, number> {
  const { totalReplicas, rebalance } = preference.spec
  const preferences = clusterPreferences(preference.spec)
  const key = qualifiedName(preference)
  const request = { ...state, preferences, totalReplicas, rebalance, key }
  const { plan, overflow } = (method === 'monotone' ? planMonotone : planReplicas)(request, record)
  const replicas = new Map(plan)
  for (const [cluster, added] of overflow) replicas.set(cluster, (replicas.get(cluster) ?? 0) + added)
  return replicas
}

function pick(counts: ReadonlyMap<string, number>, names: readonly string[]): ReadonlyMap<string, number> {
  const picked = new Map<string, number>()
  for (const name of names) {
    const count = counts.get(name)
    if (count !== undefined) picked.set(name, count)
  }
  return picked
}
