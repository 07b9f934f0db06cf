import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanStep, ShareStep } from '../../src/model/replica-plan.ts'
import type { ClusterPreferences, Int64 } from '../../src/model/replica-scheduling-preference.ts'
import { planReplicas, type PlanRequest } from '../../src/stages/plan/scheduling/replica-planner.ts'
import { planInBigInt } from '../helpers/plan-in-bigint.ts'

const names = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1', 'sa-1', 'edge-é']

const asInt64 = (value: bigint): Int64 => (value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value))
const smallCount = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1000 }))
const smallWeight: fc.Arbitrary<Int64> = fc.integer({ min: 0, max: 5 })
const anyWeight: fc.Arbitrary<Int64> = fc.oneof(smallWeight, fc.integer({ min: 0, max: 2 ** 31 - 1 }))
/** Times a hundred replicas, and all of them added up, it is just within int64. */
const hugeWeight: fc.Arbitrary<Int64> = fc.oneof(
  anyWeight,
  fc.bigInt({ min: 0n, max: 2n ** 56n }).map(asInt64),
)
const fewReplicas = fc.integer({ min: 0, max: 100 })

function preferencesWith(
  weight: fc.Arbitrary<Int64>,
  count: fc.Arbitrary<number>,
): fc.Arbitrary<ClusterPreferences> {
  return fc
    .record({
      minReplicas: fc.oneof(fc.constant(0), count),
      room: fc.option(count, { nil: undefined }),
      weight,
    })
    .map(({ minReplicas, room, weight }) =>
      room === undefined ? { minReplicas, weight } : { minReplicas, maxReplicas: minReplicas + room, weight },
    )
}

function requestsWith(
  weight: fc.Arbitrary<Int64>,
  count: fc.Arbitrary<number> = smallCount,
  total: fc.Arbitrary<number> = count,
): fc.Arbitrary<PlanRequest> {
  const counts = fc
    .dictionary(fc.constantFrom(...names), count)
    .map((entries) => new Map(Object.entries(entries)))
  return fc.record({
    preferences: fc
      .dictionary(fc.constantFrom('*', ...names), preferencesWith(weight, count))
      .map((entries) => new Map(Object.entries(entries))),
    totalReplicas: total,
    rebalance: fc.boolean(),
    clusters: fc.shuffledSubarray(names),
    current: counts,
    capacity: counts,
    key: fc.constantFrom('default/web', 'shop/api', 'prod/würfel'),
  })
}

const requests = requestsWith(anyWeight)

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0)

const preferenceOf = ({ preferences }: PlanRequest, cluster: string): ClusterPreferences | undefined =>
  preferences.get(cluster) ?? preferences.get('*')

describe('planReplicas', () => {
  it('places no more than the total, and no less than nothing anywhere', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { plan } = planReplicas(request)
        expect(sum(plan.values())).toBeLessThanOrEqual(request.totalReplicas)
        expect([...plan.values()].every((count) => count >= 0)).toBe(true)
        expect([...plan.keys()]).toStrictEqual(request.clusters)
      }),
    )
  })

  it('never goes beyond maxReplicas or capacity, but for the overflow that it names', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { plan, overflow } = planReplicas(request)
        for (const [cluster, count] of plan) {
          const maxReplicas = preferenceOf(request, cluster)?.maxReplicas ?? Infinity
          expect(count <= maxReplicas).toBe(true)
          expect(count).toBeLessThanOrEqual(request.capacity.get(cluster) ?? Infinity)
          expect(count + (overflow.get(cluster) ?? 0) <= maxReplicas).toBe(true)
        }
        for (const [cluster, over] of overflow) {
          expect(over).toBeGreaterThan(0)
          expect(plan.get(cluster)).toBe(request.capacity.get(cluster))
        }
      }),
    )
  })

  it('trims each overflow to what has no place where nothing may be rebalanced', () => {
    fc.assert(
      fc.property(requests, (request) => {
        fc.pre(!request.rebalance)
        const { plan, overflow } = planReplicas(request)
        const remaining = request.totalReplicas - sum(plan.values())
        for (const over of overflow.values()) expect(over).toBeLessThanOrEqual(remaining)
      }),
    )
  })

  it('keeps every minimum that total and capacity allow', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const wanted = request.clusters.map((cluster) =>
          Number(preferenceOf(request, cluster)?.minReplicas ?? 0),
        )
        fc.pre(sum(wanted) <= request.totalReplicas)
        const { plan } = planReplicas(request)
        request.clusters.forEach((cluster, index) => {
          const least = Math.min(wanted[index] ?? 0, request.capacity.get(cluster) ?? Infinity)
          expect(plan.get(cluster)).toBeGreaterThanOrEqual(least)
        })
      }),
    )
  })

  it('places all replicas where some cluster with a weight has no limit', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const unlimited = request.clusters.some((cluster) => {
          const preference = preferenceOf(request, cluster)
          return (
            preference !== undefined &&
            preference.weight > 0 &&
            preference.maxReplicas === undefined &&
            !request.capacity.has(cluster)
          )
        })
        fc.pre(unlimited)
        expect(sum(planReplicas(request).plan.values())).toBe(request.totalReplicas)
      }),
    )
  })

  it('leaves what runs where it runs while total and limits allow, where nothing may be rebalanced', () => {
    fc.assert(
      fc.property(requests, (given) => {
        const request = { ...given, rebalance: false }
        const preferred = request.clusters.filter((cluster) => preferenceOf(request, cluster) !== undefined)
        const kept = preferred.map((cluster) => {
          const { minReplicas, maxReplicas } = preferenceOf(request, cluster) ?? { minReplicas: 0 }
          const limit = Math.min(Number(maxReplicas ?? Infinity), request.capacity.get(cluster) ?? Infinity)
          return Math.min(Math.max(request.current.get(cluster) ?? 0, Number(minReplicas)), limit)
        })
        fc.pre(sum(kept) <= request.totalReplicas)
        const { plan } = planReplicas(request)
        preferred.forEach((cluster, index) => {
          expect(plan.get(cluster)).toBeGreaterThanOrEqual(kept[index] ?? 0)
        })
      }),
    )
  })

  it('gives the same whatever the order of the clusters', () => {
    fc.assert(
      fc.property(requests, fc.infiniteStream(fc.nat()), (request, numbers) => {
        const shuffled = request.clusters
          .map((cluster) => ({ cluster, by: numbers.next().value ?? 0 }))
          .sort((left, right) => left.by - right.by)
          .map(({ cluster }) => cluster)
        const [one, other] = [planReplicas(request), planReplicas({ ...request, clusters: shuffled })]
        expect(Object.fromEntries(other.plan)).toStrictEqual(Object.fromEntries(one.plan))
        expect(other.overflow).toStrictEqual(one.overflow)
      }),
    )
  })

  it('gives the same whether it is traced or not, and its trace adds up', () => {
    fc.assert(
      fc.property(requestsWith(hugeWeight, fewReplicas), (request) => {
        const steps: PlanStep[] = []
        const traced = planReplicas(request, (step) => steps.push(step))
        expect(traced).toStrictEqual(planReplicas(request))
        const end = steps.find((step) => step.kind === 'end')
        expect(end?.remaining).toBe(request.totalReplicas - sum(traced.plan.values()))
        const last = new Map<string, number>()
        for (const step of steps) {
          if (step.kind === 'minimum' || step.kind === 'share') last.set(step.cluster, step.replicas)
          if (step.kind === 'keep') last.set(step.cluster, step.planned + step.extra)
        }
        for (const [cluster, replicas] of last) expect(traced.plan.get(cluster)).toBe(replicas)
        for (const step of steps) if (step.kind === 'share') expectShare(step)
      }),
    )
  })

  it('plans as bigints do, one round after the other, up to the limits of int32 and int64', () => {
    const largeCount = fc.oneof(smallCount, fc.integer({ min: 0, max: 100_000 }))
    const oneByOne = fc.oneof(
      requestsWith(hugeWeight, fewReplicas),
      requestsWith(smallWeight, largeCount),
      requestsWith(anyWeight, smallCount, fc.integer({ min: 2 ** 30, max: 2 ** 31 - 1 })),
    )
    fc.assert(
      fc.property(oneByOne, (request) => {
        const { plan, overflow } = planReplicas(request)
        const expected = planInBigInt(request)
        expect(inBigInt(plan)).toStrictEqual(Object.fromEntries(expected.plan))
        expect(inBigInt(overflow)).toStrictEqual(Object.fromEntries(expected.overflow))
      }),
      { numRuns: 500 },
    )
  })
})

/** ceil(distributable × weight / weightSum), the trace's own claim, checked without a division. */
function expectShare({ distributable, weight, weightSum, share }: ShareStep): void {
  const product = BigInt(distributable) * BigInt(weight)
  expect(BigInt(share) * BigInt(weightSum) >= product).toBe(true)
  expect(BigInt(share - 1) * BigInt(weightSum) < product || product === 0n).toBe(true)
}

function inBigInt(counts: ReadonlyMap<string, number>): Record<string, bigint> {
  return Object.fromEntries([...counts].map(([cluster, count]) => [cluster, BigInt(count)]))
}
