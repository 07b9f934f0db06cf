import { count } from '../../../text/count.ts'
import { isPlacedNowhere, type MatrixRow } from '../matrix/matrix.ts'
import type { FleetReport } from '../report.ts'

/** One number of a fleet. */
export interface Figure {
  readonly name: string
  readonly number: number
  /** What the number leaves open; `''` where it leaves nothing. */
  readonly note: string
}

/** The fleet in numbers. */
export function fleetFigures(report: FleetReport): readonly Figure[] {
  return [...objects(report), ...replicas(report), ...faults(report)]
}

function objects({ clusters, matrix, blocked }: FleetReport): readonly Figure[] {
  const notReady = clusters.filter((each) => !each.ready).length
  const total = countObjects(matrix.rows)
  const nowhere = countObjects(matrix.rows.filter(isPlacedNowhere))
  const differing = countObjects(matrix.rows.filter((row) => row.variants.length > 1))
  const rendered = sum(matrix.rows.map((row) => row.objects.length * countPlaced(row)))
  return [
    { name: 'Clusters', number: clusters.length, note: notReady > 0 ? `${notReady} not ready` : '' },
    { name: 'Objects', number: total, note: nowhere > 0 ? `${nowhere} in no cluster` : '' },
    { name: 'Objects that differ between clusters', number: differing, note: '' },
    { name: blocked ? 'Planned in all clusters' : 'Rendered in all clusters', number: rendered, note: '' },
  ]
}

function countObjects(rows: readonly MatrixRow[]): number {
  return sum(rows.map((row) => row.objects.length))
}

/** In how many clusters an object of a row is. */
function countPlaced({ variants }: MatrixRow): number {
  return sum(variants.map((each) => each.clusters.length))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function replicas({ replicas, preferences }: FleetReport): readonly Figure[] {
  const scheduled = sum(replicas.map((each) => each.scheduled ?? 0))
  const total = scheduled + sum(replicas.map((each) => each.fixed ?? 0))
  const unplaced = sum(preferences.map((each) => each.unplaced))
  const notes = [
    ...(scheduled > 0 ? [`${scheduled} by preference`] : []),
    ...(unplaced > 0 ? [`${unplaced} unplaced`] : []),
  ]
  return [{ name: 'Replicas', number: total, note: notes.join(', ') }]
}

function faults({ diagnostics }: FleetReport): readonly Figure[] {
  const countOf = (severity: string): number =>
    diagnostics.filter((each) => each.severity === severity).length
  const notes = countOf('info')
  return [
    { name: 'Errors', number: countOf('error'), note: '' },
    { name: 'Warnings', number: countOf('warning'), note: notes > 0 ? count(notes, 'note') : '' },
  ]
}
