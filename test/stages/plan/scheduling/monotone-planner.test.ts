import { describe, expect, it } from 'vitest'
import type { PlanStep } from '../../../../src/model/replica-plan.ts'
import type { ClusterPreferences } from '../../../../src/model/replica-scheduling-preference.ts'
import {
  planMonotone,
  type MonotoneRequest,
} from '../../../../src/stages/plan/scheduling/monotone-planner.ts'
import { awardOneByOne } from '../../../helpers/award-one-by-one.ts'

type Preferences = Readonly<Record<string, Partial<ClusterPreferences>>>

function requestOf(
  totalReplicas: number,
  preferences: Preferences,
  capacity: Readonly<Record<string, number>> = {},
  clusters = Object.keys(preferences).filter((name) => name !== '*'),
): MonotoneRequest {
  const entries = Object.entries(preferences).map(([name, each]) => [
    name,
    { minReplicas: 0, weight: 1, ...each },
  ])
  return {
    preferences: new Map(entries as [string, ClusterPreferences][]),
    totalReplicas,
    clusters,
    capacity: new Map(Object.entries(capacity)),
  }
}

const planOf = (...request: Parameters<typeof requestOf>): Readonly<Record<string, number>> =>
  Object.fromEntries(planMonotone(requestOf(...request)).plan)

function stepsOf(...request: Parameters<typeof requestOf>): readonly PlanStep[] {
  const steps: PlanStep[] = []
  planMonotone(requestOf(...request), (step) => steps.push(step))
  return steps
}

describe('planMonotone', () => {
  it('awards to the highest weight / (2s + 1), ties to fewer replicas, then to the first name', () => {
    expect(planOf(1, { b: {}, a: {} })).toStrictEqual({ b: 0, a: 1 })
    // 3/3 of a and 1/1 of b are equal, and b has fewer.
    expect(planOf(2, { a: { weight: 3 }, b: {} })).toStrictEqual({ a: 1, b: 1 })
    expect(planOf(13, { a: { weight: 170 }, b: { weight: 110 }, c: { weight: 60 } })).toStrictEqual({
      a: 7,
      b: 4,
      c: 2,
    })
  })

  it('gives minReplicas first, by weight where the total is too small, and without a weight last', () => {
    expect(planOf(5, { a: { weight: 9 }, b: { minReplicas: 4 } })).toStrictEqual({ a: 1, b: 4 })
    const least = {
      a: { minReplicas: 3, weight: 5 },
      b: { minReplicas: 3 },
      c: { minReplicas: 3, weight: 0 },
    }
    expect(planOf(4, least)).toStrictEqual({ a: 3, b: 1, c: 0 })
    expect(planOf(7, least)).toStrictEqual({ a: 3, b: 3, c: 1 })
    const weightless = { minReplicas: 3, weight: 0 }
    expect(planOf(4, { a: weightless, b: weightless })).toStrictEqual({ a: 2, b: 2 })
  })

  it('takes maxReplicas and capacity before minReplicas, and leaves the rest unplaced', () => {
    const preferences = { a: { minReplicas: 5, maxReplicas: 2 }, b: { minReplicas: 3 }, c: { weight: 0 } }
    expect(planOf(20, preferences, { b: 1 })).toStrictEqual({ a: 2, b: 1, c: 0 })
  })

  it('gives nothing to a cluster without a preference, and that of "*" to all others', () => {
    expect(planOf(6, { a: {} }, {}, ['a', 'b'])).toStrictEqual({ a: 6, b: 0 })
    expect(planOf(6, { a: { weight: 0 }, '*': {} }, {}, ['a', 'b', 'c'])).toStrictEqual({ a: 0, b: 3, c: 3 })
  })

  it('divides totals and weights beyond doubles exactly', () => {
    const huge = 2n ** 56n
    expect(
      planOf(2 ** 31 - 1, { a: { weight: huge }, b: { weight: huge - 1n }, c: { weight: 1 } }),
    ).toStrictEqual({
      a: 1073741824,
      b: 1073741823,
      c: 0,
    })
    expect(planOf(3, { a: { weight: huge - 1n }, b: { weight: huge } })).toStrictEqual({ a: 1, b: 2 })
    expect(planOf(10 ** 9, { a: { minReplicas: 2n ** 60n, weight: 0 }, b: {} })).toStrictEqual({
      a: 10 ** 9,
      b: 0,
    })
  })

  it('gives what awards made one by one give, for any two clusters with small numbers', () => {
    const each: Partial<ClusterPreferences>[] = []
    for (const weight of [0, 1, 3]) {
      for (const minReplicas of [0, 2]) {
        each.push(
          { weight, minReplicas },
          { weight, minReplicas, maxReplicas: 1 },
          { weight, minReplicas, maxReplicas: 4 },
        )
      }
    }
    const wrong: unknown[] = []
    for (const a of each) {
      for (const b of each) {
        for (let total = 0; total <= 9; total++) {
          const request = requestOf(total, { b, a }, { a: 3 })
          const [plan, expected] = [planMonotone(request).plan, awardOneByOne(request)]
          if ([...plan].join() !== [...expected].join()) wrong.push({ total, a, b, plan, expected })
        }
      }
    }
    expect(wrong).toStrictEqual([])
  })

  it('records what each phase awards, and what stopped it', () => {
    expect(
      stepsOf(
        9,
        { a: { minReplicas: 4, maxReplicas: 2 }, b: { minReplicas: 1, maxReplicas: 3 }, c: {} },
        { c: 3 },
        ['a', 'b', 'c', 'd'],
      ),
    ).toStrictEqual([
      { kind: 'no-preference', cluster: 'd' },
      {
        kind: 'award',
        cluster: 'a',
        phase: 'minimum',
        weight: 1,
        start: 0,
        replicas: 2,
        wanted: 4,
        limit: 'maxReplicas',
      },
      { kind: 'award', cluster: 'b', phase: 'minimum', weight: 1, start: 0, replicas: 1, wanted: 1 },
      {
        kind: 'award',
        cluster: 'b',
        phase: 'weight',
        weight: 1,
        start: 1,
        replicas: 3,
        limit: 'maxReplicas',
      },
      { kind: 'award', cluster: 'c', phase: 'weight', weight: 1, start: 0, replicas: 3, limit: 'capacity' },
      { kind: 'end', remaining: 1 },
    ])
    // Where the total ends among the minimums, nothing is awarded by weight.
    expect(stepsOf(2, { a: { minReplicas: 4 }, b: {} })).toStrictEqual([
      { kind: 'award', cluster: 'a', phase: 'minimum', weight: 1, start: 0, replicas: 2, wanted: 4 },
      { kind: 'award', cluster: 'b', phase: 'weight', weight: 1, start: 0, replicas: 0 },
      { kind: 'end', remaining: 0 },
    ])
  })
})
