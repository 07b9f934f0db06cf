import { count } from './count.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'
import type { FleetReport } from './report.ts'
import { type Section } from './section.ts'

/** The fleet in numbers. */
export function summarySection({ report }: Page): Section {
  const content = html` ${report.blocked && html`<p class="notice"><b>Errors let nothing be rendered.</b> What follows is what was planned.</p>`}
    <dl class="numbers">
      ${numbersOf(report).map(
        ({ name, number, note }) =>
          html` <div>
            <dt>${name}</dt>
            <dd>${number}${note !== '' && html` <small>${note}</small>`}</dd>
          </div>`,
      )}
    </dl>`
  return { id: 'summary', title: 'Summary', content }
}

interface Figure {
  readonly name: string
  readonly number: number
  readonly note: string
}

function numbersOf(report: FleetReport): readonly Figure[] {
  const { clusters, matrix, replicas } = report
  const notReady = clusters.filter((each) => !each.ready).length
  const rows = matrix.rows.map((row) => ({ ...row, size: row.objects.length }))
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
  const nowhere = sum(rows.filter((row) => row.cells.every((each) => each === '')).map((row) => row.size))
  const differing = sum(rows.filter((row) => row.variants.length > 1).map((row) => row.size))
  const placed = sum(rows.map((row) => row.size * sum(row.variants.map((each) => each.clusters.length))))
  const scheduled = sum(replicas.map((each) => each.scheduled))
  return [
    { name: 'Clusters', number: clusters.length, note: notReady > 0 ? `${notReady} not ready` : '' },
    {
      name: 'Objects',
      number: sum(rows.map((row) => row.size)),
      note: nowhere > 0 ? `${nowhere} in no cluster` : '',
    },
    { name: 'Rendered files', number: report.blocked ? 0 : placed, note: '' },
    { name: 'Objects that differ between clusters', number: differing, note: '' },
    {
      name: 'Replicas',
      number: sum(replicas.map((each) => each.scheduled + each.fixed)),
      note: scheduled > 0 ? `${scheduled} by preference` : '',
    },
    ...faults(report),
    ...changes(report),
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
