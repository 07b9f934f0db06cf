import type { Command, Help, Option } from 'commander'
import { createProgram } from '../../src/cli/program.ts'
import { grammar, type GrammarRule } from '../../src/cli/options/grammar.ts'
import { code, page, sentence, table, written } from './markdown.ts'

/** The page that shows each command at work, by the command's name. */
const guides: Readonly<Record<string, string>> = {
  render: '../how-to/render-and-check.md',
  validate: '../how-to/validate-and-fix.md',
  status: '../how-to/see-the-status.md',
  clusters: '../how-to/see-the-status.md#the-inventory',
  plan: '../how-to/plan-replicas.md',
  drill: '../how-to/drill-the-fleet.md',
  diff: '../how-to/review-a-change.md',
  explain: '../how-to/explain-an-object.md',
  find: '../how-to/find-objects.md',
  report: '../how-to/publish-a-report.md',
  serve: '../how-to/publish-a-report.md#keep-it-open',
  init: '../how-to/write-sources.md#begin-a-repository',
  enable: '../how-to/write-sources.md#enable-a-type',
  disable: '../how-to/write-sources.md#disable-a-type',
  federate: '../how-to/write-sources.md#federate-an-object',
  lower: '../how-to/override-by-labels.md#for-who-still-runs-kubefed',
  join: '../how-to/write-sources.md#add-a-cluster',
  unjoin: '../how-to/write-sources.md#remove-a-cluster',
  'orphaning-deletion': '../how-to/write-sources.md#keep-objects-when-their-federated-object-is-deleted',
  promote: '../how-to/hold-a-wave.md',
  bootstrap: '../how-to/start-an-agent.md',
  schema: '../how-to/use-an-editor.md#write-the-schemas',
  adopt: '../how-to/compare-with-what-runs.md',
  publish: '../how-to/publish-to-a-branch.md',
  dns: '../how-to/serve-dns-names.md#refresh-dnslockyaml',
  fn: '../how-to/use-kpt-or-kustomize.md',
  'merge-driver': '../how-to/resolve-a-conflict.md#let-git-leave-them-to-the-render',
  lsp: '../how-to/use-an-editor.md#ask-the-fleet-while-you-type',
  completion: '../how-to/complete-commands.md',
  version: '../how-to/upgrade-fedrender.md',
}

/** The reference of the command line: every command with its arguments and options, as its help has them. */
export function commandsPage(): string {
  const program = commandLine()
  const help = program.createHelp()
  const commands = listedCommands(program)
  const groups = new Set(commands.map((command) => command.helpGroup()))
  return page(
    '# Commands',
    written,
    'Results go to standard output; diagnostics, the summary and progress go to standard error. Where a table is wider than the terminal, or than the variable `COLUMNS` says where that is exported, each row is a block of lines. Most commands take the ' +
      'repository as an argument, by default the working directory. Paths in sources, output and messages have `/` on every ' +
      'system; on the command line of Windows `\\` does as well. [Exit codes](exit-codes.md) have a page of their own.',
    [...groups].map((group) => `- ${group} ${linksTo(commands, group)}`).join('\n'),
    '## Options of every command',
    'They may come before the name of the command or after it.',
    optionTable(help.visibleOptions(program), help),
    '## One grammar',
    'What several commands take is spelled alike in all of them. `enable`, `disable`, `federate`, `join`, `unjoin` and ' +
      '`orphaning-deletion` are commands of kubefedctl, and what kubefedctl spells otherwise is as kubefedctl has it there. ' +
      'What the version before spelled otherwise goes on working until the next one, with a note on standard error.',
    grammarTable(),
    ...[...groups].map((group) => groupSection(group, commands, help)),
  )
}

function grammarTable(): string {
  return table(
    ['spelling', 'meaning', 'commands'],
    Object.values<GrammarRule>(grammar).map((rule) => [code(rule.flags), rule.meaning, commandsOf(rule)]),
  )
}

/** Which commands take an option, and which have kubefedctl's meaning in its place. */
function commandsOf({ takenBy, except = {}, kubefedctl = {}, otherwise = {} }: GrammarRule): string {
  const groups = (takenBy ?? []).map((group) => group.replace(/:$/, '').toLowerCase()).join(', ')
  return [
    takenBy === undefined ? 'those that have a use for it' : groups,
    ...Object.entries(except).map(([name, reason]) => `not ${code(name)}: ${reason}`),
    ...Object.entries({ ...kubefedctl, ...otherwise }).map(
      ([name, meaning]) => `in ${code(name)}: ${meaning}`,
    ),
  ].join('; ')
}

/** The command line that is described. */
export function commandLine(): Command {
  const nothing = (): undefined => undefined
  const terminal = { writeOutput: nothing, writeError: nothing, environment: nothing }
  return createProgram(terminal as never, nothing)
}

/** The commands that the help lists. */
export function listedCommands(program: Command): readonly Command[] {
  return program.commands.filter((command) => command.description() !== '')
}

function linksTo(commands: readonly Command[], group: string): string {
  return commands
    .filter((command) => command.helpGroup() === group)
    .map((command) => `[${command.name()}](#fedrender-${command.name()})`)
    .join(', ')
}

function groupSection(group: string, commands: readonly Command[], help: Help): string {
  const own = commands.filter((command) => command.helpGroup() === group)
  return page(`## ${group.replace(/:$/, '')}`, own.map((command) => commandSection(command, help)).join('\n'))
}

function commandSection(command: Command, help: Help): string {
  const guide = guides[command.name()]
  if (guide === undefined) throw new Error(`docs/writer/commands-page.ts names no page for ${command.name()}`)
  const subcommands = command.commands.filter((each) => each.description() !== '')
  return page(
    `### ${code(`fedrender ${command.name()}`)}`,
    `${sentence(command.description())} [How to use it](${guide}).`,
    ...(subcommands.length > 0
      ? subcommands.map((each) =>
          page(sentence(`${code(each.name())} ${each.description()}`), usage(each, help)),
        )
      : [usage(command, help)]),
    exampleOf(command),
  )
}

function usage(command: Command, help: Help): string {
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help')
  return page(
    `\`\`\`sh\n${help.commandUsage(command)}\n\`\`\``,
    table(
      ['argument', 'meaning'],
      help
        .visibleArguments(command)
        .map((each) => [code(help.argumentTerm(each)), help.argumentDescription(each)]),
    ),
    optionTable(options, help),
  )
}

function optionTable(options: readonly Option[], help: Help): string {
  return table(
    ['option', 'meaning'],
    options.map((option) => [code(help.optionTerm(option)), help.optionDescription(option)]),
  )
}

/** The example that the command's help ends with. */
function exampleOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (more) => (text += more) }).outputHelp()
  const [, example = ''] = /\nEXAMPLE\n +(.*)\n/.exec(text) ?? []
  return `Example: ${code(example)}`
}
