import { Option, type Command } from 'commander'
import { printableLines } from '../../text/quote.ts'
import { isDocument, type DiagnosticFormat } from '../terminal/format-diagnostics.ts'
import type { GivenTerminal, Terminal, Verbosity } from '../terminal/terminal.ts'

/** The options that every command takes, before its name or behind it. */
interface GlobalOptions {
  readonly color: 'auto' | 'always' | 'never'
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/** Adds the options that every command takes. */
export function addGlobalOptions(program: Command): Command {
  return program
    .addOption(
      new Option('--color <when>', 'whether text is coloured; auto: on a terminal, unless NO_COLOR is set')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .addOption(new Option('-q, --quiet', 'show results and errors alone').conflicts('verbose'))
    .option('-v, --verbose', 'show each step with its time, and each file that is written')
}

/** The commands whose result diagnostics are, and that print them to standard output. */
const printsDiagnostics: ReadonlySet<string> = new Set(['render', 'validate'])

/** The terminal as the options of the command line have it, which are known only when a command runs. */
export function withGlobalOptions(
  terminal: GivenTerminal,
  program: Command,
  running: () => Command | undefined,
): Terminal {
  const options = (): GlobalOptions => program.opts<GlobalOptions>()
  const isColored = (auto: boolean): boolean => {
    const { color } = options()
    return color === 'auto' ? auto : color === 'always'
  }
  const verbosity = (): Verbosity => {
    const { quiet, verbose } = options()
    return quiet === true ? 'quiet' : verbose === true ? 'verbose' : 'normal'
  }
  const writeOutput = (text: string): void =>
    terminal.writeOutput(printableLines(text, isColored(terminal.colorOutput)))
  const writeError = (text: string): void =>
    terminal.writeError(printableLines(text, isColored(terminal.colorErrors)))
  /** Whether standard error is a document for a program, in which a note has no place. */
  const hasDocument = (): boolean => {
    const command = running()
    const format = command?.getOptionValue('format') as DiagnosticFormat | undefined
    return format !== undefined && isDocument(format) && !printsDiagnostics.has(command?.name() ?? '')
  }
  return {
    ...terminal,
    writeOutput,
    writeError,
    writeData: terminal.writeOutput,
    writeErrorData: terminal.writeError,
    clearLine: () => terminal.writeError('\r\u001B[K'),
    get colorErrors() {
      return isColored(terminal.colorErrors)
    },
    get colorOutput() {
      return isColored(terminal.colorOutput)
    },
    get interactive() {
      return terminal.interactive && verbosity() === 'normal'
    },
    get verbosity() {
      return verbosity()
    },
    get diagnosticFormat() {
      return (running()?.getOptionValue('format') as DiagnosticFormat | undefined) ?? 'text'
    },
    get repositoryDirectory() {
      return (running()?.getOptionValue('dir') as string | undefined) ?? '.'
    },
    writeNote: (text) => {
      if (verbosity() !== 'quiet' && !hasDocument()) writeError(text)
    },
  }
}
