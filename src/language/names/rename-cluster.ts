import { locate } from '../../diagnostics/locate.ts'
import { pointersTo } from '../../json/pointer.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { quote } from '../../text/quote.ts'
import type { TextRange } from '../../yaml/read/yaml-problem.ts'
import { quoteDouble, serializeString } from '../../yaml/write/serialize-string.ts'
import type { Cursor, FileRange, Snapshot } from '../snapshot.ts'
import { spotAt } from '../spot.ts'
import { entityAt, mentionsOfEntity, type Entity, type Mention } from './mentions.ts'

/** A range of a file with the text that takes its place. */
export interface TextEdit extends FileRange {
  readonly text: string
}

/** A file of the repository that gets another path. */
export interface FileMove {
  readonly from: string
  readonly to: string
}

/** What a rename comes to: none of the edits overlaps another. */
export interface Renaming {
  readonly edits: readonly TextEdit[]
  /** The files that were observed in the cluster, which are called after it. */
  readonly moves: readonly FileMove[]
}

/** The name of a cluster at a place, which may be changed, with its range; undefined where no cluster of the fleet is named. */
export function findClusterName(
  snapshot: Snapshot,
  cursor: Cursor,
): (FileRange & { readonly name: string }) | undefined {
  const spot = spotAt(snapshot, cursor)
  const entity = spot && entityAt(snapshot, spot)
  if (spot === undefined || entity === undefined || !isCluster(snapshot, entity)) return undefined
  const { file } = spot.manifest
  return { path: file.path, ...withoutQuotes(file, spot.range), name: entity.name }
}

function isCluster({ result }: Snapshot, { kind, name }: Entity): boolean {
  return kind === 'cluster' && result?.resources.clusters.some((each) => each.name === name) === true
}

/**
 * The changes by which a cluster gets another name: of its KubeFedCluster and of every place of the sources and of the
 * configuration that names it. An expression of an invariant that has its name is not among them. A text, why there are none,
 * where the new name is none or is taken.
 */
export function renameCluster(snapshot: Snapshot, from: string, to: string): Renaming | string {
  if (!isDns1123Subdomain(to)) {
    return `${quote(to)} is no name for a cluster: it may have lower-case letters, digits, "-" and ".".`
  }
  if (to === from) return { edits: [], moves: [] }
  const { result } = snapshot
  if (result?.resources.clusters.some(({ name }) => name === to) === true) {
    return `There is a cluster ${quote(to)} already.`
  }
  const moves = movesOf(snapshot, from, to)
  const mentions = mentionsOfEntity(snapshot, { kind: 'cluster', name: from })
  const problem = problemOfMoves(snapshot, moves) ?? problemOfKeys(snapshot, mentions, to)
  if (problem !== undefined) return problem
  const places = mentions.map(({ at }) => locate(at))
  const edits = new Map(
    places.map(({ file, start, end }) => {
      const text = spelled(to, file.text.charAt(start))
      // What several places have by an anchor, or by a merge, is written once.
      return [`${start} ${file.path}`, { path: file.path, start, end, text }]
    }),
  )
  return { edits: [...edits.values()], moves }
}

/** Why files cannot move: one that is there would be lost. */
function problemOfMoves({ files, observed }: Snapshot, moves: readonly FileMove[]): string | undefined {
  const taken = new Set([...files, ...observed].map(({ path }) => path))
  const move = moves.find(({ to }) => taken.has(to))
  return move && `${quote(move.from)} would move to ${quote(move.to)}, and there is a file already.`
}

/** Why keys cannot be renamed: their mapping has the new name already, and YAML has each key once. */
function problemOfKeys(snapshot: Snapshot, mentions: readonly Mention[], to: string): string | undefined {
  const keyOf = ({ at: { manifest, pointer } }: Mention): string => {
    const { file, start, item } = manifest
    return `${start} ${item} ${pointersTo(pointer).at(-2) ?? ''} ${file.path}`
  }
  const isKey = ({ at }: Mention): boolean => at.part === 'key'
  const taken = new Set(mentionsOfEntity(snapshot, { kind: 'cluster', name: to }).filter(isKey).map(keyOf))
  const found = mentions.find((each) => isKey(each) && taken.has(keyOf(each)))
  if (found === undefined) return undefined
  return `A mapping of ${quote(found.at.manifest.file.path)} has the key ${quote(to)} already.`
}

/** A name in the quotes of what was there; JSON has no other. */
function spelled(name: string, quotes: string): string {
  if (quotes === '"') return quoteDouble(name)
  return quotes === "'" ? `'${name}'` : serializeString(name)
}

function withoutQuotes({ text }: SourceFile, { start, end }: TextRange): TextRange {
  const isQuoted = end - start > 1 && /["']/.test(text.charAt(start))
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end }
}

/** The files of a cluster: those whose innermost folder, or whose own name, that is called after a cluster has its name. */
function movesOf({ observed, result }: Snapshot, from: string, to: string): readonly FileMove[] {
  const names = new Set(result?.resources.clusters.map(({ name }) => name))
  return observed.flatMap(({ path }) => {
    const segments = path.split('/')
    const index = segments.findLastIndex((each) => names.has(withoutExtension(each)))
    const segment = segments[index]
    if (segment === undefined || withoutExtension(segment) !== from) return []
    return [{ from: path, to: segments.with(index, to + segment.slice(from.length)).join('/') }]
  })
}

function withoutExtension(segment: string): string {
  return segment.replace(/\.(?:ya?ml|json)$/, '')
}
