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
  /** The memory that the contents are in, which both threads see. */
  readonly slabs: readonly ArrayBufferLike[]
  /** Of each content the index of its slab, where it begins in that, and its length. */
  readonly extents: Uint32Array
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

/** Says where the contents of files are in memory that a second thread sees; what is elsewhere is copied to it. */
export function shareFiles({ contents, cells, ...files }: ClusterFiles): SharedFiles {
  const slabs = new Map<ArrayBufferLike, number>()
  const extents = new Uint32Array(contents.length * 3)
  for (const [index, content] of contents.entries()) {
    const { buffer, byteOffset, length } = shared(content)
    const slab = slabs.get(buffer) ?? slabs.size
    slabs.set(buffer, slab)
    extents.set([slab, byteOffset, length], index * 3)
  }
  const sharedCells = new Uint32Array(new SharedArrayBuffer(cells.byteLength))
  sharedCells.set(cells)
  const signal = new Int32Array(new SharedArrayBuffer(16))
  return { ...files, cells: sharedCells, slabs: [...slabs.keys()], extents, signal }
}

function shared(content: Uint8Array): Uint8Array {
  if (content.buffer instanceof SharedArrayBuffer) return content
  const copy = new Uint8Array(new SharedArrayBuffer(content.length))
  copy.set(content)
  return copy
}

/** The files as the second thread writes them. */
export function filesOfShared({ slabs, extents, places, paths, cells }: SharedFiles): ClusterFiles {
  const contents = Array.from({ length: extents.length / 3 }, (_, index) => {
    const [slab = 0, start = 0, length = 0] = extents.subarray(index * 3, index * 3 + 3)
    return new Uint8Array(slabs[slab] ?? new SharedArrayBuffer(0), start, length)
  })
  return { places, paths, cells, contents }
}

/** Gives the index of the next cluster that neither thread has taken; undefined where none is left, or all is to stop. */
export function takeNext({ places, signal }: Pick<SharedFiles, 'places' | 'signal'>): number | undefined {
  if (Atomics.load(signal, stopAt) !== 0) return undefined
  const index = Atomics.add(signal, nextAt, 1)
  return index < places.length ? index : undefined
}
