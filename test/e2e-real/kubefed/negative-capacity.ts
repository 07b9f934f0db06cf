import { readReplicaSchedulingPreferenceSpec } from '../../../src/kubefed/replica-scheduling-preference-spec.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { clusterPreferences } from '../../../src/model/replica-scheduling-preference.ts'
import { planReplicas } from '../../../src/stages/plan/scheduling/replica-planner.ts'
import type { KubernetesObject } from './api-client.ts'
import type { Seen } from './observe.ts'

/** A cluster of a plan of fedrender. */
export interface PlannedCluster {
  readonly cluster: string
  readonly current?: number
  readonly capacity?: number
  /** Absent where nothing is planned for it. */
  readonly planned?: number
}

/** A cluster in which more Pods of a workload find no node than it has replicas. */
export interface Deficit {
  readonly key: string
  readonly cluster: string
  /** Below 0. */
  readonly capacity: number
}

/** The capacity that KubeFed takes of what is seen of a workload, where it is below 0; it looks at no Pods where all are ready. */
export function capacityBelowZero({ ready, unschedulable }: Seen, replicas: number): number | undefined {
  return ready !== replicas && unschedulable > replicas ? replicas - unschedulable : undefined
}

/**
 * What KubeFed plans where capacities are below 0, of what fedrender's plan was made from, by the same planner, which is
 * KubeFed's (`npm run conformance`); undefined where there is no such capacity.
 */
export function planBelowZero(
  { metadata, spec }: KubernetesObject,
  rows: readonly PlannedCluster[],
  deficits: readonly Deficit[],
): Readonly<Record<string, number>> | undefined {
  if (deficits.length === 0) return undefined
  const preference = readReplicaSchedulingPreferenceSpec(spec as JsonObject)
  const counts = (of: 'current' | 'capacity'): readonly (readonly [string, number])[] =>
    rows.flatMap((row) => (row[of] === undefined ? [] : [[row.cluster, row[of]] as const]))
  const { plan, overflow } = planReplicas({
    preferences: clusterPreferences(preference),
    totalReplicas: preference.totalReplicas,
    rebalance: preference.rebalance,
    clusters: rows.flatMap(({ cluster, planned }) => (planned === undefined ? [] : [cluster])),
    current: new Map(counts('current')),
    capacity: new Map([
      ...counts('capacity'),
      ...deficits.map(({ cluster, capacity }) => [cluster, capacity] as const),
    ]),
    key: `${metadata.namespace}/${metadata.name}`,
  })
  return Object.fromEntries(
    [...plan].map(([cluster, count]) => [cluster, count + (overflow.get(cluster) ?? 0)]),
  )
}
