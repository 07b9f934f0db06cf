/** One rendered file; `path` is relative to the output directory and uses `/`. Equal texts are one string. */
export interface RenderedFile {
  readonly path: string
  readonly text: string
}

/** Rendered files in the order of their paths, by UTF-16 code units. They can be walked through any number of times. */
export interface Files extends Iterable<RenderedFile> {
  readonly length: number
}

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
  /** All other files, sorted by path; in the directory of a cluster only where there are no directories. */
  readonly loose: readonly RenderedFile[]
}

/** Why a file that was rendered earlier stays exactly as it is (KubeFed never deletes what it cannot decide). */
export type HeldReason =
  | 'propagation-disabled'
  | 'push-reconciler-disabled'
  | 'cluster-not-ready'
  | 'object-in-error'
  | 'feature-gate-disabled'
  | 'sources-in-error'

/**
 * Which earlier files are held: those below `clusters/` whose cluster directory, type directory and path in the
 * cluster directory all match; an absent part matches anything, and a rule with none of them matches every file. A file
 * that the tree holds is rendered, not held.
 */
export interface HeldRule {
  readonly reason: HeldReason
  /** The name of a directory below `clusters/`. */
  readonly clusterDirectory?: string
  /** The type's directory, as `deployments.apps`. */
  readonly typeDirectory?: string
  /** The path below the cluster's directory, as `shop/deployments.apps/web.yaml`. */
  readonly file?: string
  /** The whole path of the one file that is meant, wherever it is. */
  readonly path?: string
}

/** Why an earlier file is held, by its path in the output directory; undefined where no rule matches it. */
export type HeldLookup = (path: string) => HeldReason | undefined

/** What the output directory is to hold beside its files. */
interface OutputPart {
  readonly held: readonly HeldRule[]
  /** The directories that this run renders whole, and so may prune, each ending in `/`: `['clusters/']`, or `['clusters/eu-1/']` under `--cluster`. */
  readonly scope: readonly string[]
  /** Whether this run renders what belongs to no cluster, so that it answers for what else the output directory holds too. */
  readonly shared: boolean
}

/** What the output directory is to hold. */
export interface FileTree extends OutputPart {
  readonly files: FileMatrix
}

/** The same with an object for each file, for whoever uses the library. */
export interface ListedFileTree extends OutputPart {
  /** Sorted by path, by UTF-16 code units. */
  readonly files: readonly RenderedFile[]
}

/** The part of the output that a run renders. */
export interface Selection {
  /** The directories below `clusters/` that are rendered, and in which the run may prune. */
  readonly directories: readonly string[]
  /**
   * The rendered files that belong to no cluster: none, the files for the agents of all clusters, or
   * everything, in which the run may then prune.
   */
  readonly shared: 'none' | 'agents' | 'all'
}

/** One of several runs that render a fleet between them, counted from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}
