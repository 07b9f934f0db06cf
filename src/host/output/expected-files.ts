import type { FileMatrix } from '../../model/file-tree.ts'
import { clustersFolder } from '../../output/layout.ts'
import { isOwned } from '../../output/owned-content.ts'
import { invariant } from '../../text/invariant.ts'
import type { Output } from './output.ts'

/** A file that the output directory is to hold, whatever it renders. */
export interface ExpectedFile {
  readonly path: string
  readonly content: Buffer
}

/** What one directory of the output is to hold. */
export interface ExpectedDirectory {
  /** The number of the file of this name; undefined where none is expected. */
  readonly fileOf: (name: string) => number | undefined
  /** The directory of this name; undefined where nothing is expected in it. */
  readonly directoryOf: (name: string) => ExpectedDirectory | undefined
}

/** What the output directory is to hold: by directories, and the content of each file by its number. */
export interface ExpectedOutput {
  readonly top: ExpectedDirectory
  /** How many numbers there are: those of the rendered files, then one for each of the others. */
  readonly numbers: number
  readonly contentOf: (number: number) => Buffer
  /** The length of the longest content, in bytes. */
  readonly longest: number
}

/**
 * Arranges what is rendered, and other files beside it, as directories. The paths of a cluster are arranged once for all
 * clusters. The last line of defence against a path that leaves the output directory: emit has encoded every name, so one
 * that is empty, `.`, `..`, the work directory's, or holds a backslash or a NUL is a bug of fedrender and throws.
 */
export function arrangeOutput(
  { encode }: Pick<Output, 'encode'>,
  rendered: FileMatrix,
  others: readonly ExpectedFile[],
): ExpectedOutput {
  const { directories, paths, cells } = rendered
  const encodeOwned = (text: string): Buffer => {
    const content = encode(text)
    invariant(isOwned(content, content.length), 'no generated header')
    return content
  }
  const texts = rendered.texts.map(encodeOwned)
  const loose = [...rendered.loose.map(({ path, text }) => ({ path, content: encodeOwned(text) })), ...others]
  const arranged = arrangePaths(loose.map(({ path }) => path))
  const ofClusters = arrangePaths(paths)
  for (const directory of directories) assertSafeName(directory, directory)
  const rows = new Map(directories.map((directory, index) => [directory, index * paths.length]))
  const clusters: ExpectedDirectory = {
    fileOf: () => undefined,
    directoryOf: (name) => inRow(ofClusters, rows.get(name), cells),
  }
  const contents = [...texts, ...loose.map(({ content }) => content)]
  // A fleet with clusters may have no object in any of them.
  const isFilled = cells.some((cell) => cell !== 0)
  return {
    top: joined(looseDirectory(arranged, cells.length), {
      fileOf: () => undefined,
      directoryOf: (name) => (name === clustersFolder && isFilled ? clusters : undefined),
    }),
    numbers: cells.length + loose.length,
    contentOf: (number) => {
      const index = number < cells.length ? (cells[number] ?? 0) - 1 : texts.length + number - cells.length
      const content = contents[index]
      invariant(content !== undefined, `no file has the number ${number}`)
      return content
    },
    longest: contents.reduce((length, content) => Math.max(length, content.length), 0),
  }
}

/** Directories of paths; the numbers are the indexes in the list that they were built from. */
interface Arranged {
  readonly files: Map<string, number>
  readonly directories: Map<string, Arranged>
}

/** Paths that follow each other in one directory, as a sorted list's do, cost no lookup. */
function arrangePaths(paths: readonly string[]): Arranged {
  const root: Arranged = { files: new Map(), directories: new Map() }
  const known = new Map<string, Arranged>([['', root]])
  let lastPath: string | undefined
  let lastDirectory = root
  for (const [index, path] of paths.entries()) {
    const slash = path.lastIndexOf('/')
    const directoryPath = slash === -1 ? '' : path.slice(0, slash)
    if (directoryPath !== lastPath) {
      if (slash !== -1) for (const segment of directoryPath.split('/')) assertSafeName(segment, path)
      lastDirectory = directoryAt(known, directoryPath)
      lastPath = directoryPath
    }
    const name = path.slice(slash + 1)
    assertSafeName(name, path)
    invariant(!lastDirectory.files.has(name), `rendered twice: ${path}`)
    lastDirectory.files.set(name, index)
  }
  return root
}

/** What no file or directory of the output may be called. */
const unsafeName = /^(\.{0,2}|\.fedrender)$|[/\\\0]/

function assertSafeName(name: string, path: string): void {
  invariant(!unsafeName.test(name), `unsafe path ${JSON.stringify(path)}`)
}

function directoryAt(known: Map<string, Arranged>, path: string): Arranged {
  const found = known.get(path)
  if (found !== undefined) return found
  const slash = path.lastIndexOf('/')
  const parent = directoryAt(known, slash === -1 ? '' : path.slice(0, slash))
  const directory: Arranged = { files: new Map(), directories: new Map() }
  parent.directories.set(path.slice(slash + 1), directory)
  known.set(path, directory)
  return directory
}

/** A directory of files that are in one place each. */
function looseDirectory({ files, directories }: Arranged, first: number): ExpectedDirectory {
  return {
    fileOf: (name) => {
      const index = files.get(name)
      return index === undefined ? undefined : first + index
    },
    directoryOf: (name) => {
      const directory = directories.get(name)
      return directory && looseDirectory(directory, first)
    },
  }
}

/** A directory of the files that one cluster has; `row` is the number of its first cell, undefined for no cluster. */
function inRow(
  arranged: Arranged | undefined,
  row: number | undefined,
  cells: Uint32Array,
): ExpectedDirectory | undefined {
  if (arranged === undefined || row === undefined || !hasFile(arranged, row, cells)) return undefined
  return {
    fileOf: (name) => {
      const number = row + (arranged.files.get(name) ?? Number.NaN)
      return cells[number] ? number : undefined
    },
    directoryOf: (name) => inRow(arranged.directories.get(name), row, cells),
  }
}

function hasFile({ files, directories }: Arranged, row: number, cells: Uint32Array): boolean {
  for (const column of files.values()) if (cells[row + column] !== 0) return true
  for (const directory of directories.values()) if (hasFile(directory, row, cells)) return true
  return false
}

/** Two directories in one place, which have no file in common. */
function joined(left: ExpectedDirectory, right: ExpectedDirectory): ExpectedDirectory {
  return {
    fileOf: (name) => left.fileOf(name) ?? right.fileOf(name),
    directoryOf: (name) => {
      const [own, other] = [left.directoryOf(name), right.directoryOf(name)]
      return own && other ? joined(own, other) : (own ?? other)
    },
  }
}
