import { CommanderError } from 'commander'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { printableLines } from '../text/quote.ts'
import { exitBug, exitDone, exitError } from './exit-code.ts'
import { withPlainDryRun } from './options/plain-dry-run.ts'
import { createProgram } from './program.ts'
import { formatDiagnostics } from './terminal/format-diagnostics.ts'
import type { GivenTerminal } from './terminal/terminal.ts'
import { usageDiagnostic } from './usage-diagnostic.ts'

/** Runs one command line and gives its exit code; a fault of fedrender itself is told with its stack, as code 70. */
export function runCommand(commandLine: readonly string[], terminal: GivenTerminal): number {
  let exitCode = exitDone
  const words = withPlainDryRun(commandLine)
  const program = createProgram(terminal, (code) => (exitCode = code))
  try {
    program.parse(words, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellBug(error, terminal)
    // Help and version are no errors, and help in place of a command has been printed.
    if (error.exitCode === 0) return exitDone
    if (error.code !== 'commander.help') writeUsage(terminal, usageDiagnostic(error, program, words))
    return exitError
  }
}

function writeUsage({ writeError, colorErrors }: GivenTerminal, diagnostic: Diagnostic): void {
  writeError(printableLines(formatDiagnostics([diagnostic], 'text', colorErrors), colorErrors))
}

/** The exit code of work that a command deferred, with the same care for a fault of fedrender itself. */
export async function finishDeferred(work: Promise<number>, terminal: GivenTerminal): Promise<number> {
  try {
    return await work
  } catch (error) {
    return tellBug(error, terminal)
  }
}

function tellBug(error: unknown, terminal: GivenTerminal): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  terminal.writeError(`fedrender has a bug; please report it with this text:\n${printableLines(stack)}\n`)
  return exitBug
}
