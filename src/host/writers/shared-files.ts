/** The files of some clusters, whose directories are there and empty. */
export interface ClusterFiles {
  /** The absolute paths of the directories. */
  readonly places: readonly string[]
  /** Paths below any of the directories, each once. */
  readonly paths: readonly string[]
  /** At `place * paths.length + path`: 0 where there is no file, else one more than the index of its content. */
  readonly cells: Uint32Array
  readonly contents: readonly Uint8Array[]
}

/** Files of clusters that two threads write between them. */
export interface SharedFiles extends Omit<ClusterFiles, 'contents'> {
  /** The contents one after another, in memory that both threads see. */
  readonly bytes: Uint8Array
  /** Where each content ends in `bytes`. */
  readonly ends: Uint32Array
  /** What the threads say to each other, by `nextAt` and those beside it. */
  readonly signal: Int32Array
}

/** A thread that writes files of clusters beside the one that started it. */
export interface SecondWriter {
  /** Gives how many files it wrote since the last time that it was asked. */
  readonly collect: () => number
  /** Waits until it has ended. Throws what it threw, as a `SystemError` where the system refused something. */
  readonly finish: () => void
}

/** Where a signal has the index of the next cluster. */
const nextAt = 0
/** Where a signal is not 0 once nothing more is to be written. */
export const stopAt = 1
/** Where a signal counts the files that the second writer wrote. */
export const writtenAt = 2
/** Where a signal has the state of the second writer. */
export const stateAt = 3

/** The states of the second writer: a thread that has not begun by the time that nothing is left never does. */
export const states = { waiting: 0, atWork: 1, ended: 2, cancelled: 3 } as const

/** Puts the contents of files where a second thread sees them. */
export function shareFiles({ contents, ...files }: ClusterFiles): SharedFiles {
  const ends = new Uint32Array(contents.length)
  let length = 0
  for (const [index, content] of contents.entries()) {
    length += content.length
    ends[index] = length
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(length))
  for (const [index, content] of contents.entries()) bytes.set(content, (ends[index] ?? 0) - content.length)
  return { ...files, bytes, ends, signal: new Int32Array(new SharedArrayBuffer(16)) }
}

/** The files as the second thread writes them. */
export function filesOfShared({ bytes, ends, places, paths, cells }: SharedFiles): ClusterFiles {
  const contents = Array.from(ends, (end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
  return { places, paths, cells, contents }
}

/** Gives the index of the next cluster that neither thread has taken; undefined where none is left, or all is to stop. */
export function takeNext({ places, signal }: Pick<SharedFiles, 'places' | 'signal'>): number | undefined {
  if (Atomics.load(signal, stopAt) !== 0) return undefined
  const index = Atomics.add(signal, nextAt, 1)
  return index < places.length ? index : undefined
}
