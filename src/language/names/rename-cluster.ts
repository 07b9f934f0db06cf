import { locate } from '../../diagnostics/locate.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { quote } from '../../text/quote.ts'
import type { TextRange } from '../../yaml/read/yaml-problem.ts'
import { quoteDouble, serializeString } from '../../yaml/write/serialize-string.ts'
import type { Cursor, FileRange, Snapshot } from '../snapshot.ts'
import { spotAt } from '../spot.ts'
import { entityAt, mentionsOfEntity, type Entity } from './mentions.ts'

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
  const places = mentionsOfEntity(snapshot, { kind: 'cluster', name: from }).map(({ at }) => locate(at))
  const edits = new Map(
    places.map(({ file, start, end }) => {
      const text = spelled(to, file.text.charAt(start))
      // What several places have by an anchor, or by a merge, is written once.
      return [`${start} ${file.path}`, { path: file.path, start, end, text }]
    }),
  )
  return { edits: [...edits.values()], moves: movesOf(snapshot, from, to) }
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
