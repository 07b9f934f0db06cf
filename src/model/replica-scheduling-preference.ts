import type { Manifest } from './manifest.ts'

/** An integer of Go's int64: a number as far as doubles are exact, a bigint beyond. */
export type Int64 = number | bigint

/** What is asked for one cluster (KubeFed: pkg/apis/scheduling/v1alpha1, ClusterPreferences), its defaults filled in. */
export interface ClusterPreferences {
  /** Default: 0. */
  readonly minReplicas: Int64
  /** Absent: no limit. */
  readonly maxReplicas?: Int64
  /** Default: 0. */
  readonly weight: Int64
}

/** How replicas are divided: by KubeFed's arithmetic, or so that a larger total takes none from any cluster. */
export type DivisionMethod = 'kubefed' | 'monotone'

/** How the replicas of a workload are divided (KubeFed: pkg/apis/scheduling/v1alpha1, ReplicaSchedulingPreferenceSpec). */
export interface ReplicaSchedulingPreferenceSpec {
  /** `FederatedDeployment` or `FederatedReplicaSet`; KubeFed does nothing for any other. */
  readonly targetKind: string
  /** An int32. */
  readonly totalReplicas: number
  readonly rebalance: boolean
  readonly intersectWithClusterSelector: boolean
  /** By cluster name; `*` means every cluster that has no entry. Empty is `{"*": {weight: 1}}` to the scheduler. */
  readonly clusters: ReadonlyMap<string, ClusterPreferences>
}

/** A ReplicaSchedulingPreference; its target has the same namespace and name. */
export interface ReplicaSchedulingPreference {
  readonly manifest: Manifest
  readonly namespace: string
  readonly name: string
  readonly spec: ReplicaSchedulingPreferenceSpec
  /** Its annotation `fedrender.dev/division`. Default: the configuration's `scheduling.division`. */
  readonly division?: DivisionMethod
}

const everyClusterAlike: ReadonlyMap<string, ClusterPreferences> = new Map([
  ['*', { minReplicas: 0, weight: 1 }],
])

/**
 * The preferences that the scheduler gives the planner: without any, all clusters are alike (KubeFed:
 * pkg/schedulingtypes/replicascheduler.go).
 */
export function clusterPreferences({
  clusters,
}: Pick<ReplicaSchedulingPreferenceSpec, 'clusters'>): ReadonlyMap<string, ClusterPreferences> {
  return clusters.size === 0 ? everyClusterAlike : clusters
}
