import { Command } from 'commander'
import { readVersion } from '../host/version.ts'
import type { CommandDescription, CommandLine } from './command-line.ts'
import { addAdopt } from './commands/adopt.ts'
import { addBootstrap } from './commands/bootstrap.ts'
import { addClusters } from './commands/clusters.ts'
import { addCompletion } from './commands/completion.ts'
import { addDiff } from './commands/diff.ts'
import { addDisable } from './commands/disable.ts'
import { addDNS } from './commands/dns-lock.ts'
import { addDrill } from './commands/drill.ts'
import { addEnable } from './commands/enable.ts'
import { addExplain } from './commands/explain.ts'
import { addFederate } from './commands/federate.ts'
import { addFind } from './commands/find.ts'
import { addFn } from './commands/fn.ts'
import { addInit } from './commands/init.ts'
import { addJoin } from './commands/join.ts'
import { addLower } from './commands/lower.ts'
import { addLsp } from './commands/lsp.ts'
import { addMergeDriver } from './commands/merge-driver.ts'
import { addOrphaningDeletion } from './commands/orphaning-deletion.ts'
import { addPlan } from './commands/plan.ts'
import { addPromote } from './commands/promote.ts'
import { addPublish } from './commands/publish.ts'
import { addRender } from './commands/render.ts'
import { addReport } from './commands/report.ts'
import { addServe } from './commands/serve.ts'
import { addSchema } from './commands/schema.ts'
import { addStatus } from './commands/status.ts'
import { addUnjoin } from './commands/unjoin.ts'
import { addVersion } from './commands/version.ts'
import { addValidate } from './commands/validate.ts'
import { addGlobalOptions, withGlobalOptions } from './options/global-options.ts'
import { formatHelp, formatSection } from './terminal/format-help.ts'
import type { GivenTerminal } from './terminal/terminal.ts'

/** Every command, in the order of the help. */
const commands: readonly ((commandLine: CommandLine) => void)[] = [
  addRender,
  addValidate,
  addStatus,
  addClusters,
  addPlan,
  addDrill,
  addDiff,
  addExplain,
  addFind,
  addReport,
  addServe,
  addInit,
  addEnable,
  addDisable,
  addFederate,
  addLower,
  addJoin,
  addUnjoin,
  addOrphaningDeletion,
  addPromote,
  addBootstrap,
  addSchema,
  addAdopt,
  addPublish,
  addDNS,
  addFn,
  addMergeDriver,
  addLsp,
  addCompletion,
  addVersion,
]

/** The command line: arguments to one library call each. `exit` takes the exit code of the command that ran. */
export function createProgram(given: GivenTerminal, exit: (code: number | Promise<number>) => void): Command {
  const program = new Command('fedrender')
    .description('Renders KubeFed API objects into one directory of plain manifests per member cluster.')
    .version(readVersion())
    .showSuggestionAfterError(false)
    .addHelpText('after', formatSection('EXIT CODES', exitCodes))
  addGlobalOptions(program)
  const notes: string[] = []
  const noteOld = (note: string): void => {
    notes.push(note)
  }
  let running: Command | undefined
  const terminal = withGlobalOptions(given, program, () => running)
  program.hook('preAction', (_, command) => {
    running = command
    for (const note of new Set(notes)) terminal.writeNote(`note: ${note}\n`)
  })
  const finish = (code: number | Promise<number>): void => {
    const end = (): void => terminal.progress.end()
    if (typeof code === 'number') end()
    exit(typeof code === 'number' ? code : code.finally(end))
  }
  const add = ({ name, group, summary, example }: CommandDescription): Command =>
    program
      .command(name)
      .helpGroup(group)
      .description(summary)
      .addHelpText('after', formatSection('EXAMPLE', `    $ ${example}`))
  for (const addCommand of commands) addCommand({ terminal, exit: finish, noteOld, add })
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .configureOutput({
        writeOut: terminal.writeOutput,
        writeErr: terminal.writeError,
        outputError: () => undefined,
        getOutHasColors: () => terminal.colorOutput,
        getErrHasColors: () => terminal.colorErrors,
        getOutHelpWidth: () => terminal.screen.columns ?? 80,
        getErrHelpWidth: () => terminal.screen.columns ?? 80,
      })
      .configureHelp({ formatHelp })
  }
  return program
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}

const exitCodes = `    0   done, or no difference
    1   --check, diff or adopt found a difference, find found nothing, or drill found too much lost
    2   errors in the sources, the configuration, the command line, or reading and writing
    70  a bug in fedrender`
