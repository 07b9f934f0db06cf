import type { ClusterPreferences } from '../../../model/replica-scheduling-preference.ts'

/** How many replicas a cluster is to have at least and at most, and can hold; without a limit Infinity. */
export interface ReplicaLimits {
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly capacity: number
}

/** Totals are int32, so doubles are exact enough for limits: any beyond 2^53 is one that no total reaches. */
export function replicaLimits(
  { minReplicas, maxReplicas = Infinity }: Pick<ClusterPreferences, 'minReplicas' | 'maxReplicas'>,
  capacity: number = Infinity,
): ReplicaLimits {
  return { minReplicas: Number(minReplicas), maxReplicas: Number(maxReplicas), capacity }
}
