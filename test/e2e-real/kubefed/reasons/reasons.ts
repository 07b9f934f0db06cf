import type { Difference } from '../difference.ts'
import { annotations } from './annotations.ts'
import { disabledTypes } from './disabled-type.ts'
import type { Reason } from './reason.ts'
import { refusals } from './refusals.ts'
import { replicas } from './replicas.ts'
import { retained } from './retained.ts'
import { strictness } from './strictness.ts'

/** Every difference between KubeFed and fedrender that is meant; docs/concepts/differences-from-kubefed.md has them for users. */
export const reasons: readonly Reason[] = [
  ...refusals,
  ...annotations,
  ...replicas,
  ...retained,
  ...strictness,
  ...disabledTypes,
]

/** The reason for a difference, where there is one. */
export function reasonFor(difference: Difference): Reason | undefined {
  return reasons.find((reason) => reason.excuses(difference))
}
