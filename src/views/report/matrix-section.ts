import { compareText } from '../../model/compare-text.ts'
import { qualifiedName } from '../../model/qualified-name.ts'
import { valueAt } from '../../model/place.ts'
import { count } from './count.ts'
import { html, type Html } from './html.ts'
import { matrixFilters } from './matrix-filters.ts'
import { cellWords, type MatrixColumn, type MatrixRow } from './matrix.ts'
import type { Page } from './page.ts'
import type { ReportedObject } from './reported-object.ts'
import { scrollable, type Section } from './section.ts'

/** What runs where: the matrix of objects and clusters, with its filters. */
export function matrixSection(page: Page): Section {
  const { matrix, clusters } = page.report
  const objects = matrix.rows.reduce((sum, row) => sum + row.objects.length, 0)
  const folded = matrix.columns.length < clusters.length
  const layout = matrix.columns.length <= mostUprightColumns ? 'wide' : 'narrow'
  const content = html` <p>
      Objects that are placed alike share a row${folded && ', and clusters that get alike a column'}.
      <b>A</b> is what most clusters get of an object, <b>B</b>, <b>C</b> and so on what others get; an empty
      cell: not placed there; <b>own</b>: each cluster of the column gets its own; <b>held</b>: the rendered
      file stays as it is; <b>failed</b>: no object could be made.
    </p>
    ${matrixFilters(page.report)}
    <p role="status" id="matrix-status">${count(objects, 'object')}</p>
    ${scrollable(
      'matrix',
      html`<table class="matrix ${layout}">
        <caption>
          ${count(objects, 'object')} in ${count(clusters.length, 'cluster')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Objects</th>
            <th scope="col">Where</th>
            ${matrix.columns.map((each) => columnHeader(page, each))}
          </tr>
        </thead>
        <tbody>
          ${matrix.rows.map((row) => rowOf(page, row))}
        </tbody>
      </table>`,
    )}
    ${folded && columnMembers(page)}`
  return { id: 'matrix', title: 'What runs where', content }
}

/** Headers of so few columns stand upright. */
const mostUprightColumns = 8

function columnHeader(page: Page, column: MatrixColumn): Html {
  return html`<th scope="col"><span>${columnTitle(page, column)}</span></th>`
}

const longestTitle = 60

function columnTitle(page: Page, column: MatrixColumn): string {
  const title = page.nameClusters(column)
  return title.length <= longestTitle ? title : `${column[0] ?? ''} and ${column.length - 1} more`
}

function columnMembers(page: Page): Html {
  const shared = page.report.matrix.columns.filter((each) => each.length > 1)
  return html`<details>
    <summary>The clusters of each column</summary>
    <dl>
      ${shared.map(
        (each) =>
          html`<dt>${columnTitle(page, each)}</dt>
            <dd>${each.join(', ')}</dd>`,
      )}
    </dl>
  </details>`
}

function rowOf(page: Page, row: MatrixRow): Html {
  const [first, ...others] = row.objects
  const isSingle = first !== undefined && others.length === 0
  const title = isSingle
    ? objectLink(page, first, 'span')
    : html`<span class="size">${row.objects.length}</span> objects`
  return html`<tr data-state="${statesOf(row).join(' ')}">
    <th scope="row">${title}</th>
    <td>${where(page, row)}${!isSingle && objectList(page, row.objects)}</td>
    ${row.cells.map(cell)}
  </tr> `
}

function cell(text: string): Html {
  const kind = cellClass(text)
  return kind === '' ? html`<td>${text}</td>` : html`<td class="${kind}">${text}</td>`
}

/** What most clusters get, and nothing, have no colour of their own. */
function cellClass(text: string): string {
  if (text === '' || text === 'A') return ''
  return text === cellWords.failed || text === cellWords.held ? text : 'other'
}

function statesOf({ variants, held, failed }: MatrixRow): readonly string[] {
  return [
    ...(variants.length > 1 ? ['differs'] : []),
    ...(held.length > 0 || failed.length > 0 ? ['undecided'] : []),
    ...(variants.length + held.length + failed.length === 0 ? ['nowhere'] : []),
  ]
}

function objectList(page: Page, objects: readonly ReportedObject[]): Html {
  const counts = new Map<string, number>()
  for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const kinds = [...counts].sort(([left], [right]) => compareText(left, right))
  return html`<details>
    <summary>${kinds.map(([kind, number]) => `${number} ${kind}`).join(', ')}</summary>
    <ul>
      ${objects.map((each) => objectLink(page, each, 'li'))}
    </ul>
  </details>`
}

function objectLink({ link }: Page, object: ReportedObject, element: 'li' | 'span'): Html {
  const text = link.toPlace(
    valueAt(object.manifest, '/metadata/name'),
    `${object.kind} ${qualifiedName(object)}`,
  )
  const { namespace = '', type } = object
  return element === 'li'
    ? html`<li data-namespace="${namespace}" data-type="${type}">${text}</li>`
    : html`<span data-namespace="${namespace}" data-type="${type}">${text}</span>`
}

const reasons = {
  '': undefined,
  ComputePlacementFailed: 'nobody knows where: the placement cannot be computed',
  NamespaceNotFederated: 'nowhere: the namespace is not federated',
} as const

function where(page: Page, { reason, variants, held, failed }: MatrixRow): Html {
  const single = variants.filter((each) => each.clusters.length === 1)
  const own = single.length > mostNamedAlone ? single : []
  const shared = variants.filter((each) => !own.includes(each))
  const lines = [
    ...shared.map(({ letter, clusters }) => [letter, page.nameClusters(clusters)] as const),
    ...(own.length > 0
      ? [
          [
            cellWords.own,
            `each of ${page.nameClusters(own.flatMap((each) => each.clusters).sort(compareText))}`,
          ] as const,
        ]
      : []),
    ...(failed.length > 0 ? [[cellWords.failed, page.nameClusters(failed)] as const] : []),
    ...(held.length > 0 ? [[cellWords.held, page.nameClusters(held)] as const] : []),
  ]
  if (lines.length === 0) return html`${reasons[reason] ?? 'nowhere'}`
  const [only] = lines
  if (lines.length === 1 && only?.[0] === 'A') return html`${only[1]}`
  return html`<ul class="variants">
    ${lines.map(([letter, text]) => html`<li><b>${letter}</b> ${text}</li>`)}
  </ul>`
}

/** So many clusters with an object of their own are named with its letter; more are named together. */
const mostNamedAlone = 3
