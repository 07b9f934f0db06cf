import type { Command } from 'commander'
import type { Terminal } from './terminal/terminal.ts'

/** The headings of the help, by what a person wants. */
export const compileGroup = 'Compile:'
export const reviewGroup = 'Review:'
export const authorGroup = 'Author:'
export const deliverGroup = 'Deliver:'

/** What one command is told of the command line that it is added to. */
export interface CommandLine {
  readonly terminal: Terminal
  /** Takes the exit code of the command that ran. */
  readonly exit: (code: number | Promise<number>) => void
  /** Adds a command with an example in its help; the heading stands for what a person wants. */
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
