import type { Reference } from './place.ts'

/** The order in which clusters get what changes: the waves of a configuration. */
export interface WaveOrder {
  /** A label of the KubeFedClusters. */
  readonly label: string
  /** Its values, one for each wave; the first wave gets every change at once. */
  readonly order: readonly string[]
  /** The places of these values in the configuration. */
  readonly at?: readonly Reference[]
  /** The wave of clusters whose label has none of the values. Default: the last. */
  readonly unlisted?: string
}

/** A line of `waves.yaml`: a wave, and the commit whose sources it gets. */
export interface WaveLine {
  readonly wave: string
  /** The whole id of the commit. */
  readonly commit: string
  readonly at: Reference
}

/** A commit that waves are held at. */
export interface HeldCommit {
  /** Its whole id. */
  readonly commit: string
  /** The waves that get its sources, in their order; never empty. */
  readonly waves: readonly string[]
  /** How many commits the tip of the base branch has more. */
  readonly back: number
  /** The line of the ledger of each wave. */
  readonly at: readonly Reference[]
}

/** A wave of a fleet. */
export interface Wave {
  readonly name: string
  /** By name, sorted. */
  readonly clusters: readonly string[]
  /** Absent for a wave that gets what is rendered, the first one always. */
  readonly held?: HeldCommit
  /** Those of its clusters that are newer than that commit, and so get what is rendered. */
  readonly newer: readonly string[]
  /** The objects, as `deployments.apps shop/web`, that its clusters would get otherwise if it were not held; sorted. */
  readonly waiting: readonly string[]
}

/** The part of an object's plan that is of one commit, where waves are held at several. */
export interface PlanPart {
  /** The clusters that get what the commit makes of the object; sorted. */
  readonly clusters: readonly string[]
  /** Absent where that is what is rendered. */
  readonly held?: HeldCommit
}

/** How a commit of a wave is called: by the first digits of its id. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 12)
}
