import { findReviewPlace } from '../../app/repository/find-review-place.ts'
import { findRoot } from '../../app/repository/read-repository.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import type { Terminal } from './terminal.ts'

/**
 * Writes the diagnostics of a run to standard error in the format that the command line names; of a quiet run only the
 * errors. A document is written even where there are none, and so once a run.
 */
export function printDiagnostics(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  const { diagnosticFormat: format, repositoryDirectory: directory } = terminal
  const findPlace = (): ReviewPlace =>
    findReviewPlace(terminal, { root: findRoot(terminal, directory), files: [] })
  const write = format === 'github' ? terminal.writeErrorData : terminal.writeError
  write(formatDiagnostics(printedOf(terminal, diagnostics), format, terminal.colorErrors, findPlace))
}

/** The diagnostics that are printed for a person: of a quiet run only the errors. */
export function printedOf(
  { verbosity }: Terminal,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return verbosity === 'quiet' ? diagnostics.filter((each) => each.severity === 'error') : diagnostics
}
