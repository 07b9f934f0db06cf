import type { DirectoryEntry, FileStatus } from '../host.ts'

/**
 * Directories that were listed and files that were read, by numbers in columns: a million files take 36 MB. Files are
 * grouped by their directories, in the order of these.
 */
export interface TreeRecords {
  readonly names: readonly string[]
  /** Digests of contents, by the number of the text. */
  readonly hashes: readonly string[]
  /** The lengths of contents, in bytes. */
  readonly lengths: readonly bigint[]
  readonly traits: readonly FileTraits[]
  readonly columns: TreeColumns
}

/** What nearly all files have in common. */
export type FileTraits = Pick<FileStatus, 'dev' | 'mode'>

/** The columns of directories, of their entries and of files. */
export interface TreeColumns {
  /** Of each directory, one more than the number of the one above; 0 where its name is its whole path. */
  readonly parents: Uint32Array
  /** The number of the directory's name. */
  readonly directoryNames: Uint32Array
  /** The status of the directory before it was listed, as that of a file; its number is 0 where the directory is always listed. */
  readonly directoryTraits: Uint32Array
  readonly directoryInodes: BigInt64Array
  readonly directoryModified: BigInt64Array
  readonly directoryChanged: BigInt64Array
  /** How many entries were listed. */
  readonly entryCounts: Uint32Array
  /** How many files of the directory were read. */
  readonly fileCounts: Uint32Array
  /** Of each entry, eight times the number of its name, and its kind. */
  readonly entries: Uint32Array
  readonly fileNames: Uint32Array
  readonly fileTexts: Uint32Array
  readonly fileTraits: Uint32Array
  /** 0 where the status says nothing of the content, because the file had just been changed. */
  readonly inodes: BigInt64Array
  readonly modified: BigInt64Array
  readonly changed: BigInt64Array
}

/** The absolute paths of the directories, by their numbers. */
export function directoryPaths({ names, columns }: TreeRecords): readonly string[] {
  const { parents, directoryNames } = columns
  const paths: string[] = []
  for (let index = 0; index < parents.length; index += 1) {
    const parent = parents[index] ?? 0
    const name = names[directoryNames[index] ?? 0] ?? ''
    paths.push(parent === 0 ? name : `${paths[parent - 1] ?? ''}/${name}`)
  }
  return paths
}

/** The absolute paths of the files, by their numbers; anew at each walk. */
export function* filePaths(records: TreeRecords): Generator<string> {
  const { names, columns } = records
  let file = 0
  for (const [index, directory] of directoryPaths(records).entries()) {
    const end = file + (columns.fileCounts[index] ?? 0)
    for (; file < end; file += 1) yield `${directory}/${names[columns.fileNames[file] ?? 0] ?? ''}`
  }
}

/** Whether a file has the status that it had when it was read, and that says that its content is what it was. */
export function isClean(records: TreeRecords, file: number, status: FileStatus): boolean {
  const { columns } = records
  const traits = records.traits[columns.fileTraits[file] ?? 0]
  return (
    status.ino !== 0n &&
    status.ino === columns.inodes[file] &&
    status.mtimeNs === columns.modified[file] &&
    status.ctimeNs === columns.changed[file] &&
    status.size === records.lengths[columns.fileTexts[file] ?? 0] &&
    status.dev === traits?.dev &&
    status.mode === traits.mode
  )
}

/** Whether a directory has the status that it had when it was listed, and that says that it lists what it listed. */
export function isCleanDirectory(
  { columns, traits }: TreeRecords,
  index: number,
  status: FileStatus,
): boolean {
  const { dev, mode } = traits[columns.directoryTraits[index] ?? 0] ?? {}
  return (
    status.ino !== 0n &&
    status.ino === columns.directoryInodes[index] &&
    status.mtimeNs === columns.directoryModified[index] &&
    status.ctimeNs === columns.directoryChanged[index] &&
    status.dev === dev &&
    status.mode === mode
  )
}

/** The digest of what a file held. */
export function hashOfFile({ hashes, columns }: TreeRecords, file: number): string | undefined {
  return hashes[columns.fileTexts[file] ?? 0]
}

/** The number of the first of each group, by how many each group has. */
export function firstsOf(counts: Uint32Array): Uint32Array {
  const firsts = new Uint32Array(counts.length)
  let sum = 0
  for (const [index, count] of counts.entries()) {
    firsts[index] = sum
    sum += count
  }
  return firsts
}

/** The kind of a listed entry, from 0 to 7. */
export function kindNumber(entry: DirectoryEntry): number {
  if (entry.isFile()) return 0
  if (entry.isDirectory()) return 1
  if (entry.isSymbolicLink()) return 2
  if (entry.isFIFO()) return 3
  if (entry.isSocket()) return 4
  if (entry.isBlockDevice()) return 5
  return entry.isCharacterDevice() ? 6 : 7
}

/** Whether a directory lists what it listed; `first` is the number of the first of its entries. */
export function listsSame(
  { names, columns }: TreeRecords,
  first: number,
  count: number,
  listed: readonly DirectoryEntry[],
): boolean {
  if (listed.length !== count) return false
  return listed.every((entry, index) => {
    const recorded = columns.entries[first + index] ?? 0
    return names[recorded >>> 3] === entry.name && (recorded & 7) === kindNumber(entry)
  })
}
