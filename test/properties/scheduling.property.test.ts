import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClusterPreferences } from '../../src/model/replica-scheduling-preference.ts'
import { planReplicas, type PlanRequest } from '../../src/stages/plan/scheduling/replica-planner.ts'

const names = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1', 'sa-1']
const count = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }))

/** With minReplicas up to maxReplicas, as `preference-minimum-over-maximum` asks for. */
const soundPreferences: fc.Arbitrary<ClusterPreferences> = fc
  .record({
    minReplicas: fc.oneof(fc.constant(0), count),
    room: fc.option(count, { nil: undefined }),
    weight: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1000 })),
  })
  .map(({ room, ...others }) => withMaximum(others, room === undefined ? room : others.minReplicas + room))

/** With either of them the larger. */
const anyPreferences: fc.Arbitrary<ClusterPreferences> = fc
  .tuple(soundPreferences, fc.option(count, { nil: undefined }))
  .map(([preferences, maxReplicas]) => withMaximum(preferences, maxReplicas))

function withMaximum(preferences: ClusterPreferences, maxReplicas: number | undefined): ClusterPreferences {
  return maxReplicas === undefined ? preferences : { ...preferences, maxReplicas }
}

const mapOf = <T>(keys: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.dictionary(fc.constantFrom(...keys), values).map((entries) => new Map(Object.entries(entries)))

/** As `scheduling.current: rendered` asks: of the clusters' capacity nothing is known. */
/** As `scheduling.current: rendered` asks: of the clusters' capacity nothing is known. */
const requestsWith = (preferences: fc.Arbitrary<ClusterPreferences>): fc.Arbitrary<PlanRequest> =>
  fc.record({
    preferences: mapOf(['*', ...names], preferences),
    totalReplicas: count,
    rebalance: fc.boolean(),
    clusters: fc.shuffledSubarray(names, { minLength: 1 }),
    current: mapOf(names, count),
    capacity: fc.constant(new Map<string, number>()),
    key: fc.constantFrom('default/web', 'shop/api'),
  })

const planFrom = (request: PlanRequest, current: ReadonlyMap<string, number>): PlanRequest['current'] =>
  planReplicas({ ...request, current }).plan

describe('planning from the last render', () => {
  it('changes nothing where the last render was planned from the same preference', () => {
    fc.assert(
      fc.property(requestsWith(soundPreferences), (request) => {
        const first = planReplicas(request).plan
        expect(Object.fromEntries(planFrom(request, first))).toStrictEqual(Object.fromEntries(first))
      }),
      { numRuns: 1000 },
    )
  })

  it('changes nothing where all may move, whatever the preference', () => {
    fc.assert(
      fc.property(requestsWith(anyPreferences), (given) => {
        const request = { ...given, rebalance: true }
        const first = planReplicas(request).plan
        expect(Object.fromEntries(planFrom(request, first))).toStrictEqual(Object.fromEntries(first))
      }),
    )
  })

  it("settles with the second render where minReplicas exceeds maxReplicas, as KubeFed's own planner does", () => {
    const request: PlanRequest = {
      preferences: new Map([
        ['capped', { minReplicas: 1, maxReplicas: 0, weight: 0 }],
        ['open', { minReplicas: 0, weight: 1 }],
      ]),
      totalReplicas: 2,
      rebalance: false,
      clusters: ['capped', 'open'],
      current: new Map(),
      capacity: new Map(),
      key: 'default/web',
    }
    // A round clamps the minimum to maxReplicas and gives it away; once that runs elsewhere, no round is left to do so.
    const first = planReplicas(request).plan
    const second = planFrom(request, first)
    expect(Object.fromEntries(first)).toStrictEqual({ capped: 0, open: 2 })
    expect(Object.fromEntries(second)).toStrictEqual({ capped: 1, open: 1 })
    expect(planFrom(request, second)).toStrictEqual(second)
  })

  it('settles with the second render, whatever the preference', () => {
    fc.assert(
      fc.property(requestsWith(anyPreferences), (request) => {
        const second = planFrom(request, planReplicas(request).plan)
        expect(Object.fromEntries(planFrom(request, second))).toStrictEqual(Object.fromEntries(second))
      }),
      { numRuns: 1000 },
    )
  })
})
