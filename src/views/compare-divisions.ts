import { createPaint } from '../diagnostics/format/paint.ts'
import type { DivisionMethod } from '../model/replica-scheduling-preference.ts'
import { count } from '../text/count.ts'
import type { ReplicaRow, ReplicaTable } from './replicas.ts'
import { type Cell, formatTable, type Screen } from './table.ts'

/** What one cluster gets by either division; absent where that one schedules nothing there. */
export type ComparedRow = Omit<ReplicaRow, 'current' | 'planned' | 'why'> &
  Partial<Readonly<Record<DivisionMethod, number>>>

/** How either division divides the replicas of one workload. */
export interface ComparedDivisions {
  readonly name: string
  readonly targetKind: string
  readonly totalReplicas: number
  /** The division in force. */
  readonly division: DivisionMethod
  readonly unplaced: Readonly<Record<DivisionMethod, number>>
  /** How many replicas start in another cluster once the other division is in force; absent where either divides nothing. */
  readonly moved?: number
  readonly clusters: readonly ComparedRow[]
}

/**
 * Puts the tables of one preference by either division beside each other. What moves is counted in all clusters; the rows
 * are those that are asked for.
 */
export function compareDivisions(
  division: DivisionMethod,
  { kubefed, monotone }: Readonly<Record<DivisionMethod, ReplicaTable>>,
  isAsked: (cluster: string) => boolean = () => true,
): ComparedDivisions {
  const clusters = kubefed.clusters.map((row, index) => comparedRow(row, monotone.clusters[index]))
  const { name, targetKind, totalReplicas } = kubefed
  const moved = countMoved(division, clusters)
  return {
    name,
    targetKind,
    totalReplicas,
    division,
    unplaced: { kubefed: kubefed.unplaced, monotone: monotone.unplaced },
    ...(moved !== undefined && { moved }),
    clusters: clusters.filter(({ cluster }) => isAsked(cluster)),
  }
}

function comparedRow(byKubeFed: ReplicaRow, monotone: ReplicaRow | undefined): ComparedRow {
  const { cluster, weight, minReplicas, maxReplicas, capacity, planned: kubefed } = byKubeFed
  return {
    cluster,
    ...(weight !== undefined && { weight }),
    ...(minReplicas !== undefined && { minReplicas }),
    ...(maxReplicas !== undefined && { maxReplicas }),
    ...(capacity !== undefined && { capacity }),
    ...(kubefed !== undefined && { kubefed }),
    ...(monotone?.planned !== undefined && { monotone: monotone.planned }),
  }
}

function countMoved(division: DivisionMethod, clusters: readonly ComparedRow[]): number | undefined {
  const isDivided = (method: DivisionMethod): boolean => clusters.some((row) => row[method] !== undefined)
  if (!isDivided('kubefed') || !isDivided('monotone')) return undefined
  return clusters.reduce((sum, row) => sum + Math.max(0, gainOf(row, division) ?? 0), 0)
}

/** What a cluster gets more, or less where it is below 0, once the division that is not in force is. */
function gainOf(row: ComparedRow, division: DivisionMethod): number | undefined {
  const [before, after] = [row[division], row[otherThan(division)]]
  return before === undefined || after === undefined ? undefined : after - before
}

function otherThan(division: DivisionMethod): DivisionMethod {
  return division === 'kubefed' ? 'monotone' : 'kubefed'
}

/** The comparisons for a person, one below the other. */
export function formatCompared(all: readonly ComparedDivisions[], screen: Screen = {}): string {
  return all.map((each) => formatOne(each, screen)).join('\n')
}

const header = ['CLUSTER', 'WEIGHT', 'MIN', 'MAX', 'CAPACITY', 'KUBEFED', 'MONOTONE', 'CHANGE'] as const

function formatOne(compared: ComparedDivisions, screen: Screen): string {
  const { name, targetKind, totalReplicas, division, unplaced, clusters } = compared
  const paint = createPaint(screen.color ?? false)
  const title = `${targetKind} ${name}: ${count(totalReplicas, 'replica')}, ${division} division`
  const table = formatTable({ header, rows: clusters.map((row) => cellsOf(row, division)), named: 1 }, screen)
  const rest = (['kubefed', 'monotone'] as const)
    .filter((each) => unplaced[each] > 0)
    .map((each) => `${paint.red(`${each}: ${unplaced[each]} replicas that no cluster can hold`)}\n`)
  return `${paint.bold(title)}\n${table}${rest.join('')}${describeSwitch(compared)}\n`
}

function describeSwitch({ division, moved, clusters }: ComparedDivisions): string {
  const other = otherThan(division)
  if (moved !== undefined) return `switching to ${other}: ${count(moved, 'replica')} would move, once`
  return clusters.some((row) => row[division] !== undefined)
    ? `${other} cannot divide it: the preference has rebalance: false`
    : 'not divided'
}

function cellsOf(row: ComparedRow, division: DivisionMethod): readonly Cell[] {
  const { cluster, weight, minReplicas, maxReplicas, capacity, kubefed, monotone } = row
  const gain = gainOf(row, division) ?? 0
  const given = [weight, minReplicas, maxReplicas, capacity, kubefed, monotone].map((each) =>
    each === undefined ? '-' : String(each),
  )
  const change: Cell = gain === 0 ? '-' : { text: gain > 0 ? `+${gain}` : String(gain), style: 'yellow' }
  return [cluster, ...given, change]
}
