import { describe, expect, it } from 'vitest'
import type { PlanStep } from '../../../../src/model/replica-plan.ts'
import type { ClusterPreferences } from '../../../../src/model/replica-scheduling-preference.ts'
import { describePlanStep } from '../../../../src/views/describe-plan-step.ts'
import { planReplicas, type PlanRequest } from '../../../../src/stages/plan/scheduling/replica-planner.ts'

type Given = Partial<Omit<PlanRequest, 'preferences' | 'current' | 'capacity'>> & {
  readonly preferences: Readonly<Record<string, Partial<ClusterPreferences>>>
  readonly current?: Readonly<Record<string, number>>
  readonly capacity?: Readonly<Record<string, number>>
}

function requestOf({ preferences, current = {}, capacity = {}, ...rest }: Given): PlanRequest {
  return {
    totalReplicas: 9,
    rebalance: false,
    clusters: ['a', 'b', 'c'],
    key: 'test-ns/test-deployment',
    ...rest,
    preferences: new Map(
      Object.entries(preferences).map(([name, given]) => [name, { minReplicas: 0, weight: 0, ...given }]),
    ),
    current: new Map(Object.entries(current)),
    capacity: new Map(Object.entries(capacity)),
  }
}

function plan(given: Given): Record<string, number> {
  return Object.fromEntries(planReplicas(requestOf(given)).plan)
}

function trace(given: Given): string[] {
  const steps: PlanStep[] = []
  planReplicas(requestOf(given), (step) => steps.push(step))
  return steps.map(describePlanStep)
}

const limits = {
  a: { minReplicas: 4, maxReplicas: 6, weight: 1 },
  b: { minReplicas: 4, maxReplicas: 8, weight: 2 },
}
const capped = { '*': { weight: 1 }, c: { maxReplicas: 20, weight: 1 } }

describe('planReplicas', () => {
  it('divides evenly where all clusters are alike', () => {
    expect(plan({ preferences: { '*': { weight: 1 } } })).toStrictEqual({ a: 3, b: 3, c: 3 })
  })

  it('divides by weight, and gives nothing to a cluster without a preference', () => {
    expect(plan({ preferences: { a: { weight: 1 }, b: { weight: 2 } } })).toStrictEqual({ a: 3, b: 6, c: 0 })
  })

  it('gives the minimums first', () => {
    expect(plan({ preferences: limits })).toStrictEqual({ a: 4, b: 5, c: 0 })
  })

  it('breaks ties by hash, not by name', () => {
    expect(plan({ preferences: capped, totalReplicas: 50 })).toStrictEqual({ a: 17, b: 16, c: 17 })
  })

  it('gives to others what one cluster may not hold', () => {
    const given = { preferences: capped, totalReplicas: 50, clusters: ['a', 'c'] }
    expect(plan(given)).toStrictEqual({ a: 30, c: 20 })
  })

  it('leaves without a place what no cluster may hold', () => {
    expect(plan({ preferences: capped, totalReplicas: 50, clusters: ['c'] })).toStrictEqual({ c: 20 })
  })

  it('passes by a cluster without capacity', () => {
    const given = { preferences: capped, totalReplicas: 50, current: { b: 0 }, capacity: { b: 0 } }
    expect(plan(given)).toStrictEqual({ a: 30, b: 0, c: 20 })
    expect(planReplicas(requestOf(given)).overflow).toStrictEqual(new Map())
  })

  it('asks for overflow all the same where it may rebalance', () => {
    const given = { preferences: { '*': { weight: 1 } }, rebalance: true, capacity: { b: 1 } }
    expect(planReplicas(requestOf(given))).toStrictEqual({
      plan: new Map([
        ['a', 4],
        ['b', 1],
        ['c', 4],
      ]),
      overflow: new Map([['b', 2]]),
    })
  })

  it('leaves running replicas where they run, unless it may rebalance', () => {
    const given = { preferences: { '*': { weight: 1 } }, current: { a: 7 } }
    expect(plan(given)).toStrictEqual({ a: 7, b: 1, c: 1 })
    expect(plan({ ...given, rebalance: true })).toStrictEqual({ a: 3, b: 3, c: 3 })
  })

  it('takes a replica away on a scale-up, as KubeFed does', () => {
    const preferences = { eastus2: { weight: 60 }, westus: { weight: 110 }, westeurope: { weight: 170 } }
    const clusters = ['eastus2', 'westus', 'westeurope']
    const steps = Array.from({ length: 100 }, (_, index) =>
      plan({ preferences, clusters, totalReplicas: index + 1, rebalance: true }),
    )
    const shrinking = steps
      .slice(1)
      .filter((counts, index) => clusters.some((cluster) => counts[cluster]! < steps[index]![cluster]!))
    expect(shrinking).toHaveLength(17)
    expect([steps[5]!['eastus2'], steps[6]!['eastus2']]).toStrictEqual([1, 0])
  })

  it('weighs what is left after the minimums, which surprises where weights and minimums agree', () => {
    const preferences = {
      a: { minReplicas: 2, maxReplicas: 6, weight: 2 },
      b: { minReplicas: 4, maxReplicas: 8, weight: 3 },
    }
    expect(plan({ preferences, totalReplicas: 10, clusters: ['a', 'b'] })).toStrictEqual({ a: 3, b: 7 })
  })

  it('plans two thousand million kept replicas at once, where KubeFed counts them round by round', () => {
    const given = {
      preferences: { a: { weight: 1 } },
      totalReplicas: 2 ** 31 - 1,
      current: { a: 2 ** 31 - 9 },
    }
    const steps: PlanStep[] = []
    const answer = planReplicas(requestOf({ ...given, clusters: ['a'] }), (step) => steps.push(step))
    expect(answer.plan).toStrictEqual(new Map([['a', 2 ** 31 - 1]]))
    expect(steps.length).toBeLessThan(20)
  })

  it('is exact where a weight times the replicas is beyond 2^53', () => {
    const weight = 2_000_000_011
    const preferences = { a: { weight }, b: { weight: weight - 1 } }
    const totalReplicas = 2_000_000_003
    const share = (BigInt(totalReplicas) * BigInt(weight) + BigInt(2 * weight - 2)) / BigInt(2 * weight - 1)
    expect(plan({ preferences, totalReplicas, clusters: ['a', 'b'] })).toStrictEqual({
      a: Number(share),
      b: totalReplicas - Number(share),
    })
  })

  it('takes weights beyond 2^53', () => {
    const preferences = { a: { weight: 2n ** 55n + 1n }, b: { weight: 2n ** 55n } }
    expect(plan({ preferences, totalReplicas: 3, clusters: ['a', 'b'] })).toStrictEqual({ a: 2, b: 1 })
  })

  it('serves the heavier cluster first even where doubles cannot tell the weights apart', () => {
    const preferences = { a: { weight: 2n ** 55n }, b: { weight: 2n ** 55n + 1n } }
    expect(plan({ preferences, totalReplicas: 1, clusters: ['a', 'b'] })).toStrictEqual({ a: 0, b: 1 })
  })

  it("overflows as Go's int64 does", () => {
    const given = { preferences: { a: { weight: 2 ** 32 + 1 } }, totalReplicas: 2 ** 31 - 1, clusters: ['a'] }
    expect(plan(given)).toStrictEqual({ a: 0 })
  })
})

describe('the trace of a plan', () => {
  it('says each step in words that a person can check', () => {
    expect(trace({ preferences: { a: { weight: 1 }, b: { weight: 2 } } })).toStrictEqual([
      'c: no preference, and there is no "*": 0',
      '9 replicas, clusters by weight, then hash: b (weight 2, hash 1786309574), a (weight 1, hash 640323935)',
      'minimum: b: the least of minReplicas 0, 9 left = 0, 9 left',
      'minimum: a: the least of minReplicas 0, 9 left = 0, 9 left',
      'round 1: b: ceil(9 × 2 / 3) = 6, 3 left',
      'round 1: a: ceil(9 × 1 / 3) = 3, 0 left',
      'end: nothing left',
    ])
  })

  it('says what clamps a cluster, and what is left in the end', () => {
    const given = { preferences: capped, totalReplicas: 50, clusters: ['b', 'c'], capacity: { b: 5 } }
    expect(trace(given).slice(1)).toStrictEqual([
      'minimum: c: the least of minReplicas 0, 50 left = 0, 50 left',
      'minimum: b: the least of minReplicas 0, 50 left, capacity 5 = 0, 50 left',
      'round 1: c: ceil(50 × 1 / 2) = 25, maxReplicas allows 20, 30 left',
      'round 1: b: ceil(50 × 1 / 2) = 25, capacity allows 5, overflow 20, 25 left',
      'end: 25 left that no cluster takes',
      'overflow: b: the lesser of 20 beyond capacity and 25 left = 20',
    ])
  })

  it('says what a cluster keeps, and folds rounds that are alike', () => {
    const given = {
      preferences: { a: { minReplicas: 1, maxReplicas: 8, weight: 1 } },
      current: { a: 9 },
      clusters: ['a'],
    }
    expect(trace(given).slice(1)).toStrictEqual([
      'minimum: a: the least of minReplicas 1, 9 left = 1, 8 left',
      'keep: a: the least of current 9, maxReplicas 8, planned 1, so 7 more, 1 left',
      'round 1: a: ceil(1 × 1 / 1) = 1, 1 of them kept already, 8 + 0 = 8, 1 left',
      'rounds 2 to 7: as the round before, every share is of replicas kept already',
      'round 8: a: ceil(1 × 1 / 1) = 1, 8 + 1 = 9, maxReplicas allows 8, 1 left',
      'end: 1 left that no cluster takes',
    ])
  })

  it('says that overflow is asked for where it may rebalance', () => {
    const given = { preferences: { '*': { weight: 1 } }, rebalance: true, capacity: { b: 1 } }
    expect(trace(given).at(-1)).toBe('overflow: b: 2 beyond capacity, asked for all the same')
  })
})
