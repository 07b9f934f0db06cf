import { CommanderError } from 'commander'
import { printableLines } from '../text/quote.ts'
import { exitBug, exitDone, exitError } from './exit-code.ts'
import { createProgram } from './program.ts'
import type { GivenTerminal } from './terminal/terminal.ts'

/** The exit code of a command, or of the work that it goes on with: a watch, look-ups of host names. */
export type ExitCode = number | Promise<number>

/** Runs one command line and gives its exit code; a fault of fedrender itself is printed with its stack, as code 70. */
export function runCommand(commandLine: readonly string[], terminal: GivenTerminal): ExitCode {
  const result: { code: ExitCode } = { code: exitDone }
  try {
    createProgram(terminal, (code) => (result.code = code)).parse(commandLine, { from: 'user' })
  } catch (error) {
    // Commander has printed its message; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitDone : exitError
    return printBug(error, terminal)
  }
  const { code } = result
  return typeof code === 'number' ? code : code.catch((error: unknown) => printBug(error, terminal))
}

function printBug(error: unknown, terminal: GivenTerminal): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  terminal.writeError(`fedrender has a bug; please report it with this text:\n${printableLines(stack)}\n`)
  return exitBug
}
