import type { PlanRequest } from '../../src/stages/plan/scheduling/replica-planner.ts'
import { fnv32 } from '../../src/stages/plan/scheduling/fnv.ts'

interface Named {
  readonly name: string
  readonly hash: number
  readonly min: bigint
  readonly max: bigint | undefined
  readonly weight: bigint
}

interface State {
  readonly request: PlanRequest
  readonly plan: Map<string, bigint>
  readonly overflow: Map<string, bigint>
  readonly preallocated: Map<string, bigint>
  remaining: bigint
}

/** The plan in bigints, rounds one by one, as KubeFed's source reads (KubeFed: pkg/controller/util/planner/planner.go). */
export function planInBigInt(request: PlanRequest): Pick<State, 'plan' | 'overflow'> {
  const plan = new Map<string, bigint>()
  const overflow = new Map<string, bigint>()
  const named = namePreferences(request, plan)
  const remaining = BigInt(request.totalReplicas)
  const state: State = { request, plan, overflow, preallocated: new Map(), remaining }
  for (const { name, min } of named) {
    const least = minimum(min, state.remaining, bigintOf(request.capacity.get(name)))
    state.remaining -= least
    plan.set(name, least)
  }
  if (!request.rebalance) for (const each of named) keepCurrent(each, state)
  let open: Named[] | undefined = named
  while (open !== undefined && state.remaining > 0n) open = distributeOnce(open, state)
  if (request.rebalance) return { plan, overflow }
  const trimmed = [...overflow].map(([name, value]) => [name, minimum(value, state.remaining)] as const)
  return { plan, overflow: new Map(trimmed.filter(([, value]) => value > 0n)) }
}

function keepCurrent({ name, max }: Named, state: State): void {
  const { request, plan } = state
  const planned = plan.get(name) ?? 0n
  const count = bigintOf(request.current.get(name))
  if (count === undefined || count <= planned) return
  const target = minimum(count, max, bigintOf(request.capacity.get(name)))
  const extra = minimum(target - planned, state.remaining)
  const kept = extra < 0n ? 0n : extra
  state.remaining -= kept
  state.preallocated.set(name, kept)
  plan.set(name, kept + planned)
}

/** The clusters that are still open, or undefined where the round changed nothing. */
function distributeOnce(named: readonly Named[], state: State): Named[] | undefined {
  const weightSum = named.reduce((sum, { weight }) => sum + weight, 0n)
  if (weightSum <= 0n) return undefined
  const { request, plan, preallocated } = state
  const distributable = state.remaining
  const next: Named[] = []
  let modified = false
  for (const each of named) {
    const { name, max, weight } = each
    const start = plan.get(name) ?? 0n
    const granted = minimum((distributable * weight + weightSum - 1n) / weightSum, state.remaining)
    const kept = preallocated.get(name) ?? 0n
    const used = minimum(granted, kept)
    preallocated.set(name, kept - used)
    let total = start + granted - used
    let full = false
    if (max !== undefined && total > max) {
      total = max
      full = true
    }
    const capacity = bigintOf(request.capacity.get(name))
    if (capacity !== undefined && total > capacity) {
      state.overflow.set(name, total - capacity)
      total = capacity
      full = true
    }
    if (!full) next.push(each)
    state.remaining -= total - start
    plan.set(name, total)
    if (used > 0n || total > start) modified = true
  }
  return modified ? next : undefined
}

function namePreferences({ preferences, clusters, key }: PlanRequest, plan: Map<string, bigint>): Named[] {
  const named: Named[] = []
  for (const name of clusters) {
    const preference = preferences.get(name) ?? preferences.get('*')
    if (preference === undefined) {
      plan.set(name, 0n)
      continue
    }
    named.push({
      name,
      hash: fnv32(name, key),
      min: BigInt(preference.minReplicas),
      max: preference.maxReplicas === undefined ? undefined : BigInt(preference.maxReplicas),
      weight: BigInt(preference.weight),
    })
  }
  return named.sort((a, b) => (a.weight === b.weight ? a.hash - b.hash : a.weight > b.weight ? -1 : 1))
}

function minimum(first: bigint, ...others: readonly (bigint | undefined)[]): bigint {
  return others.reduce<bigint>((least, each) => (each !== undefined && each < least ? each : least), first)
}

function bigintOf(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value)
}
