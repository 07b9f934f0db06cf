import { Command, InvalidArgumentError, Option } from 'commander'
import { clustersCommand } from './commands/clusters.ts'
import { dnsLockCommand, type DNSLockOptions } from './commands/dns-lock.ts'
import { planCommand, type PlanOptions } from './commands/plan.ts'
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
  const open = (name: string, group: string, summary: string, example: string): Command =>
    addRepository(program.command(name).helpGroup(group).description(summary)).addHelpText(
      'after',
      `\nExample:\n  $ ${example}`,
    )
  const add = (name: string, group: string, summary: string, example: string, run: Run): Command =>
    open(name, group, summary, example)
      .argument('[dir]', 'the repository', '.')
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
  const planning = 'shows how replicas are divided among clusters, and how they would be if'
  addPlan(open('plan', review, planning, 'fedrender plan shop/web --without eu-west --total 12')).action(
    (name: string | undefined, options: PlanOptions) => exit(planCommand(terminal, name, options)),
  )
  const dns = program
    .command('dns')
    .helpGroup(deliver)
    .description('looks up the host names of load balancers')
  addRepository(
    dns.command('lock').description('writes dns.lock.yaml; the only command that uses the network'),
  )
    .argument('[dir]', 'the repository', '.')
    .option('--check', 'write nothing, name the host names whose addresses changed, and exit 1 if any did')
    .addHelpText('after', '\nExample:\n  $ fedrender dns lock --check')
    .action((directory: string, options: DNSLockOptions) =>
      exit(dnsLockCommand(terminal, directory, options)),
    )
  for (const command of [program, ...program.commands, ...dns.commands]) {
    command.exitOverride().configureOutput({ writeOut: terminal.writeOutput, writeErr: terminal.writeError })
  }
  return program
}

const compile = 'Compile:'
const review = 'Review:'
const deliver = 'Deliver:'

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

/** The options of every command that reads a repository. */
function addRepository(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration (default: fedrender.yaml in the repository)')
    .option('--out <dir>', "the output directory (default: the configuration's, or rendered)")
    .option(
      '-f, --file <->',
      'read the sources from standard input in place of the repository',
      standardInput,
    )
}

function addPlan(command: Command): Command {
  return command
    .argument('[namespace/name]', 'the one object to show (default: every one with a preference)')
    .option('--dir <dir>', 'the repository', '.')
    .option(
      '--previous <ref|dir>',
      'the earlier output, where the current replicas come from the last render',
    )
    .option('--total <count>', 'as if totalReplicas were this', parseCount)
    .option('--without <cluster>', 'as if this cluster were not ready (repeatable)', collect)
    .option(
      '--capacity <cluster=count>',
      'as if this cluster could hold so many (repeatable)',
      collectCapacity,
    )
    .addOption(outputOption())
}

function parseCount(value: string): number {
  if (/^[0-9]{1,10}$/.test(value) && Number(value) < 2 ** 31) return Number(value)
  throw new InvalidArgumentError('It must be a number of replicas.')
}

function collectCapacity(
  value: string,
  earlier: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [cluster = '', count = '', ...rest] = value.split('=')
  if (cluster === '' || rest.length > 0) throw new InvalidArgumentError('It must be CLUSTER=COUNT.')
  return new Map([...(earlier ?? []), [cluster, parseCount(count)]])
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
