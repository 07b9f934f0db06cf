import type { ClusterPreferences } from '../../src/model/replica-scheduling-preference.ts'
import type { MonotoneRequest } from '../../src/stages/plan/scheduling/monotone-planner.ts'

/** A cluster, and what it has so far. */
interface Contender {
  readonly cluster: string
  readonly weight: bigint
  readonly least: number
  readonly most: number
  has: number
}

/** A monotone division as it is said in words: one replica after the other, to the first of all clusters that may have it. */
export function awardOneByOne(request: MonotoneRequest): ReadonlyMap<string, number> {
  const contenders = request.clusters.flatMap((cluster) => {
    const preference = request.preferences.get(cluster) ?? request.preferences.get('*')
    return preference ? [contenderOf(cluster, preference, request.capacity.get(cluster) ?? Infinity)] : []
  })
  for (let award = 0; award < request.totalReplicas; award++) {
    const [next] = contenders.filter(mayHaveMore).sort(byAward)
    if (next === undefined) break
    next.has += 1
  }
  const counts = new Map(request.clusters.map((cluster) => [cluster, 0]))
  for (const { cluster, has } of contenders) counts.set(cluster, has)
  return counts
}

function contenderOf(cluster: string, preference: ClusterPreferences, capacity: number): Contender {
  const most = Math.min(Number(preference.maxReplicas ?? Infinity), capacity)
  const least = Math.min(Number(preference.minReplicas), most)
  return { cluster, weight: BigInt(preference.weight), least, most, has: 0 }
}

const isBelowLeast = ({ has, least }: Contender): boolean => has < least

const mayHaveMore = (each: Contender): boolean =>
  isBelowLeast(each) || (each.weight > 0n && each.has < each.most)

function byAward(left: Contender, right: Contender): number {
  if (isBelowLeast(left) !== isBelowLeast(right)) return isBelowLeast(left) ? -1 : 1
  const ofLeft = left.weight * BigInt(2 * right.has + 1)
  const ofRight = right.weight * BigInt(2 * left.has + 1)
  if (ofLeft !== ofRight) return ofLeft > ofRight ? -1 : 1
  if (left.has !== right.has) return left.has - right.has
  return left.cluster < right.cluster ? -1 : 1
}
