import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Fault } from './judge.ts'

/** Whether a fault is compared with known ones and is none of them. */
export function isNew(fault: Fault): boolean {
  return fault.kind !== 'not-served' && fault.isKnown === false
}

/** A diagnostic of a fault, as an error where it is new and a warning where it is known; as it is where nothing is compared. */
export function weighed(diagnostic: Diagnostic, fault: Fault): Diagnostic {
  if (fault.kind === 'not-served' || fault.isKnown === undefined) return diagnostic
  return { ...diagnostic, severity: fault.isKnown ? 'warning' : 'error' }
}
