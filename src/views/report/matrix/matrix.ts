import { compareText } from '../../../text/compare-text.ts'
import type { Fleet, FleetObject } from '../../../model/fleet.ts'
import { wholeObjects } from '../../../model/whole-objects.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { AggregateReason, ObjectPlan, RenderPlan, Variant } from '../../../model/render-plan.ts'
import { reportedObject, type ReportedObject } from '../reported-object.ts'

/** What of a fleet runs where: objects as rows, clusters as columns, both folded where they are alike. */
export interface Matrix {
  readonly columns: readonly MatrixColumn[]
  /** In the order of their first objects. */
  readonly rows: readonly MatrixRow[]
}

/** The clusters of a column: those with equal cells in every row, or one where there are few. Sorted, never empty. */
export type MatrixColumn = readonly string[]

/** An object of the matrix, with what its clusters get. */
export interface MatrixObject extends ReportedObject {
  /** In the order of the letters of its row: the first is A. Of what is held or cannot be rendered they are what was planned. */
  readonly variants: readonly Variant[]
  /** What it was planned from; absent for a DNSEndpoint. */
  readonly plan?: ObjectPlan
  /** Its file below a cluster's directory, or below `dns/`; absent where nothing of it is rendered. */
  readonly path?: string
}

/** Objects that are placed alike and differ alike between clusters. */
export interface MatrixRow extends Outcome {
  /** In the order of the plan, the DNSEndpoints last; never empty. */
  readonly objects: readonly MatrixObject[]
  /** One for each column: a letter, one of `cellWords`, or `''` where nothing is placed. */
  readonly cells: readonly string[]
}

/** The result of an object in the clusters. */
interface Outcome {
  readonly reason: AggregateReason
  /** The most clusters first; the clusters of a DNSEndpoint that belongs to none are none. */
  readonly variants: readonly LetteredVariant[]
  /** The clusters for which no object could be made, sorted. */
  readonly failed: readonly string[]
  /** Placed, but its rendered files stay as they are; sorted. */
  readonly held: readonly string[]
}

/** What some clusters get; `A` is what most clusters of the object get. */
export interface LetteredVariant {
  readonly letter: string
  /** Sorted. */
  readonly clusters: readonly string[]
}

/**
 * The words of a cell without a letter: each cluster of its column has an object of its own (`own`), no object
 * (`failed`), or its earlier one (`held`).
 */
export const cellWords = { own: 'own', failed: 'failed', held: 'held' } as const

/**
 * The number of clusters that fit on a page with a column each; of more clusters, those that are alike share a column.
 */
const mostSingleColumns = 24

/** The matrix of a plan; without a fleet, where errors let nothing be rendered, nothing is known to be held. */
export function foldMatrix(plan: RenderPlan, fleet: Fleet | undefined): Matrix {
  const clusters = plan.federation.clusters.map((each) => each.name)
  const rows = foldRows([...plannedObjects(plan, fleet), ...dnsEndpoints(fleet)])
  const symbols = rows.map(cellsByCluster)
  const columns =
    clusters.length > mostSingleColumns ? foldColumns(clusters, symbols) : clusters.map((each) => [each])
  const cells = symbols.map((row) => columns.map((column) => cellOf(row, column)))
  return { columns, rows: rows.map((row, index) => Object.assign(row, { cells: cells[index] ?? [] })) }
}

/**
 * Whether objects are placed in no cluster; DNSEndpoints of no cluster have a variant all the same, and count as
 * placed.
 */
export function isPlacedNowhere({ variants, failed, held }: Outcome): boolean {
  return variants.length + failed.length + held.length === 0
}

type Entry = readonly [object: MatrixObject, outcome: Outcome]

function plannedObjects(plan: RenderPlan, fleet: Fleet | undefined): readonly Entry[] {
  const rendered = new Map(fleet?.objects.map((each) => [each.plan, each]))
  const byPart = new Map(
    fleet?.objects.flatMap((each) => (each.heldPlans ?? []).map((part) => [part, each] as const)),
  )
  const fileOf = new Map(
    plan.objects.map((each) => [each.federatedObject, rendered.get(each) ?? byPart.get(each)]),
  )
  return wholeObjects(plan).map((each) => {
    const file = fileOf.get(each.federatedObject)
    const outcome = fleet !== undefined && file === undefined ? heldOutcome(each) : outcomeOf(each)
    return [matrixObject(reportedObject(each.federatedObject), each.variants, { plan: each, file }), outcome]
  })
}

function matrixObject(
  object: ReportedObject,
  variants: readonly Variant[],
  { plan, file }: { readonly plan?: ObjectPlan; readonly file: Pick<FleetObject, 'path'> | undefined },
): MatrixObject {
  return {
    ...object,
    variants: variants.toSorted(compareVariants),
    ...(plan && { plan }),
    ...(file && { path: file.path }),
  }
}

function outcomeOf({ placement, variants, failures }: ObjectPlan): Outcome {
  const failed = failures.map((each) => each.cluster).sort(compareText)
  return { reason: placement.reason, variants: letterVariants(variants), failed, held: [] }
}

function heldOutcome({ placement }: ObjectPlan): Outcome {
  return { reason: placement.reason, variants: [], failed: [], held: placement.clusters }
}

function dnsEndpoints(fleet: Fleet | undefined): readonly Entry[] {
  return [...(fleet?.objects ?? []), ...(fleet?.dns ?? [])].flatMap(({ dnsEndpoint, ...object }) => {
    if (dnsEndpoint === undefined) return []
    const { kind, type, namespace, name, variants } = object
    const { manifest } = dnsEndpoint.record
    const outcome = { reason: '' as const, variants: letterVariants(variants), failed: [], held: [] }
    const named = { kind, type, ...(namespace !== undefined && { namespace }), name, manifest }
    return [[matrixObject(named, variants, { file: object }), outcome]]
  })
}

function letterVariants(variants: readonly Variant[]): readonly LetteredVariant[] {
  return variants
    .toSorted(compareVariants)
    .map(({ clusters }, index) => ({ letter: letterOf(index), clusters }))
}

/** The most clusters first. */
function compareVariants({ clusters: left }: Variant, { clusters: right }: Variant): number {
  return right.length - left.length || compareText(left[0] ?? '', right[0] ?? '')
}

/** The letter of a variant by its index: A to Z, then AA, AB and so on, as the columns of a spreadsheet. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function foldRows(entries: readonly Entry[]): readonly Omit<MatrixRow, 'cells'>[] {
  const alike = groupBy(entries, ([, outcome]) => JSON.stringify(outcome))
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first[1], objects: [first, ...others].map(([object]) => object) }],
  )
}

function cellsByCluster({ variants, failed, held }: Outcome): ReadonlyMap<string, string> {
  return new Map([
    ...variants.flatMap(({ letter, clusters }) => clusters.map((each) => [each, letter] as const)),
    ...failed.map((each) => [each, cellWords.failed] as const),
    ...held.map((each) => [each, cellWords.held] as const),
  ])
}

/** The clusters that share every cell, where a letter that a cluster has for itself counts as any other such. */
function foldColumns(
  clusters: readonly string[],
  symbols: readonly ReadonlyMap<string, string>[],
): readonly MatrixColumn[] {
  const sizes = symbols.map(countSymbols)
  const shared = groupBy(clusters, (cluster) =>
    symbols
      .map((row, index) => {
        const symbol = row.get(cluster) ?? ''
        return isLetter(symbol) && sizes[index]?.get(symbol) === 1 ? cellWords.own : symbol
      })
      .join(' '),
  )
  return [...shared.values()]
}

function countSymbols(row: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const symbol of row.values()) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  return counts
}

function isLetter(symbol: string): boolean {
  return symbol !== cellWords.failed && symbol !== cellWords.held
}

function cellOf(row: ReadonlyMap<string, string>, column: MatrixColumn): string {
  const [first = '', ...others] = column.map((cluster) => row.get(cluster) ?? '')
  return others.every((each) => each === first) ? first : cellWords.own
}
