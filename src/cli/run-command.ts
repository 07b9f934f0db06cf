import { CommanderError } from 'commander'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { printableLines } from '../text/quote.ts'
import { exitBug, exitDone, exitError } from './exit-code.ts'
import { withKubefedctlWords } from './options/kubefedctl-words.ts'
import { withPlainDryRun } from './options/plain-dry-run.ts'
import { createProgram } from './program.ts'
import { formatBug } from './terminal/format-bug.ts'
import { formatDiagnostics } from './terminal/format-diagnostics.ts'
import type { GivenTerminal } from './terminal/terminal.ts'
import { usageDiagnostic } from './usage-diagnostic.ts'

/** The exit code of a command, or of the work that it goes on with: a watch, look-ups of host names. */
export type ExitCode = number | Promise<number>

/** Runs one command line and gives its exit code; a fault of fedrender itself is printed with its stack, as code 70. */
export function runCommand(commandLine: readonly string[], terminal: GivenTerminal): ExitCode {
  const result: { code: ExitCode } = { code: exitDone }
  const words = withPlainDryRun(withKubefedctlWords(commandLine))
  const program = createProgram(terminal, (code) => (result.code = code))
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) return printBug(error, terminal)
    // Help and version are no errors, and help in place of a command has been printed.
    if (error.exitCode === 0) return exitDone
    if (error.code !== 'commander.help') writeUsage(terminal, usageDiagnostic(error, program, words))
    return exitError
  }
  const { code } = result
  return typeof code === 'number' ? code : code.catch((error: unknown) => printBug(error, terminal))
}

function writeUsage({ writeError, colorErrors }: GivenTerminal, diagnostic: Diagnostic): void {
  writeError(printableLines(formatDiagnostics([diagnostic], 'text', colorErrors), colorErrors))
}

function printBug(error: unknown, terminal: GivenTerminal): number {
  terminal.writeError(formatBug(error))
  return exitBug
}
