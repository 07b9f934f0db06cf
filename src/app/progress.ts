/** What a step counts: sources that are parsed, files of the output that are compared, and files that are written or deleted. */
export type Work = 'parsed' | 'compared' | 'written'

/** A part of a run that may take long. */
export interface Step {
  /** As a person reads it: `comparing with the output`. */
  readonly name: string
  /** What its progress is counted in. Default: nothing is counted. */
  readonly counts?: Work
  /** How many of these there are. */
  readonly total?: number
}

/** Takes what a run is doing, for a person who waits. */
export interface Progress {
  /** A step begins, and the one before it is done. */
  begin(step: Step): void
  /** One more is done; it counts where the step counts it. */
  count(work: Work): void
  /** The run is done, or begins anew. */
  end(): void
}
