import { locate } from '../../../diagnostics/locate.ts'
import { getOwn } from '../../../json/own.ts'
import type { MergeKeys } from '../../../kubernetes/merge-keys.ts'
import { mergeKeysOf } from '../../../kubernetes/merge-keys.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { entryAt, type Span } from '../../../model/place.ts'
import { compareObjects } from '../compare-objects.ts'
import type { ManifestPair } from './pair-manifests.ts'

/** One field of a manifest that is not what it was, or, at the pointer `''`, a manifest that came or went. */
export interface SourceDifference {
  /** The pointer in the manifest of `base`; absent where the field is new. */
  readonly basePointer?: string
  /** The pointer in the manifest of `head`; absent where the field is gone. */
  readonly headPointer?: string
  /** Where it is written, in lines that differ. */
  readonly causes: readonly Cause[]
}

/** The lines of a file that differ between the sides; of a side that lacks the file, none. */
export type ChangedLinesOf = (path: string, side: Cause['side']) => readonly Span[]

/**
 * The fields that differ between a manifest and what it became, each with the lines that made it differ. That is the
 * field itself, where its lines are other ones. Where they are not, as behind an alias that now names another anchor,
 * or in a document that the line above it now makes part of another, it is what differs in the document, else in the
 * file, else anywhere.
 */
export function compareManifests(
  pair: ManifestPair,
  linesOf: ChangedLinesOf,
  anywhere: () => readonly Cause[],
): readonly SourceDifference[] {
  const fields = differingFields(pair)
  // One side after the other: locating composes a document, and keeps the last one.
  const bases = fields.map(({ basePointer }) => causesAt('base', pair.base, basePointer, linesOf))
  const heads = fields.map(({ headPointer }) => causesAt('head', pair.head, headPointer, linesOf))
  return fields.map(({ basePointer, headPointer }, index) => {
    const own = [...(bases[index] ?? []), ...(heads[index] ?? [])]
    return {
      ...(basePointer !== undefined && { basePointer }),
      ...(headPointer !== undefined && { headPointer }),
      causes: own.length > 0 ? own : aroundManifests(pair, linesOf, anywhere),
    }
  })
}

type Pointers = Pick<SourceDifference, 'basePointer' | 'headPointer'>

function differingFields({ base, head }: ManifestPair): readonly Pointers[] {
  if (base === undefined) return [{ headPointer: '' }]
  if (head === undefined) return [{ basePointer: '' }]
  return compareObjects(base.value, head.value, sourceMergeKeys(head.value))
}

/** What names the items of the lists of a federated object, and of the template in it. */
function sourceMergeKeys(value: JsonObject): (names: readonly string[]) => MergeKeys | undefined {
  const kind = String(getOwn(value, 'kind')).replace(/^Federated/, '')
  return (names) => {
    const [spec, field, ...below] = names
    if (spec !== 'spec') return undefined
    if (field === 'template') return mergeKeysOf(kind, below)
    return keysOfLists[[field, ...below].join('/')]
  }
}

const keysOfLists: Readonly<Partial<Record<string, MergeKeys>>> = {
  'placement/clusters': [{ field: 'name' }],
  overrides: [{ field: 'clusterName' }],
  'overrides/clusterOverrides': [{ field: 'path' }],
}

function causesAt(
  side: Cause['side'],
  manifest: Manifest | undefined,
  pointer: string | undefined,
  linesOf: ChangedLinesOf,
): readonly Cause[] {
  if (manifest === undefined || pointer === undefined) return []
  const changed = linesOf(manifest.file.path, side)
  if (changed.length === 0) return []
  const { file, start, end } = locate(entryAt(manifest, pointer))
  const differs = changed.some((each) => each.start <= end && start <= each.end)
  return differs ? [{ side, at: { file, start, end } }] : []
}

function aroundManifests(
  { base, head }: ManifestPair,
  linesOf: ChangedLinesOf,
  anywhere: () => readonly Cause[],
): readonly Cause[] {
  const inDocuments = [
    ...causesOf('base', base && clip(linesOf(base.file.path, 'base'), base)),
    ...causesOf('head', head && clip(linesOf(head.file.path, 'head'), head)),
  ]
  if (inDocuments.length > 0) return inDocuments
  const paths = [...new Set([base, head].flatMap((each) => (each ? [each.file.path] : [])))]
  const inFiles = paths.flatMap((path) => [
    ...causesOf('base', linesOf(path, 'base')),
    ...causesOf('head', linesOf(path, 'head')),
  ])
  return inFiles.length > 0 ? inFiles : anywhere()
}

/** The parts of changed lines that stand in a manifest's document. */
function clip(lines: readonly Span[], { start, end }: Manifest): readonly Span[] {
  return lines
    .filter((each) => each.start < end && start <= each.end)
    .map((each) => ({ ...each, start: Math.max(each.start, start), end: Math.min(each.end, end) }))
}

/** Changed lines as causes; those that hold nothing or only comments are none where others are. */
export function causesOf(side: Cause['side'], lines: readonly Span[] = []): readonly Cause[] {
  const telling = lines.filter(({ file, start, end }) => tells(file.text.slice(start, end)))
  return (telling.length > 0 ? telling : lines).map((at) => ({ side, at }))
}

function tells(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*(?:#|$)/.test(line))
}
