import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'

/** A number and its noun, as `1 file` and `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

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
