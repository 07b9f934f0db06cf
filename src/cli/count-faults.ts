import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'
import { count } from '../views/count.ts'

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
