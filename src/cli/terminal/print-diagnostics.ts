import { findReviewPlace } from '../../app/repository/find-review-place.ts'
import { findRoot } from '../../app/repository/read-repository.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { count } from '../../text/count.ts'
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

/**
 * The same for a command whose job they are not: a person sees the errors and what is the command's own, and how many
 * other warnings `fedrender validate` shows.
 */
export function printErrors(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  isOwn: (diagnostic: Diagnostic) => boolean = () => false,
): void {
  if (terminal.diagnosticFormat !== 'text') return printDiagnostics(terminal, diagnostics)
  printDiagnostics(
    terminal,
    diagnostics.filter((each) => each.severity === 'error' || isOwn(each)),
  )
  noteWarnings(
    terminal,
    diagnostics.filter((each) => !isOwn(each)),
  )
}

/** How many warnings `fedrender validate` shows, in one line, where there are any. */
export function noteWarnings(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  const warnings = diagnostics.filter((each) => each.severity === 'warning').length
  if (warnings === 0) return
  terminal.writeNote(
    `${count(warnings, 'warning')}; fedrender validate shows ${warnings === 1 ? 'it' : 'them'}\n`,
  )
}

/** The diagnostics that are printed for a person: of a quiet run only the errors. */
export function printedOf(
  { verbosity }: Terminal,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return verbosity === 'quiet' ? diagnostics.filter((each) => each.severity === 'error') : diagnostics
}
