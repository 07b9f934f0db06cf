import type { AwardStep, RecordPlanStep, ReplicaPlan } from '../../../model/replica-plan.ts'
import type { ClusterPreferences, Int64 } from '../../../model/replica-scheduling-preference.ts'
import { awardReplicas, type Claimant } from './highest-quotients.ts'
import type { PlanRequest } from './replica-planner.ts'
import { replicaLimits } from './replica-limits.ts'

/** What a monotone division is made from: neither what runs already nor any hash counts. */
export type MonotoneRequest = Pick<PlanRequest, 'preferences' | 'totalReplicas' | 'clusters' | 'capacity'>

/** A cluster with its preference and what it may have, as far as its total goes. */
interface Contender {
  readonly cluster: string
  readonly weight: Int64
  readonly minReplicas: number
  /** Its minReplicas, as far as its limit allows. */
  readonly least: number
  /** The lesser of maxReplicas and capacity; for a cluster without a weight `least`. */
  readonly most: number
  readonly limit?: { readonly field: 'maxReplicas' | 'capacity'; readonly replicas: number }
}

/**
 * Divides replicas one by one: first to clusters below their minReplicas, then to all, each time to the one with the highest
 * weight / (2s + 1), within maxReplicas and capacity, which come before minReplicas. The order of the awards does not depend on
 * the total, and that of some clusters is the same with and without others. So a larger total takes none from a cluster, a
 * cluster that joins gives none to the others, and one that leaves takes none. What no cluster may hold is in no plan, and
 * there is no overflow. `record` gets each cluster's awards in one step for each phase.
 */
export function planMonotone(request: MonotoneRequest, record?: RecordPlanStep): ReplicaPlan {
  const contenders = readContenders(request, record)
  const guaranteed = awardMinimum(contenders, request.totalReplicas)
  const left = request.totalReplicas - sum(guaranteed)
  const claims = contenders.map(({ cluster, weight, most }, index) => ({
    cluster,
    weight,
    from: guaranteed[index] ?? 0,
    to: most,
  }))
  const counts = awardWeighted(claims, left)
  if (record) recordAwards(contenders, guaranteed, counts, record)
  record?.({ kind: 'end', remaining: request.totalReplicas - sum(counts) })
  const plan = new Map(request.clusters.map((cluster) => [cluster, 0]))
  contenders.forEach(({ cluster }, index) => plan.set(cluster, counts[index] ?? 0))
  return { plan, overflow: new Map() }
}

function readContenders(
  { preferences, clusters, capacity }: MonotoneRequest,
  record: RecordPlanStep | undefined,
): readonly Contender[] {
  const everyOther = preferences.get('*')
  return clusters.flatMap((cluster) => {
    const preference = preferences.get(cluster) ?? everyOther
    if (preference !== undefined) return [readContender(cluster, preference, capacity.get(cluster))]
    record?.({ kind: 'no-preference', cluster })
    return []
  })
}

function readContender(cluster: string, preference: ClusterPreferences, held: number | undefined): Contender {
  const { weight } = preference
  const { minReplicas, maxReplicas, capacity } = replicaLimits(preference, held)
  const replicas = Math.min(maxReplicas, capacity)
  const least = Math.min(minReplicas, replicas)
  return {
    cluster,
    weight,
    minReplicas,
    least,
    most: weight > 0 ? replicas : least,
    ...(replicas < Infinity && {
      limit: { field: maxReplicas <= capacity ? 'maxReplicas' : 'capacity', replicas },
    }),
  }
}

/** A weight of 0 has the lowest quotient, so those without one come last; among them all count alike. */
function awardMinimum(contenders: readonly Contender[], count: number): readonly number[] {
  const weighted = contenders.map(({ cluster, weight, least }) => ({ cluster, weight, from: 0, to: least }))
  const first = awardWeighted(weighted, count)
  const others = weighted.map(({ cluster, weight, to }) => ({
    cluster,
    weight: weight > 0 ? 0 : 1,
    from: 0,
    to,
  }))
  const last = awardWeighted(others, count - sum(first))
  return first.map((each, index) => each + (last[index] ?? 0))
}

/** What the clusters have once those with a weight have got their awards; the others keep what they have. */
function awardWeighted(claims: readonly Claimant[], count: number): readonly number[] {
  const claimants = claims.filter(({ weight, from, to }) => weight > 0 && to > from)
  const awarded = awardReplicas(claimants, count)
  const counts = new Map(claimants.map(({ cluster }, index) => [cluster, awarded[index] ?? 0]))
  return claims.map(({ cluster, from }) => counts.get(cluster) ?? from)
}

function recordAwards(
  contenders: readonly Contender[],
  guaranteed: readonly number[],
  counts: readonly number[],
  record: RecordPlanStep,
): void {
  contenders.forEach((contender, index) => {
    const least = guaranteed[index] ?? 0
    const replicas = counts[index] ?? 0
    if (contender.minReplicas > 0) record(minimumStep(contender, least))
    if (least === contender.least && contender.most > least) record(weightStep(contender, least, replicas))
  })
}

function minimumStep({ cluster, weight, minReplicas, limit }: Contender, replicas: number): AwardStep {
  return {
    kind: 'award',
    cluster,
    phase: 'minimum',
    weight,
    start: 0,
    replicas,
    wanted: minReplicas,
    ...(limit && limit.replicas < minReplicas && replicas === limit.replicas && { limit: limit.field }),
  }
}

function weightStep({ cluster, weight, limit }: Contender, start: number, replicas: number): AwardStep {
  return {
    kind: 'award',
    cluster,
    phase: 'weight',
    weight,
    start,
    replicas,
    ...(limit && replicas === limit.replicas && { limit: limit.field }),
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
