import type { DiagnosticFormat } from './format-diagnostics.ts'
import type { ShownProgress } from './progress.ts'
import type { Host } from '../../host/host.ts'
import type { Channel } from '../../lsp/channel.ts'
import type { Screen } from '../../views/table.ts'

/** `quiet`: results and errors alone; `verbose`: each step, and each file that is written, too. */
export type Verbosity = 'quiet' | 'normal' | 'verbose'

/** What the process gives of the world, so that tests can run a command in their own. */
export interface GivenTerminal {
  readonly host: Host
  /** The working directory, absolute. */
  readonly directory: string
  /** The value of a variable of the environment; undefined where it is not set. */
  readonly environment: (name: string) => string | undefined
  /** Results. */
  readonly writeOutput: (text: string) => void
  /** Diagnostics and other errors. */
  readonly writeError: (text: string) => void
  /** Whether errors go to a terminal that shows colours. */
  readonly colorErrors: boolean
  /** Whether output goes to a terminal that shows colours. */
  readonly colorOutput: boolean
  /** The characters that fit on a line of output; undefined where it goes to no terminal. */
  readonly outputColumns: number | undefined
  /** Whether somebody watches, so that progress may be shown. */
  readonly interactive: boolean
  /** Milliseconds from some fixed moment. */
  readonly now: () => number
  /** The time of day, by RFC 3339. */
  readonly clock: () => string
  /** The addresses of a host name, by the resolver of the machine; the only use of the network. */
  readonly lookUp: (host: string) => Promise<readonly string[]>
  /**
   * Yields when all directories below a root are watched, then whenever something in them may have changed, and ends
   * when the user ends the run. What is ignored is asked for by absolute path, before each wait.
   */
  readonly watch: (root: string, isIgnored: (path: string) => boolean) => AsyncIterable<void>
  /** Standard input and output, for a program that talks by them. */
  readonly openChannel: () => Channel
}

/** What a command is given: the world as the options of the whole command line have it. */
export interface Terminal extends GivenTerminal {
  /** A view for a person, or JSON: lines in which what a terminal or a CI system obeys is escaped. */
  readonly writeOutput: (text: string) => void
  /** The same for diagnostics and other errors. */
  readonly writeError: (text: string) => void
  /** What programs read, as it is: objects, pages, commands to a runner. */
  readonly writeData: (text: string) => void
  /** The same on standard error. */
  readonly writeErrorData: (text: string) => void
  /** Shows what a long run is doing, and is taken away before anything is written. */
  readonly progress: ShownProgress
  /** Summaries and what to do next, on standard error; nothing in a quiet run. */
  readonly writeNote: (text: string) => void
  /** How diagnostics are printed. */
  readonly diagnosticFormat: DiagnosticFormat
  /** What views for a person are printed on. */
  readonly screen: Screen
  /** The repository, as the command line names it. */
  readonly repositoryDirectory: string
  /** How much is printed beside results and errors. */
  readonly verbosity: Verbosity
}
