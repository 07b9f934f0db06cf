import { byHand } from './by-hand.ts'
import { deletions } from './deletions.ts'
import { granularity } from './granularity.ts'
import { heldAndSpecial } from './held.ts'
import type { Promised } from './promise.ts'
import { steady } from './steady.ts'

/** What both agents have to keep, each beginning with the same fleet. */
export const promises: readonly Promised[] = [
  ...steady,
  ...heldAndSpecial,
  ...deletions,
  ...granularity,
  ...byHand,
]
