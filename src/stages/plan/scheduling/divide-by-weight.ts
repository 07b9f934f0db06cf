import type { Int64 } from '../../../model/replica-scheduling-preference.ts'

/** The sum of the weights of a round, and what each weight's share of the round is. */
export interface Division {
  readonly weightSum: Int64
  readonly shareOf: (weight: Int64) => number
}

/**
 * Divides replicas in proportion to weights, each share rounded up: (replicas × weight + weightSum - 1) / weightSum
 * in int64 (KubeFed: pkg/controller/util/planner/planner.go, Plan). Doubles do it exactly wherever the products stay
 * below 2^53; beyond, bigints do, which wrap as int64 does.
 */
export function divideByWeight(replicas: number, weighted: readonly { readonly weight: Int64 }[]): Division {
  let weightSum = 0
  let heaviest = 0
  for (const { weight } of weighted) {
    weightSum += Number(weight)
    heaviest = Math.max(heaviest, Math.abs(Number(weight)))
  }
  const largest = replicas * heaviest + heaviest * weighted.length
  if (largest > Number.MAX_SAFE_INTEGER) return divideBeyondDoubles(replicas, weighted)
  return {
    weightSum,
    shareOf: (weight) => Math.trunc((replicas * Number(weight) + weightSum - 1) / weightSum),
  }
}

function divideBeyondDoubles(replicas: number, weighted: readonly { readonly weight: Int64 }[]): Division {
  const weightSum = weighted.reduce((sum, { weight }) => int64(sum + BigInt(weight)), 0n)
  const total = BigInt(replicas)
  return {
    weightSum,
    shareOf: (weight) => Number(int64(int64(total * BigInt(weight)) + weightSum - 1n) / weightSum),
  }
}

function int64(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}
