import type { FindEntries } from '../../../diagnostics/locate.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import { mergeKeysOf, type MergeKeys } from '../../../kubernetes/schema/merge-keys.ts'
import type { Cause, FieldChange } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Span } from '../../../model/place.ts'
import { compareObjects, type FindMergeKeys } from '../compare-objects.ts'
import type { ManifestPair } from './pair-manifests.ts'

/** A side of a diff. */
export type Side = Cause['side']

/** A field of one side; `''` is the whole manifest. */
export interface SourceField {
  readonly side: Side
  readonly manifest: Manifest
  readonly pointer: string
}

/** A field that is not what it was, or a manifest that came or went. A large object may have a million of them. */
export interface SourceDifference {
  /** The pointer in the manifest of `base`, and in that of `head`; undefined on a side that lacks it. */
  readonly basePointer: string | undefined
  readonly headPointer: string | undefined
  /** Where it is written, in lines that differ. */
  readonly causes: readonly Cause[]
}

/** A difference of a pair as the fields of the sides that have it: one or both. */
export function fieldsOf(
  { base, head }: ManifestPair,
  { basePointer, headPointer }: Omit<SourceDifference, 'causes'>,
): readonly SourceField[] {
  return fieldAt('base', base, basePointer).concat(fieldAt('head', head, headPointer))
}

/** The lines that differ between the sides. */
export interface DifferingLines {
  /** Those of a file; of a side that lacks the file, none. */
  readonly of: (path: string, side: Side) => readonly Span[]
  /** Those of all files. */
  readonly anywhere: () => readonly Cause[]
}

/** Finds the entries of the manifests of each side. */
export type FindEntriesOf = Readonly<Record<Side, FindEntries>>

/**
 * The fields that differ between a manifest and what it became, each with the lines that made it differ. That is the
 * field itself, where its lines differ. Where they do not, as with an alias that now names another anchor,
 * it is what differs in the document, else in the file, else anywhere; those fields share one list.
 */
export function compareManifests(
  pair: ManifestPair,
  lines: DifferingLines,
  findEntries: FindEntriesOf,
): readonly SourceDifference[] {
  const differences = differingPointers(pair)
  // One side after the other, so that the nodes of only one document are there at a time.
  const ofBase = causesAt(
    'base',
    pair.base,
    differences.map(({ basePointer }) => basePointer),
    lines,
    findEntries,
  )
  const ofHead = causesAt(
    'head',
    pair.head,
    differences.map(({ headPointer }) => headPointer),
    lines,
    findEntries,
  )
  let around: readonly Cause[] | undefined
  return differences.map(({ basePointer, headPointer }, index) => {
    const own = [ofBase[index], ofHead[index]].filter((each) => each !== undefined)
    const causes = own.length > 0 ? own : (around ??= causesAround(pair, lines))
    return { basePointer, headPointer, causes }
  })
}

const sides = ['base', 'head'] as const

/** The pointers of a field that differs, on the sides that have it. */
type DifferingPointers = Pick<FieldChange, 'basePointer' | 'headPointer'>

function differingPointers({ base, head }: ManifestPair): readonly DifferingPointers[] {
  return base && head
    ? compareObjects(base.value, head.value, sourceMergeKeys(head.value))
    : [{ basePointer: '', headPointer: '' }]
}

function fieldAt(
  side: Side,
  manifest: Manifest | undefined,
  pointer: string | undefined,
): readonly SourceField[] {
  return manifest === undefined || pointer === undefined ? [] : [{ side, manifest, pointer }]
}

/** What names the items of the lists of a federated object, and of the template in it. */
function sourceMergeKeys(value: JsonObject): FindMergeKeys {
  const kind = String(getOwn(value, 'kind')).replace(/^Federated/, '')
  return ([spec, field, ...below]) => {
    if (spec !== 'spec') return undefined
    return field === 'template' ? mergeKeysOf(kind, below) : keysOfLists[[field, ...below].join('/')]
  }
}

const keysOfLists: Readonly<Partial<Record<string, MergeKeys>>> = {
  'placement/clusters': [{ field: 'name' }],
  overrides: [{ field: 'clusterName' }],
  'overrides/clusterOverrides': [{ field: 'path' }],
}

/** The entry at each pointer of a manifest, where that is in lines that differ; undefined in the place of any other. */
function causesAt(
  side: Side,
  manifest: Manifest | undefined,
  pointers: readonly (string | undefined)[],
  lines: DifferingLines,
  findEntries: FindEntriesOf,
): readonly (Cause | undefined)[] {
  const differing = manifest === undefined ? [] : lines.of(manifest.file.path, side)
  if (manifest === undefined || differing.length === 0) return []
  const cluster = clusterOf(manifest.value)
  const entries = findEntries[side](
    manifest,
    pointers.filter((each) => each !== undefined),
  ).values()
  return pointers.map((pointer) => {
    const at = pointer === undefined ? undefined : entries.next().value
    if (at === undefined || !isAmongLines(differing, at)) return undefined
    return cluster === undefined ? { side, at } : { side, at, cluster }
  })
}

/** Whether a place is in one of some lines. */
function isAmongLines(differing: readonly Span[], { start, end }: Span): boolean {
  const last = lastStartingBy(differing, end)
  return last !== undefined && start <= last.end
}

/** The name in a KubeFedCluster. */
function clusterOf(value: JsonObject): string | undefined {
  if (getOwn(value, 'kind') !== 'KubeFedCluster') return undefined
  const metadata = getOwn(value, 'metadata')
  const name = isObject(metadata) ? getOwn(metadata, 'name') : undefined
  return typeof name === 'string' ? name : undefined
}

/** The last of spans in their order, none of which overlap, that starts at an offset or before it. */
function lastStartingBy(spans: readonly Span[], offset: number): Span | undefined {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return spans[low - 1]
}

function causesAround({ base, head }: ManifestPair, lines: DifferingLines): readonly Cause[] {
  const inDocuments = [...causesInDocument('base', base, lines), ...causesInDocument('head', head, lines)]
  if (inDocuments.length > 0) return inDocuments
  const paths = new Set([base, head].flatMap((each) => (each ? [each.file.path] : [])))
  const inFiles = causesInFiles(paths, lines.of)
  return inFiles.length > 0 ? inFiles : lines.anywhere()
}

function causesInDocument(
  side: Side,
  manifest: Manifest | undefined,
  lines: DifferingLines,
): readonly Cause[] {
  if (manifest === undefined) return []
  const { file, start, end } = manifest
  const inDocument = lines
    .of(file.path, side)
    .filter((each) => each.start < end && start <= each.end)
    .map((each) => ({ file, start: Math.max(each.start, start), end: Math.min(each.end, end) }))
  return causesOf(side, inDocument)
}

/** All lines that differ in files. */
export function causesInFiles(paths: Iterable<string>, linesOf: DifferingLines['of']): readonly Cause[] {
  return [...paths].flatMap((path) => sides.flatMap((side) => causesOf(side, linesOf(path, side))))
}

/** Lines that hold nothing or only comments are causes only where no others are. */
function causesOf(side: Side, lines: readonly Span[]): readonly Cause[] {
  const written = lines.filter(({ file, start, end }) => holdsContent(file.text.slice(start, end)))
  return (written.length > 0 ? written : lines).map((at) => ({ side, at }))
}

function holdsContent(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*(?:#|$)/.test(line))
}
