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
