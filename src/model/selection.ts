/** The part of the output that a run renders. */
export interface Selection {
  /** The directories below `clusters/` that are rendered, and in which the run may prune. */
  readonly directories: readonly string[]
  /**
   * What is rendered of that which belongs to no cluster: nothing, what the agents are told of all clusters, or
   * everything, in which the run may then prune.
   */
  readonly shared: 'none' | 'agents' | 'all'
}

/** One of several runs that render a fleet between them, counted from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}
