import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Severity } from '../../model/severity.ts'
import { count } from '../../text/count.ts'

/** How much was found, as `1 error, 2 warnings, 0 notes`. */
export function countFaults(diagnostics: readonly Diagnostic[]): string {
  return nouns
    .map(([severity, noun]) => count(diagnostics.filter((each) => each.severity === severity).length, noun))
    .join(', ')
}

const nouns: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
]
