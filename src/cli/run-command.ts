import { CommanderError } from 'commander'
import { printableLines } from '../text/quote.ts'
import { exitBug, exitDone, exitError } from './exit-code.ts'
import { createProgram } from './program.ts'
import type { GivenTerminal } from './terminal/terminal.ts'

/** Runs one command line and gives its exit code; a fault of fedrender itself is told with its stack, as code 70. */
export function runCommand(commandLine: readonly string[], terminal: GivenTerminal): number {
  let exitCode = exitDone
  try {
    createProgram(terminal, (code) => (exitCode = code)).parse(commandLine, { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has printed its message; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitDone : exitError
    return tellBug(error, terminal)
  }
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
