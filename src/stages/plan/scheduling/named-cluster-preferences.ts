import { compareText } from '../../../text/compare-text.ts'
import type { ClusterPreferences, Int64 } from '../../../model/replica-scheduling-preference.ts'
import { fnv32 } from './fnv.ts'
import { replicaLimits, type ReplicaLimits } from './replica-limits.ts'

/** A cluster with its preference, and how far its plan has come. */
export interface NamedClusterPreferences extends ReplicaLimits {
  readonly clusterName: string
  readonly hash: number
  readonly weight: Int64
  replicas: number
  /** What it keeps of its current replicas and no round has counted yet. */
  preallocated: number
  /** How many of them the last round counted. */
  usedPreallocated: number
  overflow: number
}

/**
 * A cluster with its preference, before anything is planned (KubeFed: pkg/controller/util/planner/planner.go, named).
 */
export function namePreferences(
  clusterName: string,
  key: string,
  preference: ClusterPreferences,
  held: number | undefined,
): NamedClusterPreferences {
  const { minReplicas, maxReplicas, capacity } = replicaLimits(preference, held)
  return {
    clusterName,
    hash: fnv32(clusterName, key),
    minReplicas,
    maxReplicas,
    weight: preference.weight,
    capacity,
    replicas: 0,
    preallocated: 0,
    usedPreallocated: 0,
    overflow: 0,
  }
}

/** The order in which clusters are served: KubeFed's, and by name where even the hashes are equal, which it leaves to chance. */
export function byWeight(left: NamedClusterPreferences, right: NamedClusterPreferences): number {
  if (left.weight > right.weight) return -1
  if (left.weight < right.weight) return 1
  return left.hash - right.hash || compareText(left.clusterName, right.clusterName)
}
