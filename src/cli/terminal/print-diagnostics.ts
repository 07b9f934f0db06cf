import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import type { Terminal } from './terminal.ts'

/** Writes diagnostics as text to standard error; of a quiet run only the errors. */
export function printDiagnostics(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  terminal.writeError(formatDiagnostics(printedOf(terminal, diagnostics), 'text', terminal.colorErrors))
}

/** The diagnostics that are told to a person: of a quiet run only the errors. */
export function printedOf(
  { verbosity }: Terminal,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return verbosity === 'quiet' ? diagnostics.filter((each) => each.severity === 'error') : diagnostics
}
