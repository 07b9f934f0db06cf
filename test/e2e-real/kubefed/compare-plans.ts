import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KubernetesObject } from './api-client.ts'
import type { Difference } from './difference.ts'
import { keyOf, targetKey } from './federated-types.ts'
import { countsOf, watchCounts } from './first-writes.ts'
import { jsonDifferences } from './json-differences.ts'
import type { Judgement } from './judge.ts'
import type { LiveKubeFed } from './live-kubefed.ts'
import { capacityBelowZero, planBelowZero, type Deficit, type PlannedCluster } from './negative-capacity.ts'
import { dumpMembers, observeWorkloads, randomSeen, type Seen } from './observe.ts'
import { readLiveState } from './settle.ts'
import { fedrenderJson } from './sources.ts'
import { hasUnreadableOverrides } from './unreadable-overrides.ts'

/** Counts of replicas by cluster. */
type Counts = Readonly<Record<string, number>>

/** How plans were compared. */
export interface PlanReport {
  readonly compared: number
  readonly differences: readonly Difference[]
}

/** What is to be seen of the workloads of examples, by the key and the cluster. */
export type SeenOfExamples = Readonly<Record<string, Seen>>

/**
 * Stops all controllers, has something to be seen of each workload that a preference divides, dumps that for
 * `fedrender plan`, and starts KubeFed again: what it first writes to each federated object is its plan of the same state.
 */
export async function comparePlans(
  live: LiveKubeFed,
  { objects, findings }: Judgement,
  seed: string,
  ofExamples: SeenOfExamples,
): Promise<PlanReport> {
  await live.stop()
  await live.stopMemberControllers()
  const before = await readLiveState(live)
  const preferences = objects.filter(({ kind }) => kind === 'ReplicaSchedulingPreference')
  const keys = new Set(preferences.map(targetKey))
  const deficits: Deficit[] = []
  await observeWorkloads(live, before, keys, (cluster, key, replicas) => {
    const seen = ofExamples[`${key} ${cluster}`] ?? randomSeen(seed, cluster, key, replicas)
    const capacity = capacityBelowZero(seen, replicas)
    if (capacity !== undefined) deficits.push({ key, cluster, capacity })
    return seen
  })
  const directory = join(live.directory, 'as-given')
  dumpMembers(live, directory)
  const tables = readTables(directory)
  const plans = new Map([...tables].map(([key, rows]) => [key, plannedCounts(rows)]))
  const written = new Map([...plans].filter(([key]) => !hasUnreadableOverrides(findings.get(key))))
  const real = await firstPlans(live, before.federated, written)
  const sources = new Map(
    objects.filter(({ kind }) => kind !== preferenceKind).map((each) => [keyOf(each), each]),
  )
  const belowZero = new Map(
    preferences.map((each) => {
      const key = targetKey(each)
      const ofKey = deficits.filter((deficit) => deficit.key === key)
      return [key, planBelowZero(each, tables.get(key) ?? [], ofKey)]
    }),
  )
  const differences = [...keys].flatMap((key) =>
    jsonDifferences(real.get(key), expectedCounts(plans.get(key), before.federated.get(key))).map(
      ({ pointer, left, right }): Difference => ({
        about: 'plan',
        key,
        cluster: pointer.slice(1),
        pointer,
        kubefed: left,
        fedrender: right,
        source: sources.get(key),
        federated: before.federated.get(key),
        findings: findings.get(key) ?? [],
        refusals: new Map(),
        previous: undefined,
        belowZero: belowZero.get(key),
      }),
    ),
  )
  return { compared: keys.size, differences }
}

/** The counts that a plan leads to: what a plan without any cluster leaves alone keeps its own. */
function expectedCounts(plan: Counts = {}, before?: KubernetesObject): Counts {
  return Object.keys(plan).length === 0 && before !== undefined ? countsOf(before) : plan
}

const preferenceKind = 'ReplicaSchedulingPreference'

/** The plans of fedrender, by the key of what they divide. */
function readTables(directory: string): ReadonlyMap<string, readonly PlannedCluster[]> {
  const tables = fedrenderJson(directory, 'plan') as readonly {
    readonly name: string
    readonly targetKind: string
    readonly clusters: readonly PlannedCluster[]
  }[]
  return new Map(
    tables.map(({ name, targetKind, clusters }) => {
      const [namespace = '', own = ''] = name.split('/')
      const metadata = { name: own, namespace }
      return [keyOf({ apiVersion: '', kind: targetKind, metadata }), clusters]
    }),
  )
}

function plannedCounts(rows: readonly PlannedCluster[]): Counts {
  return Object.fromEntries(
    rows.flatMap(({ cluster, planned }) => (planned === undefined ? [] : [[cluster, planned]])),
  )
}

/** The counts that KubeFed first writes after a start; what it leaves as it is has the plan already. */
async function firstPlans(
  live: LiveKubeFed,
  before: ReadonlyMap<string, KubernetesObject>,
  plans: ReadonlyMap<string, Counts>,
): Promise<ReadonlyMap<string, Counts>> {
  const { first, end } = await watchCounts(live.host.address, before)
  const awaited = [...before].flatMap(([key, object]) => {
    const plan = expectedCounts(plans.get(key), object)
    return jsonDifferences(countsOf(object), plan).length > 0 ? [key] : []
  })
  await live.start()
  // The lease of the controllers that were stopped lasts for 15 s; what is not written in a minute is left alone.
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(500)) {
    if (awaited.every((key) => first.has(key))) break
  }
  // What KubeFed changes against the plan comes as soon as the rest.
  await sleep(5000)
  end()
  return new Map([...before].map(([key, object]) => [key, first.get(key) ?? countsOf(object)]))
}
