import type { Int64 } from '../../../model/replica-scheduling-preference.ts'
import { compareText } from '../../../text/compare-text.ts'

/** A cluster that replicas are awarded to, from the number that it has to the number that it can have. */
export interface Claimant {
  readonly cluster: string
  readonly weight: Int64
  readonly from: number
  /** No less than `from`; Infinity without a limit. */
  readonly to: number
}

/**
 * Awards replicas one by one, each to the cluster with the highest weight / (2s + 1), where s is what it has: Webster's
 * method, which divides by odd numbers. Of equal quotients the cluster with fewer replicas comes first, then the one
 * that is first by name. Answers what every claimant has then, in their order.
 *
 * The awards are not made one by one, since a total may be 2^31: a cluster has got all of its awards whose divisor,
 * (2s + 1) / weight, is at most some number. The divisors that are tried are multiples of 1 / W, where W is the sum of the
 * weights, for between two of them no cluster has more than one award: those between the last by which no more than `count`
 * are awarded and the next are put in order. The weights are above 0.
 */
export function awardReplicas(claimants: readonly Claimant[], count: number): readonly number[] {
  const open = claimants.map(({ cluster, weight, from, to }) => ({
    cluster,
    weight,
    from,
    to: Math.min(to, from + count),
  }))
  const room = open.reduce((sum, { from, to }) => sum + to - from, 0)
  if (room <= count) return open.map(({ to }) => to)
  const countsAt = awardsByDivisor(open)
  const awardedAt = (index: bigint): number => countsAt(index).reduce((sum, each) => sum + each, 0) - start
  const start = open.reduce((sum, { from }) => sum + from, 0)
  const index = lastIndexWithin(awardedAt, count)
  const counts = [...countsAt(index)]
  const left = count - (counts.reduce((sum, each) => sum + each, 0) - start)
  const next = open
    .map(({ cluster, weight, to }, position) => ({
      cluster,
      weight,
      to,
      position,
      has: counts[position] ?? 0,
    }))
    .filter(({ has, to }) => has < to)
    .sort(byQuotient)
  for (const { position, has } of next.slice(0, left)) counts[position] = has + 1
  return counts
}

/** The last index at which no more than `count` are awarded; at some index more are. */
function lastIndexWithin(awardedAt: (index: bigint) => number, count: number): bigint {
  let within = 0n
  // Where no limit matters, the divisor that awards n replicas is about 2n / W.
  let beyond = 2n * BigInt(count) + 2n
  while (awardedAt(beyond) <= count) {
    within = beyond
    beyond *= 2n
  }
  while (beyond - within > 1n) {
    const middle = (within + beyond) / 2n
    if (awardedAt(middle) <= count) within = middle
    else beyond = middle
  }
  return within
}

/**
 * What the claimants have where each has got the awards with a divisor of at most index / W: floor((weight × index / W + 1) / 2),
 * within its bounds. Doubles do it exactly wherever the products stay below 2^53; beyond, bigints do.
 */
function awardsByDivisor(claimants: readonly Claimant[]): (index: bigint) => readonly number[] {
  const weightSum = claimants.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  const heaviest = claimants.reduce((most, { weight }) => (weight > most ? BigInt(weight) : most), 0n)
  const divisor = Number(weightSum)
  return (index) => {
    if (heaviest * index + weightSum <= BigInt(Number.MAX_SAFE_INTEGER)) {
      const multiple = Number(index)
      return claimants.map((each) =>
        bounded(each, Math.floor((Number(each.weight) * multiple + divisor) / (2 * divisor))),
      )
    }
    return claimants.map((each) =>
      bounded(each, Number((BigInt(each.weight) * index + weightSum) / (2n * weightSum))),
    )
  }
}

function bounded({ from, to }: Claimant, count: number): number {
  return Math.min(to, Math.max(from, count))
}

/** A claimant with what it has. */
interface NextAward {
  readonly cluster: string
  readonly weight: Int64
  readonly has: number
}

/** The order in which next replicas are awarded; quotients are compared by products, which are exact. */
function byQuotient(left: NextAward, right: NextAward): number {
  const ofLeft = product(left.weight, 2 * right.has + 1)
  const ofRight = product(right.weight, 2 * left.has + 1)
  if (ofLeft > ofRight) return -1
  if (ofLeft < ofRight) return 1
  return left.has - right.has || compareText(left.cluster, right.cluster)
}

function product(weight: Int64, factor: number): Int64 {
  const approximate = Number(weight) * factor
  return Number.isSafeInteger(approximate) ? approximate : BigInt(weight) * BigInt(factor)
}
