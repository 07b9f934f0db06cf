import type { LiveFleet } from '../live-fleet.ts'

/** Something that fedrender's documents promise of its output, proved with a live agent. */
export interface Promised {
  /** The promise, as the name of a test. */
  readonly promise: string
  /** Whether it begins where the promise before it ended, and not as `begin` leaves the fleet. */
  readonly goesOn?: boolean
  /** Whether it brings sources of its own, so that nothing is delivered before. */
  readonly isAnother?: boolean
  /** The programs without which it is skipped, beside those of the agent. Default: none. */
  readonly programs?: readonly string[]
  /** Makes it true, or throws; gets the paths of the programs by name. */
  prove(fleet: LiveFleet, programs: Readonly<Record<string, string>>): Promise<void>
}
