import { Option, type Command } from 'commander'
import { printableLines } from '../../text/quote.ts'
import { countWork } from '../../host/count-work.ts'
import { createProgress, type ShownProgress } from '../terminal/progress.ts'
import { isDocument, type DiagnosticFormat } from '../terminal/format-diagnostics.ts'
import type { GivenTerminal, Terminal, Verbosity } from '../terminal/terminal.ts'

/** The options that every command takes, before its name or after it. */
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
  const isWatched = (): boolean => terminal.interactive && verbosity() === 'normal'
  /** Whether standard error is a document for a program, in which a note has no place. */
  const hasDocument = (): boolean => {
    const command = running()
    const format = command?.getOptionValue('format') as DiagnosticFormat | undefined
    return format !== undefined && isDocument(format) && !printsDiagnostics.has(command?.name() ?? '')
  }
  const writeNote = (text: string): void => {
    if (verbosity() !== 'quiet' && !hasDocument()) writers.writeError(text)
  }
  const progress = createProgress({
    mode: () => (verbosity() === 'verbose' ? 'trace' : isWatched() ? 'line' : 'none'),
    now: terminal.now,
    write: terminal.writeError,
    writeNote,
  })
  const writers = createWriters(terminal, progress, isColored)
  return {
    ...terminal,
    host: terminal.interactive ? countWork(terminal.host, progress.count) : terminal.host,
    progress,
    ...writers,
    get colorErrors() {
      return isColored(terminal.colorErrors)
    },
    get colorOutput() {
      return isColored(terminal.colorOutput)
    },
    get screen() {
      return { columns: columnsOf(terminal), color: isColored(terminal.colorOutput) }
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
    writeNote,
  }
}

/** The variable COLUMNS, where it is exported, is a wish; else a line is as long as the terminal has room for. */
function columnsOf({ environment, outputColumns }: GivenTerminal): number | undefined {
  const wish = environment('COLUMNS') ?? ''
  return /^[1-9][0-9]{0,4}$/.test(wish) ? Number(wish) : outputColumns
}

type Writers = Pick<Terminal, 'writeOutput' | 'writeError' | 'writeData' | 'writeErrorData'>

/** What is written takes the place of the progress that is shown. */
function createWriters(
  terminal: GivenTerminal,
  { clear }: Pick<ShownProgress, 'clear'>,
  isColored: (auto: boolean) => boolean,
): Writers {
  const writeData = (text: string): void => {
    clear()
    terminal.writeOutput(text)
  }
  const writeErrorData = (text: string): void => {
    clear()
    terminal.writeError(text)
  }
  return {
    writeData,
    writeErrorData,
    writeOutput: (text) => writeData(printableLines(text, isColored(terminal.colorOutput))),
    writeError: (text) => writeErrorData(printableLines(text, isColored(terminal.colorErrors))),
  }
}
