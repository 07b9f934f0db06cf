import type { AggregateReason } from '../../../model/render-plan.ts'
import { compareText } from '../../../text/compare-text.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { Allowance } from '../allowance.ts'
import { markup, type Markup } from '../markup.ts'
import { cellWords, isPlacedNowhere, type MatrixObject, type MatrixRow } from './matrix.ts'
import { objectLink } from '../object-link.ts'
import type { ReportedObject } from '../reported-object.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { LinkSource } from '../source-link.ts'
import { fieldTables, mostCompared } from '../variants/field-tables.ts'

/** What the rows of the matrix are written with. */
export interface RowContext {
  readonly link: LinkSource
  readonly describe: DescribeClusters
  /** Room for the fields in which variants differ. */
  readonly fits: Allowance
  /** The id of an object's details on the page, if it has them. */
  readonly anchorOf: (object: { readonly path: string }) => string | undefined
}

/** A row of the matrix: its objects, where they are in words, and a cell for each column. */
export function matrixRow(context: RowContext, row: MatrixRow): Markup {
  const [first, ...others] = row.objects
  const isSingle = first !== undefined && others.length === 0
  const title = isSingle
    ? singleObject(context.link, first)
    : markup`<span class="size">${row.objects.length}</span> objects`
  const details = isSingle ? yamlLink(context, first) : memberList(context.link, row.objects)
  return markup`
<tr data-state="${statesOf(row).join(' ')}"><th scope="row">${title}</th>
<td>${where(context.describe, row)}${differences(row, context.fits)}${details}</td>${row.cells.map(cell)}</tr>`
}

function yamlLink({ anchorOf }: RowContext, { path, variants }: MatrixObject): Markup | false {
  const anchor = path === undefined ? undefined : anchorOf({ path })
  if (anchor === undefined) return false
  return markup`<p><a href="#${anchor}">${variants.length > 1 ? 'The YAML of each variant' : 'Its YAML'}</a></p>`
}

function singleObject(link: LinkSource, object: ReportedObject): Markup {
  const { namespace = '', type } = object
  return markup`<span data-namespace="${namespace}" data-type="${type}">${objectLink(link, object)}</span>`
}

/** The objects of a row by kind and namespace, whose names the search puts together again. */
function memberList(link: LinkSource, objects: readonly ReportedObject[]): Markup {
  const groups = groupBy(objects, ({ type, namespace = '' }) => `${type} ${namespace}`)
  return markup`<details class="members"${objects.length <= mostListed && markup` open`}>
<summary>${countKinds(objects)}</summary><ul>${[...groups.values()].map((each) => memberGroup(link, each))}</ul></details>`
}

function memberGroup(link: LinkSource, objects: readonly ReportedObject[]): Markup {
  const [first] = objects
  if (first === undefined) return markup``
  const { kind, namespace = '', type } = first
  const names = objects.map((each) => markup` <span>${objectLink(link, each, each.name)}</span>`)
  return markup`<li data-namespace="${namespace}" data-type="${type}"><b>${kind} ${namespace !== '' && `${namespace}/`}</b>${names}</li>`
}

/** What the variants of the row differ in, where it has any. */
function differences({ objects, variants }: MatrixRow, fits: Allowance): Markup | false {
  const letters = variants.slice(0, mostCompared).map(({ letter }) => letter)
  return (
    letters.length > 1 &&
    markup`<details class="differing"><summary>What ${letters.slice(0, -1).join(', ')} and ${letters.at(-1)} differ in</summary>${fieldTables(objects, fits)}</details>`
  )
}

/** The objects of a row are listed at once where they are so few. */
const mostListed = 4

/** How many objects there are of each kind: `2 ConfigMap, 1 Secret`. */
export function countKinds(objects: readonly ReportedObject[]): string {
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
