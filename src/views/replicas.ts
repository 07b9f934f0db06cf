import type { Cluster } from '../model/cluster.ts'
import type { ObjectPlan, RenderPlan, ReplicaDivision } from '../model/render-plan.ts'
import type { PlanStep, ReplicaSchedule } from '../model/replica-plan.ts'
import {
  clusterPreferences,
  type DivisionMethod,
  type Int64,
} from '../model/replica-scheduling-preference.ts'
import { wholeObjects } from '../model/whole-objects.ts'
import { qualifiedName } from '../text/qualified-name.ts'
import { describePlanStep } from './describe-plan-step.ts'
import { isWantedPlan, type ObjectFilter } from './object-filter.ts'
import { createPaint } from '../diagnostics/format/paint.ts'
import { type Cell, formatTable, type Screen } from './table.ts'

/** How many replicas one cluster gets, and why. */
export interface ReplicaRow {
  readonly cluster: string
  /** A text where the number is too large for a double. */
  readonly weight?: number | string
  readonly minReplicas?: number | string
  readonly maxReplicas?: number | string
  readonly current?: number
  readonly capacity?: number
  /** Absent where nothing is scheduled there. */
  readonly planned?: number
  /** The arithmetic, step by step. */
  readonly why: readonly string[]
}

/** How one ReplicaSchedulingPreference divides the replicas of its target. */
export interface ReplicaTable {
  readonly name: string
  readonly targetKind: string
  readonly totalReplicas: number
  readonly rebalance: boolean
  readonly division: DivisionMethod
  /** How many replicas no cluster got. */
  readonly unplaced: number
  readonly clusters: readonly ReplicaRow[]
}

/** How the preferences divide the replicas of all objects, or of those that are asked for. */
export function replicaTables(plan: RenderPlan, filter?: ObjectFilter): readonly ReplicaTable[] {
  const clusters = plan.federation.clusters.filter(({ name }) => filter?.clusters?.has(name) ?? true)
  return wholeObjects(plan).flatMap((object) => {
    const { division } = object
    if (division === undefined || (filter && !isWantedPlan(filter, object))) return []
    return [replicaTable(object, division, clusters)]
  })
}

/** How many replicas a preference gives to each cluster, and why. */
export function replicaTable(
  { federatedObject, placement }: ObjectPlan,
  { preference, method, schedule, steps }: ReplicaDivision,
  clusters: readonly Cluster[],
): ReplicaTable {
  const { targetKind, totalReplicas, rebalance } = preference.spec
  const preferences = clusterPreferences(preference.spec)
  const placed = new Set(placement.clusters)
  return {
    name: qualifiedName(federatedObject),
    targetKind,
    totalReplicas,
    rebalance,
    division: method,
    unplaced: schedule?.unplaced ?? 0,
    clusters: clusters.map((cluster): ReplicaRow => {
      const { name } = cluster
      const { weight, minReplicas, maxReplicas } = preferences.get(name) ?? preferences.get('*') ?? {}
      return {
        cluster: name,
        ...defined({ weight, minReplicas, maxReplicas }, plainNumber),
        ...defined({ current: schedule?.current.get(name), capacity: schedule?.capacity.get(name) }, Number),
        ...defined({ planned: schedule?.replicas.get(name) }, Number),
        why: [
          ...reasons(cluster, schedule, steps),
          ...(isCut(name, schedule, placed) ? [cutByNamespace] : []),
        ],
      }
    }),
  }
}

const cutByNamespace = 'its namespace is not placed there, so nothing is rendered'

function isCut(cluster: string, schedule: ReplicaSchedule | undefined, placed: ReadonlySet<string>): boolean {
  return schedule?.replicas.has(cluster) === true && !placed.has(cluster)
}

/** The fields that are there, each as `convert` makes it. */
function defined<K extends string, V, R>(
  fields: Readonly<Record<K, V | undefined>>,
  convert: (value: V) => R,
): Partial<Record<K, R>> {
  const entries = Object.entries<V | undefined>(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, convert(value)]],
  )
  return Object.fromEntries(entries) as Partial<Record<K, R>>
}

/** JSON has no word for a bigint. */
function plainNumber(value: Int64): number | string {
  return typeof value === 'bigint' ? String(value) : value
}

function reasons(
  { name, ready }: Cluster,
  schedule: ReplicaSchedule | undefined,
  steps: readonly PlanStep[],
): readonly string[] {
  if (!ready) return ['not ready, so left out; what was rendered is held']
  if (schedule === undefined) return ['not divided']
  if (!schedule.replicas.has(name)) return ['not selected']
  const own = steps.filter((step) => 'cluster' in step && step.cluster === name && !isIdle(step))
  return own.map((step) => describePlanStep(step).replace(`${name}: `, ''))
}

/** Whether a step adds nothing to the explanation: a minimum of 0. */
function isIdle(step: PlanStep): boolean {
  return step.kind === 'minimum' && step.minReplicas === 0
}

/** The tables for a person, one below the other. */
export function formatReplicas(tables: readonly ReplicaTable[], screen: Screen = {}): string {
  return tables.map((table) => formatOne(table, screen)).join('\n')
}

const header = ['CLUSTER', 'WEIGHT', 'MIN', 'MAX', 'CURRENT', 'CAPACITY', 'PLANNED', 'WHY'] as const

function formatOne(
  { name, targetKind, totalReplicas, rebalance, division, unplaced, clusters }: ReplicaTable,
  screen: Screen,
): string {
  const paint = createPaint(screen.color ?? false)
  const how = division === 'monotone' ? 'monotone division' : `rebalance ${rebalance}`
  const title = `${targetKind} ${name}: ${totalReplicas} replicas, ${how}`
  const table = formatTable({ header, rows: clusters.map(cellsOf), named: 1 }, screen)
  const rest = unplaced > 0 ? `${paint.red(`${unplaced} replicas that no cluster can hold`)}\n` : ''
  return `${paint.bold(title)}\n${table}${rest}`
}

function cellsOf(row: ReplicaRow): readonly Cell[] {
  const { cluster, weight, minReplicas, maxReplicas, current, capacity, planned, why } = row
  const given = [weight, minReplicas, maxReplicas, current, capacity].map(orNone)
  const changes = planned !== undefined && current !== undefined && planned !== current
  const last: Cell = changes ? { text: orNone(planned), style: 'yellow' } : orNone(planned)
  return [cluster, ...given, last, why.join('; ')]
}

function orNone(value: number | string | undefined): string {
  return value === undefined ? '-' : String(value)
}
