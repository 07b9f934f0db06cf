import { compareText } from '../../../text/compare-text.ts'
import type { ClusterPreferences, Int64 } from '../../../model/replica-scheduling-preference.ts'
import { fnv32 } from './fnv.ts'

/** A cluster with its preference, and how far its plan has come; without a limit `maxReplicas` and `capacity` are Infinity. */
export interface NamedClusterPreferences {
  readonly clusterName: string
  readonly hash: number
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly weight: Int64
  readonly capacity: number
  replicas: number
  /** What it keeps of its current replicas and no round has counted yet. */
  preallocated: number
  /** How many of them the last round counted. */
  usedPreallocated: number
  overflow: number
}

/**
 * A cluster with its preference, before anything is planned (KubeFed: pkg/controller/util/planner/planner.go, named).
 * Totals are int32, so doubles are exact enough for limits: any beyond 2^53 is one that no total reaches.
 */
export function namePreferences(
  clusterName: string,
  key: string,
  { minReplicas, maxReplicas, weight }: ClusterPreferences,
  capacity: number | undefined,
): NamedClusterPreferences {
  return {
    clusterName,
    hash: fnv32(clusterName, key),
    minReplicas: Number(minReplicas),
    maxReplicas: Number(maxReplicas ?? Infinity),
    weight,
    capacity: capacity ?? Infinity,
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
