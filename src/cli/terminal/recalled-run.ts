import type { Outcome } from '../../app/render/render-repository.ts'
import type { CompiledRepository } from '../../app/repository/compile-repository.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { formatSummary, type Summary, summarize } from './summary.ts'
import type { Terminal } from './terminal.ts'

/** What a run printed that found no error, apart from the time that it took. */
interface Said {
  readonly plain: string
  readonly colored: string
  readonly summary: Summary
}

/** What a run says to a person, to be printed again in place of one that would come to the same. */
export function sayRun(compiled: CompiledRepository, outcome: Outcome): string {
  const { diagnostics } = outcome
  const said: Said = {
    plain: formatDiagnostics(diagnostics, 'text', false),
    colored: formatDiagnostics(diagnostics, 'text', true),
    summary: summarize(compiled, outcome, 0),
  }
  return JSON.stringify(said)
}

/** Prints what `sayRun` gave as the run itself printed it. */
export function printRecalled(terminal: Terminal, words: string, milliseconds: number): void {
  const { plain, colored, summary } = JSON.parse(words) as Said
  if (terminal.verbosity !== 'quiet') terminal.writeError(terminal.colorErrors ? colored : plain)
  terminal.writeNote(formatSummary({ ...summary, milliseconds: Math.round(milliseconds) }, true))
}
