import { invariant } from '../../../text/invariant.ts'
import type { RecordPlanStep, ReplicaPlan } from '../../../model/replica-plan.ts'
import type { ClusterPreferences } from '../../../model/replica-scheduling-preference.ts'
import { divideByWeight } from './divide-by-weight.ts'
import { byWeight, namePreferences, type NamedClusterPreferences } from './named-cluster-preferences.ts'

/** What the planner is asked; the preferences are such as `checkPreference` lets pass. */
export interface PlanRequest {
  /** By cluster name; `*` means every cluster that has no entry. No cluster has a preference where it is empty. */
  readonly preferences: ReadonlyMap<string, ClusterPreferences>
  /** An int32. */
  readonly totalReplicas: number
  readonly rebalance: boolean
  /** The clusters that may get replicas, each once, in any order. */
  readonly clusters: readonly string[]
  /** What clusters run now; a cluster without an entry runs nothing. */
  readonly current: ReadonlyMap<string, number>
  /** What clusters can hold at most; a cluster without an entry has no limit. */
  readonly capacity: ReadonlyMap<string, number>
  /** `<namespace>/<name>` of the workload: its hash breaks the ties between equal weights. */
  readonly key: string
}

/** How one round of distribution went. */
interface Round {
  readonly remaining: number
  readonly open: readonly NamedClusterPreferences[]
  readonly modified: boolean
}

/** Far beyond what a plan takes: less than 2^16 rounds, and one for each cluster. */
const roundLimit = 1_000_000

/**
 * Divides replicas among clusters exactly as KubeFed does (KubeFed: pkg/controller/util/planner/planner.go, Plan).
 * `record` gets every step with its arithmetic; without it no step is made. The order of the clusters does not matter.
 */
export function planReplicas(request: PlanRequest, record?: RecordPlanStep): ReplicaPlan {
  const preferences = orderPreferences(request, record)
  let remaining = assignMinimum(preferences, request.totalReplicas, record)
  if (!request.rebalance) remaining = keepCurrent(preferences, request.current, remaining, record)
  remaining = distribute(preferences, remaining, record)
  record?.({ kind: 'end', remaining })
  const plan = new Map(request.clusters.map((cluster) => [cluster, 0]))
  for (const { clusterName, replicas } of preferences) plan.set(clusterName, replicas)
  return { plan, overflow: trimOverflow(preferences, request.rebalance, remaining, record) }
}

function orderPreferences(
  { preferences, totalReplicas, clusters, capacity, key }: PlanRequest,
  record: RecordPlanStep | undefined,
): readonly NamedClusterPreferences[] {
  const everyOther = preferences.get('*')
  const named: NamedClusterPreferences[] = []
  for (const cluster of clusters) {
    const preference = preferences.get(cluster) ?? everyOther
    if (preference === undefined) record?.({ kind: 'no-preference', cluster })
    else named.push(namePreferences(cluster, key, preference, capacity.get(cluster)))
  }
  named.sort(byWeight)
  record?.({
    kind: 'order',
    totalReplicas,
    clusters: named.map(({ clusterName, weight, hash }) => ({ cluster: clusterName, weight, hash })),
  })
  return named
}

function assignMinimum(
  preferences: readonly NamedClusterPreferences[],
  totalReplicas: number,
  record: RecordPlanStep | undefined,
): number {
  let remaining = totalReplicas
  for (const preference of preferences) {
    const { clusterName: cluster, minReplicas, capacity } = preference
    const available = remaining
    const replicas = Math.min(minReplicas, available, capacity)
    preference.replicas = replicas
    remaining -= replicas
    record?.({
      kind: 'minimum',
      cluster,
      minReplicas,
      available,
      ...(capacity < Infinity && { capacity }),
      replicas,
      remaining,
    })
  }
  return remaining
}

function keepCurrent(
  preferences: readonly NamedClusterPreferences[],
  currentReplicaCount: ReadonlyMap<string, number>,
  start: number,
  record: RecordPlanStep | undefined,
): number {
  let remaining = start
  for (const preference of preferences) {
    const { clusterName: cluster, replicas: planned, maxReplicas, capacity } = preference
    const current = currentReplicaCount.get(cluster)
    if (current === undefined || current <= planned) continue
    const target = Math.min(current, maxReplicas, capacity)
    const extra = Math.max(0, Math.min(target - planned, remaining))
    remaining -= extra
    preference.preallocated = extra
    preference.replicas = planned + extra
    record?.({
      kind: 'keep',
      cluster,
      current,
      planned,
      ...(maxReplicas < Infinity && { maxReplicas }),
      ...(capacity < Infinity && { capacity }),
      extra,
      remaining,
    })
  }
  return remaining
}

function distribute(
  preferences: readonly NamedClusterPreferences[],
  start: number,
  record: RecordPlanStep | undefined,
): number {
  let state: Round = { remaining: start, open: preferences, modified: true }
  for (let round = 1, made = 0; state.modified && state.remaining > 0; round++, made++) {
    invariant(made < roundLimit, 'the rounds of a plan come to an end')
    const next = distributeOnce(state.open, state.remaining, round, record)
    if (next.modified && next.remaining === state.remaining && next.open.length === state.open.length) {
      const repeats = repeatRound(next.open)
      if (repeats > 0) record?.({ kind: 'repeat', from: round + 1, to: round + repeats })
      round += repeats
    }
    state = next
  }
  return state.remaining
}

/**
 * A round that only counts preallocated replicas goes the same way again until a cluster has too few of them. KubeFed
 * makes these rounds one by one, as many as there may be replicas; here they are skipped. Answers how many they are.
 */
function repeatRound(open: readonly NamedClusterPreferences[]): number {
  let repeats = Infinity
  for (const { preallocated, usedPreallocated } of open) {
    if (usedPreallocated > 0) repeats = Math.min(repeats, Math.floor(preallocated / usedPreallocated))
  }
  if (repeats === Infinity) return 0
  for (const preference of open) preference.preallocated -= repeats * preference.usedPreallocated
  return repeats
}

function distributeOnce(
  preferences: readonly NamedClusterPreferences[],
  distributable: number,
  round: number,
  record: RecordPlanStep | undefined,
): Round {
  const { weightSum, shareOf } = divideByWeight(distributable, preferences)
  if (weightSum <= 0) return { remaining: distributable, open: [], modified: false }
  let remaining = distributable
  let modified = false
  const open: NamedClusterPreferences[] = []
  for (const preference of preferences) {
    const { clusterName: cluster, weight, replicas: start, maxReplicas, capacity } = preference
    const share = shareOf(weight)
    const granted = Math.min(share, remaining)
    const preallocated = Math.min(granted, preference.preallocated)
    const wanted = start + granted - preallocated
    const replicas = Math.min(wanted, maxReplicas, capacity)
    const overflow = Math.max(0, Math.min(wanted, maxReplicas) - capacity)
    preference.preallocated -= preallocated
    preference.usedPreallocated = preallocated
    preference.overflow = overflow
    preference.replicas = replicas
    remaining -= replicas - start
    if (replicas === wanted) open.push(preference)
    if (preallocated > 0 || replicas > start) modified = true
    record?.({
      kind: 'share',
      round,
      cluster,
      distributable,
      weight,
      weightSum,
      share,
      granted,
      preallocated,
      start,
      ...(replicas !== wanted && { limit: overflow > 0 ? 'capacity' : 'maxReplicas', overflow }),
      replicas,
      remaining,
    })
  }
  return { remaining, open, modified }
}

/** With rebalance all overflow counts; without it, only as much of each as found no place elsewhere. */
function trimOverflow(
  preferences: readonly NamedClusterPreferences[],
  rebalance: boolean,
  remaining: number,
  record: RecordPlanStep | undefined,
): ReadonlyMap<string, number> {
  const trimmed = new Map<string, number>()
  for (const { clusterName: cluster, overflow } of preferences) {
    if (overflow === 0) continue
    const added = rebalance ? overflow : Math.min(overflow, remaining)
    if (added > 0) trimmed.set(cluster, added)
    record?.({ kind: 'overflow', cluster, overflow, rebalance, remaining, added })
  }
  return trimmed
}
