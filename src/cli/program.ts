import { Command, InvalidArgumentError, Option } from 'commander'
import { clustersCommand } from './commands/clusters.ts'
import { renderCommand } from './commands/render.ts'
import { statusCommand } from './commands/status.ts'
import { validateCommand } from './commands/validate.ts'
import { outputFormats } from './output-format.ts'
import { diagnosticFormats } from './report-diagnostics.ts'
import type { Terminal } from './terminal.ts'
import { readVersion } from './version.ts'

type Run = (terminal: Terminal, directory: string, options: never) => number

/** The command line: arguments to one library call each. `exit` takes the exit code of the command that ran. */
export function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('fedrender')
    .description('Renders KubeFed API objects into one directory of plain manifests per member cluster.')
    .version(readVersion())
    .showHelpAfterError('(fedrender --help shows every command)')
    .addHelpText('after', exitCodes)
  const add = (name: string, group: string, summary: string, example: string, run: Run): Command =>
    program
      .command(name)
      .helpGroup(group)
      .description(summary)
      .argument('[dir]', 'the repository', '.')
      .option('--config <file>', 'the configuration (default: fedrender.yaml in the repository)')
      .option('--out <dir>', "the output directory (default: the configuration's, or rendered)")
      .option(
        '-f, --file <->',
        'read the sources from standard input in place of the repository',
        standardInput,
      )
      .addHelpText('after', `\nExample:\n  $ ${example}`)
      .action((directory: string, options: object) => exit(run(terminal, directory, options as never)))
  addRender(add)
  add(
    'validate',
    compile,
    'shows every diagnostic and writes nothing',
    'fedrender validate --strict',
    validateCommand,
  )
    .option('--strict', 'take warnings for errors')
    .addOption(formatOption())
  add(
    'status',
    review,
    "shows KubeFed's propagation status, as far as files can tell",
    'fedrender status -o yaml',
    statusCommand,
  ).addOption(outputOption())
  add('clusters', review, 'lists the inventory', 'fedrender clusters', clustersCommand).addOption(
    outputOption(),
  )
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: terminal.writeOutput, writeErr: terminal.writeError })
  }
  return program
}

const compile = 'Compile:'
const review = 'Review:'

const exitCodes = `
Exit codes:
  0   done, or no difference
  1   --check found a difference
  2   errors in the sources, the configuration, the command line, or reading and writing
  70  a bug in fedrender`

function addRender(
  add: (name: string, group: string, summary: string, example: string, run: Run) => Command,
): void {
  const example = 'fedrender render --check --format github'
  add('render', compile, 'renders the repository into its output directory', example, renderCommand)
    .option('--check', 'write nothing, name what is stale, and exit 1 if anything is')
    .option('--dry-run', 'write nothing and show what would change')
    .option('--cluster <name>', 'render this cluster only (repeatable)', collect)
    .addOption(
      new Option('--stdout', 'write the objects to standard output, in the order of applying').conflicts([
        'check',
        'dryRun',
        'approvePrune',
      ]),
    )
    .option(
      '--keep-going',
      'hold an object in error in every cluster and render the rest; the exit code is still 2',
    )
    .option('--previous <ref|dir>', 'judge what is pruned or held by this earlier output too')
    .option('--approve-prune <digest>', 'let exactly this set of files go (repeatable)', collect)
    .option('--strict', 'take warnings for errors')
    .addOption(formatOption())
}

function formatOption(): Option {
  return new Option('--format <format>', 'how diagnostics are written')
    .choices(diagnosticFormats)
    .default('text')
}

function outputOption(): Option {
  return new Option('-o, --output <format>', 'how the result is written')
    .choices(outputFormats)
    .default('table')
}

function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

function standardInput(value: string): string {
  if (value === '-') return value
  throw new InvalidArgumentError('Only "-", standard input, can be named.')
}
