import type { AggregateReason } from '../../model/render-plan.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import { markup, type Markup } from './markup.ts'
import { cellWords, isPlacedNowhere, type MatrixRow } from './matrix.ts'
import { objectLink } from './object-link.ts'
import type { ReportedObject } from './reported-object.ts'
import type { DescribeClusters } from './sections/describe-clusters.ts'
import type { LinkSource } from './source-link.ts'

/** A row of the matrix: its objects, where they are in words, and a cell for each column. */
export function matrixRow(link: LinkSource, describe: DescribeClusters, row: MatrixRow): Markup {
  const [first, ...others] = row.objects
  const isSingle = first !== undefined && others.length === 0
  const items = row.objects.map((each) => matrixObject(link, each, isSingle ? 'span' : 'li'))
  const title = isSingle ? items : markup`<span class="size">${row.objects.length}</span> objects`
  const list =
    !isSingle &&
    markup`<details${row.objects.length <= mostListed && markup` open`}>
<summary>${countKinds(row.objects)}</summary><ul>${items}</ul></details>`
  return markup`
<tr data-state="${statesOf(row).join(' ')}"><th scope="row">${title}</th>
<td>${where(describe, row)}${list}</td>${row.cells.map(cell)}</tr>`
}

/** The objects of a row are listed at once where they are so few. */
const mostListed = 4

function matrixObject(link: LinkSource, object: ReportedObject, element: 'li' | 'span'): Markup {
  const { namespace = '', type } = object
  return element === 'li'
    ? markup`<li data-namespace="${namespace}" data-type="${type}">${objectLink(link, object)}</li>`
    : markup`<span data-namespace="${namespace}" data-type="${type}">${objectLink(link, object)}</span>`
}

function countKinds(objects: readonly ReportedObject[]): string {
  return [...groupBy(objects, (each) => each.kind)]
    .sort(([left], [right]) => compareText(left, right))
    .map(([kind, alike]) => `${alike.length} ${kind}`)
    .join(', ')
}

function cell(text: string): Markup {
  const kind = cellKind(text)
  return kind === undefined ? markup`<td>${text}</td>` : markup`<td class="${kind}">${text}</td>`
}

/** What most clusters get, and what is not placed, have no colour of their own. */
function cellKind(text: string): string | undefined {
  if (text === '' || text === 'A') return undefined
  return text === cellWords.failed || text === cellWords.held ? text : 'other'
}

/** What the filter of states finds a row by. */
function statesOf(row: MatrixRow): readonly string[] {
  const { variants, held, failed } = row
  return [
    ...(variants.length > 1 ? ['differs'] : []),
    ...(held.length + failed.length > 0 ? ['undecided'] : []),
    ...(isPlacedNowhere(row) ? ['nowhere'] : []),
  ]
}

const reasons: Readonly<Record<AggregateReason, string>> = {
  '': 'nowhere',
  ComputePlacementFailed: 'unknown: the placement cannot be computed',
  NamespaceNotFederated: 'nowhere: the namespace is not federated',
}

/** The number of clusters with an object of their own that get letters of their own; more are taken together. */
const mostLettered = 3

function where(describe: DescribeClusters, row: MatrixRow): Markup {
  if (isPlacedNowhere(row)) return markup`${reasons[row.reason]}`
  const { variants, held, failed } = row
  const single = variants.filter((each) => each.clusters.length === 1)
  const own = single.length > mostLettered ? single.flatMap((each) => each.clusters).sort(compareText) : []
  const lettered = variants.filter((each) => own.length === 0 || each.clusters.length !== 1)
  const lines = [
    ...lettered.map(({ letter, clusters }) => ({ title: letter, clusters })),
    { title: cellWords.own, clusters: own },
    { title: cellWords.failed, clusters: failed },
    { title: cellWords.held, clusters: held },
  ].filter((each) => each.clusters.length > 0)
  const [only, ...others] = lines
  if (only === undefined) return markup`below dns/, in no cluster`
  if (others.length === 0 && only.title === 'A') return markup`${describe(only.clusters)}`
  const all = lines.flatMap((each) => each.clusters).sort(compareText)
  const items = lines.map(({ title, clusters }) => {
    const text = title === 'A' ? describe(clusters, all) : describe(clusters)
    return markup`<li><b>${title}</b> ${text}</li>`
  })
  return markup`<ul class="variants">${items}</ul>`
}
