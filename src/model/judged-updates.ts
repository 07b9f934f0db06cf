import type { ObjectPlan } from './render-plan.ts'

/** A change of an object that the API servers of some clusters will refuse, as their own code says. */
export interface RefusedUpdate {
  /** Those whose servers refuse it. */
  readonly clusters: ReadonlySet<string>
  /** As `The API servers of "east", "west" (1.34)`. */
  readonly servers: string
  /** Of the field in the new object or, where that lacks it, of what would hold it. */
  readonly pointer: string
  /** As the server names it; empty for the object as a whole. */
  readonly field: string
  /** In the server's own words; no value of a Secret is in them. */
  readonly words: string
}

/** What the update strategies of API servers decided of the change of one object. */
export interface JudgedUpdate {
  /** The clusters for whose version the change was judged; nothing is known of the others. */
  readonly clusters: ReadonlySet<string>
  readonly refused: readonly RefusedUpdate[]
}

/** The changes that update strategies judged, by the plan of the new object. */
export type JudgedUpdates = ReadonlyMap<ObjectPlan, JudgedUpdate>
