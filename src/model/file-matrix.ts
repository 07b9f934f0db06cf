import type { RenderedFile } from './file-tree.ts'

/**
 * Rendered files, none of which is an object of its own: a fleet has the same paths in many clusters, and few texts. A
 * cell is the file of one path in one cluster's directory.
 */
export interface FileMatrix {
  /** The names of directories below `clusters/`, in the order of the paths in them. */
  readonly directories: readonly string[]
  /** Paths below the directory of a cluster, sorted, each once. */
  readonly paths: readonly string[]
  /** The texts of cells, one for each variant of an object. */
  readonly texts: readonly string[]
  /** At `directory * paths.length + path`: 0 where there is no file, else one more than the index of its text. */
  readonly cells: Uint32Array
  /** All other files, sorted by path; below `clusters/` only where there are no directories. */
  readonly loose: readonly RenderedFile[]
}
