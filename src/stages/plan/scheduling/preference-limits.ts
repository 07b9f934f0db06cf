import {
  type ClusterPreferences,
  type DivisionMethod,
  type Int64,
  type ReplicaSchedulingPreferenceSpec,
  clusterPreferences,
} from '../../../model/replica-scheduling-preference.ts'

/** What a preference allows over all clusters, whatever runs there. */
export interface PreferenceLimits {
  readonly minReplicas: Int64
  /** How many replicas all clusters together may hold; Infinity without a limit. */
  readonly holdable: Int64
  /** Whether any cluster has a weight above 0. */
  readonly weighted: boolean
  /** How many of the total replicas no cluster may hold; 0 where all have a place. */
  readonly unplaceable: number
}

/** Adds up what a preference asks of the given clusters, should all of them be ready; its numbers are not negative. */
export function preferenceLimits(
  spec: Pick<ReplicaSchedulingPreferenceSpec, 'clusters' | 'totalReplicas'>,
  clusterNames: readonly string[],
  method: DivisionMethod,
): PreferenceLimits {
  const preferences = clusterPreferences(spec)
  let minReplicas: Int64 = 0
  let holdable: Int64 = 0
  let weighted = false
  for (const name of clusterNames) {
    const preference = preferences.get(name) ?? preferences.get('*')
    if (preference === undefined) continue
    minReplicas = addInt64(minReplicas, preference.minReplicas)
    holdable = addInt64(holdable, holdableReplicas(preference, method))
    if (preference.weight > 0) weighted = true
  }
  const unplaceable = holdable < spec.totalReplicas ? spec.totalReplicas - Number(holdable) : 0
  return { minReplicas, holdable, weighted, unplaceable }
}

/** Only a weight makes a cluster get more than its minReplicas, which KubeFed's planner gives without a look at maxReplicas. */
function holdableReplicas(
  { minReplicas, maxReplicas = Infinity, weight }: ClusterPreferences,
  method: DivisionMethod,
): Int64 {
  if (method === 'monotone') return weight <= 0 && minReplicas < maxReplicas ? minReplicas : maxReplicas
  if (weight <= 0) return minReplicas
  return maxReplicas > minReplicas ? maxReplicas : minReplicas
}

function addInt64(left: Int64, right: Int64): Int64 {
  if (left === Infinity || right === Infinity) return Infinity
  const sum = Number(left) + Number(right)
  return Number.isSafeInteger(sum) ? sum : BigInt(left) + BigInt(right)
}
