import { count } from '../../../text/count.ts'
import { createAllowance } from '../allowance.ts'
import { markup, type Markup } from '../markup.ts'
import { matrixFilters } from './matrix-filters.ts'
import { matrixRow, type RowContext } from './matrix-row.ts'
import type { MatrixColumn } from './matrix.ts'
import type { FleetReport } from '../report.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'

/** What runs where: the matrix of objects and clusters, with its search and filters. */
export function matrixSection(
  { link, describe, anchorOf }: Omit<RowContext, 'fits'>,
  report: FleetReport,
): Section {
  const { rows, columns } = report.matrix
  const objects = rows.reduce((sum, row) => sum + row.objects.length, 0)
  const shared = columns.filter((each) => each.length > 1)
  const fits = createAllowance(mostCharacters)
  const content = markup`<p>Objects that are placed alike share a row${shared.length > 0 && ', clusters that get alike share a column'}.
<b>A</b> is what most clusters get of an object; <b>B</b>, <b>C</b> and so on are what others get; <b>own</b>: each cluster of the column
gets one of its own; <b>held</b>: the rendered file stays as it is; <b>failed</b>: no object could be made. What is not placed has an
empty cell.</p>
${matrixFilters(report)}
<p role="status" id="matrix-status">${count(objects, 'object')}</p>
${scrolledTable({
  labelledBy: 'matrix',
  kind: `matrix ${columns.length > mostHorizontalTitles ? 'narrow' : 'wide'}`,
  header: [columnTitles(['Objects', 'Where']), columns.map((each) => columnHeader(describe, each))],
  rows: rows.map((row) => matrixRow({ link, describe, fits, anchorOf }, row)),
})}
${shared.length > 0 && columnMembers(describe, shared)}`
  return { id: 'matrix', title: 'What runs where', content }
}

/** So many characters of fields in which variants differ are on a page. */
const mostCharacters = 40_000

/** Beyond this number, columns are narrow and their titles upright. */
const mostHorizontalTitles = 8

function columnHeader(describe: DescribeClusters, column: MatrixColumn): Markup {
  // A long label may be broken where it has a sign.
  const parts = describe(column).split(/(?<=[/=.])/)
  return markup`<th scope="col"><span>${parts.map((each, index) => markup`${index > 0 && markup`<wbr>`}${each}`)}</span></th>`
}

function columnMembers(describe: DescribeClusters, columns: readonly MatrixColumn[]): Markup {
  return markup`<details><summary>The clusters of each column</summary>
<dl>${columns.map((each) => markup`<dt>${describe(each)}</dt><dd>${each.join(', ')}</dd>`)}</dl></details>`
}
