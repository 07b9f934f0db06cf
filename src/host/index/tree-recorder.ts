import type { DirectoryEntry, FileStatus } from '../host.ts'
import { type Column, createBigColumn, createColumn } from './columns.ts'
import { type FileTraits, firstsOf, kindNumber, type TreeColumns, type TreeRecords } from './tree-records.ts'

/** A content by its digest. */
export interface ContentDigest {
  readonly hash: string
  readonly length: bigint
}

/** Takes what a run lists and reads, and makes records of it. */
export interface TreeRecorder {
  /**
   * Takes a listing, without a status where the directory is always listed; gives whether it is new, or the one that was taken before of this directory.
   */
  list(path: string, entries: readonly DirectoryEntry[], status?: FileStatus): boolean
  /**
   * Takes a file of a directory that was listed; without a status where that says nothing of the content. False where the
   * directory was not listed.
   */
  read(directory: string, name: string, content: ContentDigest, status: FileStatus | undefined): boolean
  finish(): TreeRecords
}

/** A recorder that has taken nothing. */
export function createTreeRecorder(): TreeRecorder {
  const names = createNumbering<string>()
  const hashes = createNumbering<string>()
  const lengths: bigint[] = []
  const traits: FileTraits[] = []
  const directories = new Map<string, number>()
  /** Directories that are walked through a second time, whose files are recorded already. */
  const listedAgain = new Set<number>()
  const own = createColumns()
  let last = { path: '', number: 0 }
  const numberOf = (path: string): number | undefined => {
    if (path === last.path) return last.number
    const number = directories.get(path)
    if (number !== undefined) last = { path, number }
    return number
  }
  return {
    list: (path, entries, status) => {
      const listing = entries.map((entry) => names.numberOf(entry.name) * 8 + kindNumber(entry))
      const known = directories.get(path)
      if (known !== undefined) {
        listedAgain.add(known)
        return isSame(own, known, listing)
      }
      const slash = path.lastIndexOf('/')
      const parent = slash <= 0 ? undefined : numberOf(path.slice(0, slash))
      own.parents.push(parent === undefined ? 0 : parent + 1)
      own.directoryNames.push(names.numberOf(parent === undefined ? path : path.slice(slash + 1)))
      own.directoryTraits.push(status === undefined ? 0 : traitsOf(traits, status))
      own.directoryInodes.push(status?.ino ?? 0n)
      own.directoryModified.push(status?.mtimeNs ?? 0n)
      own.directoryChanged.push(status?.ctimeNs ?? 0n)
      own.entryFirsts.push(own.entries.take().length)
      own.entryCounts.push(entries.length)
      for (const entry of listing) own.entries.push(entry)
      directories.set(path, directories.size)
      return true
    },
    read: (path, name, { hash, length }, status) => {
      const directory = numberOf(path)
      if (directory === undefined) return false
      if (listedAgain.has(directory)) return true
      const text = hashes.numberOf(hash)
      lengths[text] = length
      own.fileDirectories.push(directory)
      own.fileNames.push(names.numberOf(name))
      own.fileTexts.push(text)
      own.fileTraits.push(status === undefined ? 0 : traitsOf(traits, status))
      own.inodes.push(status?.ino ?? 0n)
      own.modified.push(status?.mtimeNs ?? 0n)
      own.changed.push(status?.ctimeNs ?? 0n)
      return true
    },
    finish: () => ({ names: names.all(), hashes: hashes.all(), lengths, traits, columns: grouped(own) }),
  }
}

/** Whether a directory lists what it listed before. */
function isSame(own: OwnColumns, directory: number, listing: readonly number[]): boolean {
  const first = own.entryFirsts.take()[directory] ?? 0
  const entries = own.entries.take()
  return (
    own.entryCounts.take()[directory] === listing.length &&
    listing.every((entry, index) => entries[first + index] === entry)
  )
}

/** The number of the traits, which are few. */
function traitsOf(traits: FileTraits[], { dev, mode }: FileStatus): number {
  const known = traits.findIndex((each) => each.dev === dev && each.mode === mode)
  return known === -1 ? traits.push({ dev, mode }) - 1 : known
}

/** Gives equal values one number. */
function createNumbering<T>(): { readonly numberOf: (value: T) => number; readonly all: () => readonly T[] } {
  const numbers = new Map<T, number>()
  return {
    numberOf: (value) => {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, numbers.size)
      return numbers.size - 1
    },
    all: () => [...numbers.keys()],
  }
}

type BigNames = keyof { [N in keyof TreeColumns as TreeColumns[N] extends BigInt64Array ? N : never]: N }
type SmallNames = Exclude<keyof TreeColumns, BigNames | 'fileCounts'> | 'fileDirectories' | 'entryFirsts'
type OwnColumns = Record<SmallNames, Column<number, Uint32Array>> &
  Record<BigNames, Column<bigint, BigInt64Array>>

function createColumns(): OwnColumns {
  return {
    parents: createColumn(),
    directoryNames: createColumn(),
    directoryTraits: createColumn(),
    directoryInodes: createBigColumn(),
    directoryModified: createBigColumn(),
    directoryChanged: createBigColumn(),
    entryCounts: createColumn(),
    entryFirsts: createColumn(),
    entries: createColumn(),
    fileDirectories: createColumn(),
    fileNames: createColumn(),
    fileTexts: createColumn(),
    fileTraits: createColumn(),
    inodes: createBigColumn(),
    modified: createBigColumn(),
    changed: createBigColumn(),
  }
}

/** The columns with the files of each directory side by side, in the order in which they were read. */
function grouped(own: OwnColumns): TreeColumns {
  const directories = own.fileDirectories.take()
  const fileCounts = new Uint32Array(own.parents.take().length)
  for (const directory of directories) fileCounts[directory] = (fileCounts[directory] ?? 0) + 1
  const next = firstsOf(fileCounts)
  const places = directories.map((directory) => {
    const place = next[directory] ?? 0
    next[directory] = place + 1
    return place
  })
  return {
    parents: own.parents.take(),
    directoryNames: own.directoryNames.take(),
    directoryTraits: own.directoryTraits.take(),
    directoryInodes: own.directoryInodes.take(),
    directoryModified: own.directoryModified.take(),
    directoryChanged: own.directoryChanged.take(),
    entryCounts: own.entryCounts.take(),
    fileCounts,
    entries: own.entries.take(),
    fileNames: placed(own.fileNames.take(), places),
    fileTexts: placed(own.fileTexts.take(), places),
    fileTraits: placed(own.fileTraits.take(), places),
    inodes: placedBig(own.inodes.take(), places),
    modified: placedBig(own.modified.take(), places),
    changed: placedBig(own.changed.take(), places),
  }
}

function placed(values: Uint32Array, places: Uint32Array): Uint32Array {
  const target = new Uint32Array(places.length)
  for (let index = 0; index < places.length; index += 1) target[places[index] ?? 0] = values[index] ?? 0
  return target
}

/** Places each number by its halves, as a `bigint` would be made of it otherwise. */
function placedBig(values: BigInt64Array, places: Uint32Array): BigInt64Array {
  const target = new BigInt64Array(places.length)
  const [from, to] = [halvesOf(values), halvesOf(target)]
  for (let index = 0; index < places.length; index += 1) {
    const place = (places[index] ?? 0) * 2
    to[place] = from[index * 2] ?? 0
    to[place + 1] = from[index * 2 + 1] ?? 0
  }
  return target
}

function halvesOf({ buffer, byteOffset, length }: BigInt64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length * 2)
}
