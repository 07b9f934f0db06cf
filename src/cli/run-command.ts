import { CommanderError } from 'commander'
import { exitBug, exitDone, exitError } from './exit-code.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command line and gives its exit code; a fault of fedrender itself is told with its stack, as code 70. */
export function runCommand(commandLine: readonly string[], terminal: Terminal): number {
  let exitCode = exitDone
  try {
    createProgram(terminal, (code) => (exitCode = code)).parse(commandLine, { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has printed its message; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitDone : exitError
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.writeError(`fedrender has a bug; please report it with this text:\n${stack}\n`)
    return exitBug
  }
}
