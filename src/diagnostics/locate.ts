import type { Manifest } from '../model/manifest.ts'
import { entryAt, fileOf, type Place, type Reference, type Span } from '../model/place.ts'
import type { SourceFile } from '../model/source-file.ts'
import { groupBy } from '../text/group-by.ts'
import { documentNodes, type DocumentNodes } from '../yaml/find/document-nodes.ts'
import { findPointer } from '../yaml/find/find-pointer.ts'
import { chunkText } from '../yaml/read/split-documents.ts'

/** A range of a file for a person: lines and columns count from 1, columns in UTF-16 code units, ends are exclusive. */
export interface Location extends Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where references lead that were located before: what is computed again and again has those of what did not change. */
const located = new WeakMap<Reference, Location>()

/** Finds the lines and columns of a place. A reference costs a parse of its document, which is why it comes late. */
export function locate(place: Place): Location {
  if (!('manifest' in place)) return toLocation(place)
  const location = located.get(place) ?? toLocation(findSpan(place))
  located.set(place, location)
  return location
}

function toLocation({ file, start, end }: Span): Location {
  const lines = lineStarts(file)
  const [line, endLine] = [lineOf(lines, start), lineOf(lines, end)]
  return {
    file: shownFile(file),
    start,
    end,
    line: line + 1,
    column: start - (lines[line] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: end - (lines[endLine] ?? 0) + 1,
  }
}

const shownFiles = new WeakMap<SourceFile, SourceFile>()

/** A file as its places name it: one of the commit of a wave as `git show` does. */
function shownFile(file: SourceFile): SourceFile {
  if (file.commit === undefined) return file
  const known = shownFiles.get(file) ?? { ...file, path: `${file.commit}:${file.path}` }
  shownFiles.set(file, known)
  return known
}

/** Finds the lines and columns of places, document by document: in whichever order they come, each is parsed once. */
export function locateAll(places: Iterable<Place>): ReadonlyMap<Place, Location> {
  const locations = new Map<Place, Location>()
  for (const inFile of groupBy(places, fileOf).values()) {
    for (const place of inFile.toSorted((left, right) => documentStart(left) - documentStart(right)))
      locations.set(place, locate(place))
  }
  return locations
}

/** Where the document starts that has to be parsed for a place; a span needs none. */
function documentStart(place: Place): number {
  return 'manifest' in place ? place.manifest.start : 0
}

function findSpan({ manifest, pointer, part }: Reference): Span {
  last = documentOf(manifest, last)
  return spanIn(last, { manifest, pointer, part })
}

/** Finds the entries at pointers of a manifest, each in the place of its pointer. */
export type FindEntries = (manifest: Manifest, pointers: readonly string[]) => readonly Span[]

/**
 * Finds entries without their lines, and without the nodes that `locate` keeps: those of a document are let go with its
 * last pointer, but for a document of several manifests, whose nodes the next one has.
 */
export function createEntryFinder(): FindEntries {
  let kept: ReadDocument | undefined
  return (manifest, pointers) => {
    const document = documentOf(manifest, kept)
    kept = manifest.item === '' ? undefined : document
    return pointers.map((pointer) => spanIn(document, entryAt(manifest, pointer)))
  }
}

/** A document and the nodes in it. */
interface ReadDocument {
  readonly file: SourceFile
  readonly start: number
  readonly nodes: DocumentNodes
}

/**
 * The nodes of the document looked at last: places in a row are mostly in one document. More are not kept, because nodes
 * are many times their text.
 */
let last: ReadDocument | undefined

function documentOf({ file, start, end }: Manifest, known: ReadDocument | undefined): ReadDocument {
  if (known?.file === file && known.start === start) return known
  return { file, start, nodes: documentNodes(chunkText(file.text, { start, end, format: 'yaml' })) }
}

function spanIn({ file, nodes }: ReadDocument, { manifest, pointer, part }: Reference): Span {
  const { start, end } = findPointer(nodes, manifest.item + pointer, part)
  return { file, start: manifest.start + start, end: manifest.start + end }
}

const lineStartsByFile = new WeakMap<SourceFile, readonly number[]>()

/** The offset of the start of every line. */
function lineStarts(file: SourceFile): readonly number[] {
  const known = lineStartsByFile.get(file)
  if (known) return known
  const starts = [0]
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1)
  lineStartsByFile.set(file, starts)
  return starts
}

/** The index of the last line that starts at an offset or before it. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}
