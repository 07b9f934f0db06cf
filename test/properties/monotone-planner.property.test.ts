import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AwardStep, PlanStep } from '../../src/model/replica-plan.ts'
import type { ClusterPreferences, Int64 } from '../../src/model/replica-scheduling-preference.ts'
import { planMonotone, type MonotoneRequest } from '../../src/stages/plan/scheduling/monotone-planner.ts'
import { planReplicas } from '../../src/stages/plan/scheduling/replica-planner.ts'
import { awardOneByOne } from '../helpers/award-one-by-one.ts'

const names = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1', 'sa-1', 'edge-é']
const int32Max = 2 ** 31 - 1

const asInt64 = (value: bigint): Int64 => (value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value))
const weights: fc.Arbitrary<Int64> = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 1000 }),
  fc.bigInt({ min: 0n, max: 2n ** 56n }).map(asInt64),
)

/** With minReplicas above maxReplicas and above the total too. */
function requestsWith(
  count: fc.Arbitrary<number>,
  total: fc.Arbitrary<number>,
): fc.Arbitrary<MonotoneRequest> {
  const preferences: fc.Arbitrary<ClusterPreferences> = fc.record(
    { minReplicas: fc.oneof(fc.constant(0), count), maxReplicas: count, weight: weights },
    { requiredKeys: ['minReplicas', 'weight'] },
  )
  const mapOf = <T>(keys: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
    fc.dictionary(fc.constantFrom(...keys), values).map((entries) => new Map(Object.entries(entries)))
  return fc.record({
    preferences: mapOf(['*', ...names], preferences),
    totalReplicas: total,
    clusters: fc.shuffledSubarray(names),
    capacity: mapOf(names, count),
  })
}

const small = requestsWith(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 100 }))
const large = requestsWith(fc.integer({ min: 0, max: int32Max }), fc.integer({ min: 0, max: int32Max }))
const requests = fc.oneof(small, large)

const planOf = (request: MonotoneRequest): Readonly<Record<string, number>> =>
  Object.fromEntries(planMonotone(request).plan)

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0)

const preferenceOf = ({ preferences }: MonotoneRequest, cluster: string): ClusterPreferences | undefined =>
  preferences.get(cluster) ?? preferences.get('*')

const limitOf = (request: MonotoneRequest, cluster: string): number =>
  Math.min(
    Number(preferenceOf(request, cluster)?.maxReplicas ?? Infinity),
    request.capacity.get(cluster) ?? Infinity,
  )

describe('planMonotone', () => {
  it('gives what awards made one by one give', () => {
    fc.assert(
      fc.property(small, (request) => {
        expect(planOf(request)).toStrictEqual(Object.fromEntries(awardOneByOne(request)))
      }),
      { numRuns: 1000 },
    )
  })

  it('takes none from a cluster where the total grows', () => {
    fc.assert(
      fc.property(requests, fc.nat({ max: 1000 }), (request, more) => {
        const totalReplicas = Math.min(int32Max, request.totalReplicas + more)
        const [before, after] = [planOf(request), planOf({ ...request, totalReplicas })]
        for (const cluster of request.clusters)
          expect(after[cluster]).toBeGreaterThanOrEqual(before[cluster] ?? 0)
      }),
    )
  })

  it('gives none to the others where a cluster joins, and takes none from the rest where it leaves', () => {
    fc.assert(
      fc.property(requests, fc.constantFrom(...names), (request, joining) => {
        const others = request.clusters.filter((each) => each !== joining)
        const without = planOf({ ...request, clusters: others })
        const joined = planOf({ ...request, clusters: [...others, joining] })
        for (const cluster of others) expect(joined[cluster]).toBeLessThanOrEqual(without[cluster] ?? 0)
      }),
    )
  })

  it('keeps every minimum that limits and total allow', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const least = request.clusters.map((cluster) =>
          Math.min(Number(preferenceOf(request, cluster)?.minReplicas ?? 0), limitOf(request, cluster)),
        )
        const plan = planOf(request)
        const isEnough = sum(least) <= request.totalReplicas
        request.clusters.forEach((cluster, index) => {
          const replicas = plan[cluster] ?? 0
          if (isEnough) expect(replicas).toBeGreaterThanOrEqual(least[index] ?? 0)
          else expect(replicas).toBeLessThanOrEqual(least[index] ?? 0)
        })
        if (!isEnough) expect(sum(Object.values(plan))).toBe(request.totalReplicas)
      }),
    )
  })

  it('never goes beyond maxReplicas or capacity, and leaves a replica unplaced only where no cluster may hold it', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { plan, overflow } = planMonotone(request)
        expect([...plan.keys()]).toStrictEqual(request.clusters)
        expect(overflow.size).toBe(0)
        for (const [cluster, replicas] of plan) expect(replicas <= limitOf(request, cluster)).toBe(true)
        const unplaced = request.totalReplicas - sum(plan.values())
        expect(unplaced).toBeGreaterThanOrEqual(0)
        if (unplaced === 0) return
        for (const [cluster, replicas] of plan) {
          const { weight = 0 } = preferenceOf(request, cluster) ?? {}
          if (weight > 0) expect(replicas).toBe(limitOf(request, cluster))
        }
      }),
    )
  })

  it('gives the same whatever the order of the clusters', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const turned = { ...request, clusters: request.clusters.toReversed() }
        expect(planMonotone(turned).plan).toStrictEqual(new Map([...planMonotone(request).plan].reverse()))
      }),
    )
  })

  it('gives the same whether it is traced or not, and no last quotient of a trace is below a next one', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const steps: PlanStep[] = []
        const { plan } = planMonotone(request, (step) => steps.push(step))
        expect(plan).toStrictEqual(planMonotone(request).plan)
        const byWeight = steps.filter(
          (step): step is AwardStep => step.kind === 'award' && step.phase === 'weight',
        )
        for (const { cluster, replicas } of byWeight) expect(replicas).toBe(plan.get(cluster))
        const awarded = byWeight.filter(({ start, replicas }) => replicas > start)
        const open = byWeight.filter(({ limit }) => limit === undefined)
        for (const last of awarded) {
          for (const next of open) {
            const [given, wanted] = [2 * (last.replicas - 1) + 1, 2 * next.replicas + 1]
            expect(BigInt(last.weight) * BigInt(wanted) >= BigInt(next.weight) * BigInt(given)).toBe(true)
          }
        }
      }),
    )
  })
})

/** All there is of three clusters with these weights, minimums and limits. */
function* everySmallFleet(): Generator<Omit<MonotoneRequest, 'totalReplicas'>> {
  const each: ClusterPreferences[] = []
  for (const weight of [0, 1, 3]) {
    for (const minReplicas of [0, 2]) {
      for (const maxReplicas of [1, 3]) each.push({ weight, minReplicas, maxReplicas })
      each.push({ weight, minReplicas })
    }
  }
  for (const a of each) {
    for (const b of each) {
      for (const c of each) {
        yield {
          preferences: new Map(Object.entries({ a, b, c })),
          clusters: ['a', 'b', 'c'],
          capacity: new Map(),
        }
      }
    }
  }
}

describe('planMonotone of every small fleet', () => {
  it('gives what awards made one by one give, and takes none where the total grows or a cluster leaves', () => {
    const wrong: unknown[] = []
    for (const fleet of everySmallFleet()) {
      let before = [0, 0, 0]
      for (let totalReplicas = 0; totalReplicas <= 8; totalReplicas++) {
        const request = { ...fleet, totalReplicas }
        const counts = [...planMonotone(request).plan.values()]
        const expected = [...awardOneByOne(request).values()]
        const left = [...planMonotone({ ...request, clusters: ['a', 'b'] }).plan.values()]
        const isSound =
          counts.join() === expected.join() &&
          counts.every((count, index) => count >= (before[index] ?? 0)) &&
          left.every((count, index) => count >= (counts[index] ?? 0))
        if (!isSound) wrong.push({ request, counts, expected, before, left })
        before = counts
      }
    }
    expect(wrong).toStrictEqual([])
  })
})

describe('the numbers of the documents', () => {
  const request = (weightOf: Readonly<Record<string, number>>, totalReplicas: number): MonotoneRequest => ({
    preferences: new Map(
      Object.entries(weightOf).map(([name, weight]) => [name, { minReplicas: 0, weight }]),
    ),
    totalReplicas,
    clusters: Object.keys(weightOf),
    capacity: new Map(),
  })

  /** At how many of the steps from 0 to 100 replicas a cluster loses some, though the total grows. */
  function stepsThatTake(plan: (totalReplicas: number) => ReadonlyMap<string, number>): number {
    let taking = 0
    for (let total = 1; total <= 100; total++) {
      const [before, after] = [plan(total - 1), plan(total)]
      if ([...after].some(([cluster, count]) => count < (before.get(cluster) ?? 0))) taking += 1
    }
    return taking
  }

  it('are those of the two divisions', () => {
    const fleet = { a: 170, b: 110, c: 60 }
    const unsaid = { rebalance: true, current: new Map<string, number>(), key: 'shop/web' }
    expect(stepsThatTake((total) => planReplicas({ ...request(fleet, total), ...unsaid }).plan)).toBe(17)
    expect(stepsThatTake((total) => planMonotone(request(fleet, total)).plan)).toBe(0)
    const small = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`edge-${index}`, 6]))
    const many = { large: 500, ...small }
    expect(planOf(request(many, 110))).toMatchObject({ large: 42 })
    expect((110 * 500) / sum(Object.values(many))).toBe(50)
  })

  it('divide a billion replicas as they divide few', () => {
    const fleet = request({ a: 170, b: 110, c: 60 }, 10 ** 9)
    expect(planOf(fleet)).toStrictEqual({ a: 500_000_000, b: 323_529_412, c: 176_470_588 })
  })
})
