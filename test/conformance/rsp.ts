import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { readReplicaSchedulingPreferenceSpec } from '../../src/kubefed/replica-scheduling-preference-spec.ts'
import type { ObservedWorkloads } from '../../src/model/observed-cluster.ts'
import { computeNamespacedPlacement } from '../../src/stages/plan/compute-namespaced-placement.ts'
import { indexWorkloads } from '../../src/kubefed/observed-workloads.ts'
import { clustersReplicaState } from '../../src/stages/plan/scheduling/current-replicas.ts'
import {
  scheduleReplicas,
  type ComputeSchedulingPlacement,
} from '../../src/stages/plan/scheduling/schedule.ts'
import { replicasPath } from '../../src/stages/plan/scheduling/scheduled-overrides.ts'
import { readFederatedSpec } from '../../src/stages/validate/federated-spec.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface SchedulingCase {
  readonly clusters: readonly {
    readonly name: string
    readonly labels?: Record<string, string>
    readonly ready: boolean
  }[]
  readonly federatedObject: JsonObject
  readonly federatedNamespace: JsonObject | null
  readonly replicaSchedulingPreference: {
    readonly metadata: { readonly name: string; readonly namespace: string }
    readonly spec: JsonObject
  }
  readonly observed?: Readonly<Record<string, readonly JsonObject[]>>
  readonly current?: JsonObject
  readonly capacity?: JsonObject
  readonly scheduled?: JsonObject
  readonly placed: readonly string[]
  readonly replicas: JsonObject
}

/** From a federated object, its namespace, its preference and what was observed to the replicas in each cluster. */
export const rspSuite: Suite = {
  name: 'rsp',
  run: (line) => {
    const given = parseExactJson(line) as unknown as SchedulingCase
    const { current = {}, capacity = {}, scheduled = null, placed, replicas } = given
    const expected: Json = { current, capacity, scheduled, placed: placed.toSorted(), replicas }
    const actual = scheduleCase(given)
    return equalJson(expected, actual) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

function scheduleCase(given: SchedulingCase): JsonObject {
  const { federatedObject, replicaSchedulingPreference } = given
  const { metadata, spec: preferenceSpec } = replicaSchedulingPreference
  const spec = readReplicaSchedulingPreferenceSpec(preferenceSpec)
  const clusters = given.clusters.map(({ name, labels, ready }) => ({
    name,
    labels: new Map(Object.entries(labels ?? {})),
    ready,
  }))
  const { placement } = readFederatedSpec(federatedObject)
  const limit = given.federatedNamespace ? readFederatedSpec(given.federatedNamespace).placement : undefined
  const computePlacement: ComputeSchedulingPlacement = (each, among, selectorOnly) =>
    computeNamespacedPlacement(each, limit, among, 'Cluster', selectorOnly).clusters
  const kind = spec.targetKind === 'FederatedDeployment' ? 'Deployment' : 'ReplicaSet'
  const observed = new Map<string, ObservedWorkloads>(
    Object.entries(given.observed ?? {}).map(([cluster, objects]) => [cluster, indexWorkloads(objects)]),
  )
  const { current, capacity } = clustersReplicaState(observed.keys(), { kind, ...metadata }, observed)
  const preference = { ...metadata, spec }
  const { schedule } = scheduleReplicas({
    preference,
    method: 'kubefed',
    placement,
    clusters,
    current,
    capacity,
    computePlacement,
  })
  const placed = (schedule ? schedule.placed : computePlacement(placement, clusters, false)) ?? []
  const countIn = (cluster: string): Json | undefined =>
    schedule ? schedule.replicas.get(cluster) : unscheduledReplicas(federatedObject, cluster)
  return {
    current: Object.fromEntries(schedule?.current ?? []),
    capacity: Object.fromEntries(schedule?.capacity ?? []),
    scheduled: schedule ? Object.fromEntries(schedule.replicas) : null,
    placed,
    replicas: Object.fromEntries(placed.map((cluster) => [cluster, countIn(cluster) ?? null])),
  }
}

/** What the object itself says: its override for the cluster, or its template. */
function unscheduledReplicas(federatedObject: JsonObject, cluster: string): Json | undefined {
  const spec = federatedObject['spec'] as JsonObject
  const overrides = (spec['overrides'] ?? []) as readonly {
    readonly clusterName: string
    readonly clusterOverrides: readonly { readonly path: string; readonly value: Json }[]
  }[]
  const ofCluster = overrides.find(({ clusterName }) => clusterName === cluster)?.clusterOverrides ?? []
  const override = ofCluster.find(({ path }) => path === replicasPath)
  if (override !== undefined) return override.value
  return ((spec['template'] as JsonObject)['spec'] as JsonObject)['replicas']
}
