import type { Command } from 'commander'
import type { Terminal } from './terminal/terminal.ts'

export { authorGroup, compileGroup, deliverGroup, reviewGroup } from './options/grammar.ts'

/** What a command knows of the command line that it is added to. */
export interface CommandLine {
  readonly terminal: Terminal
  /** Takes the exit code of the command that ran. */
  readonly exit: (code: number | Promise<number>) => void
  /** Takes a note on what is spelled otherwise now, which is printed before the command runs. */
  readonly noteOld: (note: string) => void
  /** Adds a command with an example in its help; the heading names what a person wants. */
  readonly add: (description: CommandDescription) => Command
}

/** What the help says of a command. */
export interface CommandDescription {
  readonly name: string
  readonly group: string
  readonly summary: string
  /** A whole command line. */
  readonly example: string
}
