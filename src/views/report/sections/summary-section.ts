import { count } from '../../../text/count.ts'
import { markup } from '../markup.ts'
import { isPlacedNowhere, type MatrixRow } from '../matrix.ts'
import type { FleetReport } from '../report.ts'
import type { Section } from './section.ts'

/** The fleet in numbers. */
export function summarySection(report: FleetReport): Section {
  const blocked = markup`<p class="notice"><b>Errors let nothing be rendered.</b> What follows is what was planned.</p>`
  const figures = numbersOf(report).map(
    ({ name, number, note }) => markup`
<div><dt>${name}</dt><dd>${number}${note !== '' && markup` <small>${note}</small>`}</dd></div>`,
  )
  const content = markup`${report.blocked && blocked}<dl class="numbers">${figures}</dl>`
  return { id: 'summary', title: 'Summary', content }
}

interface Figure {
  readonly name: string
  readonly number: number
  readonly note: string
}

function numbersOf(report: FleetReport): readonly Figure[] {
  return [...objects(report), ...replicas(report), ...faults(report), ...changes(report)]
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

function replicas({ replicas }: FleetReport): readonly Figure[] {
  const [scheduled, fixed] = [
    sum(replicas.map((each) => each.scheduled)),
    sum(replicas.map((each) => each.fixed)),
  ]
  return [
    { name: 'Replicas', number: scheduled + fixed, note: scheduled > 0 ? `${scheduled} by preference` : '' },
  ]
}

function faults({ diagnostics }: FleetReport): readonly Figure[] {
  const countOf = (severity: string): number =>
    diagnostics.filter((each) => each.severity === severity).length
  return [
    { name: 'Errors', number: countOf('error'), note: '' },
    {
      name: 'Warnings',
      number: countOf('warning'),
      note: countOf('info') > 0 ? count(countOf('info'), 'note') : '',
    },
  ]
}

function changes({ diff }: FleetReport): readonly Figure[] {
  if (diff === undefined) return []
  const risks = diff.changes.flatMap((each) => each.risks).length
  return [
    { name: 'Changes', number: diff.changes.length, note: `in ${count(diff.summary.length, 'cluster')}` },
    { name: 'Risks', number: risks, note: '' },
  ]
}
