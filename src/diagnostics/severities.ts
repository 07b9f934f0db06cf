import type { Diagnostic } from './diagnostic.ts'
import type { Severity } from '../model/severity.ts'

/**
 * The diagnostics with the severities that the configuration gives their codes; those that are off are left out, and
 * under `strict` every warning is an error.
 */
export function applySeverities(
  diagnostics: readonly Diagnostic[],
  severities: ReadonlyMap<string, Severity | 'off'>,
  strict: boolean,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const configured = severities.get(diagnostic.code) ?? diagnostic.severity
    if (configured === 'off') return []
    const severity = strict && configured === 'warning' ? 'error' : configured
    return severity === diagnostic.severity ? [diagnostic] : [{ ...diagnostic, severity }]
  })
}

/** Whether any diagnostic is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(isError)
}

/** The diagnostics that are errors. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(isError)
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}
