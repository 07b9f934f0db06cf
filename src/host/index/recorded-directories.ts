import { invariant } from '../../text/invariant.ts'
import type { DirectoryEntry, FileStatus } from '../host.ts'
import {
  directoryPaths,
  firstsOf,
  hashOfFile,
  isClean,
  isCleanDirectory,
  listsSame,
  type TreeRecords,
} from './tree-records.ts'

/** A directory that an earlier run listed. */
export interface RecordedDirectory {
  /** Whether a status says that it lists what it listed. */
  readonly isClean: (status: FileStatus) => boolean
  /** What it listed. */
  readonly entries: () => readonly DirectoryEntry[]
  readonly listsSame: (entries: readonly DirectoryEntry[]) => boolean
  /** Whether a file was read in it. */
  readonly hasRead: (name: string) => boolean
  /**
   * The digest of what a file of it holds, by its status; undefined where that says nothing of the content. Fast where files are
   * asked for in the order of the records.
   */
  readonly hashOf: (name: string, status: FileStatus) => string | undefined
}

/**
 * Gives a directory of the records by its absolute path; undefined where it is not among them. The last one is kept, so that
 * who asks for it again with each of its files goes on where the last file was found.
 */
export function createDirectoryLookup(records: TreeRecords): (path: string) => RecordedDirectory | undefined {
  const find = createDirectoryFinder(records)
  let last: { readonly path: string; readonly directory: RecordedDirectory | undefined } | undefined
  return (path) => {
    if (last?.path !== path) last = { path, directory: find(path) }
    return last.directory
  }
}

function createDirectoryFinder(records: TreeRecords): (path: string) => RecordedDirectory | undefined {
  const { fileCounts, entryCounts } = records.columns
  const numbers = new Map(directoryPaths(records).map((path, index) => [path, index]))
  const [firstFiles, firstEntries] = [firstsOf(fileCounts), firstsOf(entryCounts)]
  return (path) => {
    const number = numbers.get(path)
    if (number === undefined) return undefined
    const [first, count] = [firstEntries[number] ?? 0, entryCounts[number] ?? 0]
    const fileOf = createFileLookup(records, firstFiles[number] ?? 0, fileCounts[number] ?? 0)
    return {
      isClean: (status) => isCleanDirectory(records, number, status),
      entries: () => entriesAt(records, first, count),
      listsSame: (entries) => listsSame(records, first, count, entries),
      hasRead: (name) => fileOf(name) !== undefined,
      hashOf: (name, status) => {
        const file = fileOf(name)
        return file !== undefined && isClean(records, file, status) ? hashOfFile(records, file) : undefined
      },
    }
  }
}

/**
 * Gives the number of a file by its name, of files that are side by side. Most are asked for one after another; the names are
 * arranged only for others, as many are that the earlier run did not find.
 */
function createFileLookup(
  { names, columns }: TreeRecords,
  first: number,
  count: number,
): (name: string) => number | undefined {
  const files = columns.fileNames.subarray(first, first + count)
  let next = 0
  let numbers: ReadonlyMap<string | undefined, number> | undefined
  return (name) => {
    const following = files[next]
    if (following === undefined || names[following] !== name) {
      numbers ??= new Map(Array.from(files, (each, index) => [names[each], index]))
      const index = numbers.get(name)
      if (index === undefined) return undefined
      next = index
    }
    next += 1
    return first + next - 1
  }
}

function entriesAt({ names, columns }: TreeRecords, first: number, count: number): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = []
  for (const entry of columns.entries.subarray(first, first + count))
    entries.push({ name: names[entry >>> 3] ?? '', ...checksOfKind(entry & 7) })
  return entries
}

type Checks = Omit<DirectoryEntry, 'name'>

/** What the entries of each kind answer, in the order of the numbers that `kindNumber` gives. */
const checks = Array.from({ length: 8 }, (_, kind): Checks => {
  const is = (wanted: number) => (): boolean => kind === wanted
  return {
    isFile: is(0),
    isDirectory: is(1),
    isSymbolicLink: is(2),
    isFIFO: is(3),
    isSocket: is(4),
    isBlockDevice: is(5),
    isCharacterDevice: is(6),
  }
})

function checksOfKind(kind: number): Checks {
  const found = checks[kind]
  invariant(found !== undefined, 'a kind has three bits')
  return found
}
