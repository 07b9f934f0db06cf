import { locate } from '../../../diagnostics/locate.ts'
import { getOwn } from '../../../json/own.ts'
import { mergeKeysOf, type MergeKeys } from '../../../kubernetes/schema/merge-keys.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { entryAt, type Span } from '../../../model/place.ts'
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

/** A field that is not what it was, or a manifest that came or went. */
export interface SourceDifference {
  /** On the sides that have it: one or both. */
  readonly fields: readonly SourceField[]
  /** Where it is written, in lines that differ. */
  readonly causes: readonly Cause[]
}

/** The lines that differ between the sides. */
export interface DifferingLines {
  /** Those of a file; of a side that lacks the file, none. */
  readonly of: (path: string, side: Side) => readonly Span[]
  /** Those of all files. */
  readonly anywhere: () => readonly Cause[]
}

/**
 * The fields that differ between a manifest and what it became, each with the lines that made it differ. That is the
 * field itself, where its lines differ. Where they do not, as with an alias that now names another anchor,
 * it is what differs in the document, else in the file, else anywhere.
 */
export function compareManifests(pair: ManifestPair, lines: DifferingLines): readonly SourceDifference[] {
  const differences = differingFields(pair)
  const located = new Map<SourceField, readonly Cause[]>()
  // One side after the other: to locate takes a composed document, and only the last one is kept.
  for (const side of sides) {
    for (const each of differences.flat()) if (each.side === side) located.set(each, causesAt(each, lines))
  }
  return differences.map((fields) => {
    const own = fields.flatMap((each) => located.get(each) ?? [])
    return { fields, causes: own.length > 0 ? own : causesAround(pair, lines) }
  })
}

const sides = ['base', 'head'] as const

function differingFields({ base, head }: ManifestPair): readonly (readonly SourceField[])[] {
  const differences =
    base && head
      ? compareObjects(base.value, head.value, sourceMergeKeys(head.value))
      : [{ basePointer: '', headPointer: '' }]
  return differences.map(({ basePointer, headPointer }) =>
    fieldAt('base', base, basePointer).concat(fieldAt('head', head, headPointer)),
  )
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

function causesAt({ side, manifest, pointer }: SourceField, lines: DifferingLines): readonly Cause[] {
  const differing = lines.of(manifest.file.path, side)
  if (differing.length === 0) return []
  const { file, start, end } = locate(entryAt(manifest, pointer))
  const last = lastStartingBy(differing, end)
  return last !== undefined && start <= last.end ? [{ side, at: { file, start, end } }] : []
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
