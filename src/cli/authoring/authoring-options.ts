import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CommandLine } from '../command-line.ts'
import { withValues } from '../completion/value-source.ts'
import { sharedOption } from '../options/grammar.ts'
import { outputFormats } from '../options/output-format.ts'
import { addPlaceOptions } from '../options/repository-options.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of every command that writes sources. */
export interface AuthoringOptions {
  /** The repository. */
  readonly dir: string
  readonly config?: string
  readonly out?: string
  readonly dryRun?: boolean
}

/** Options of kubefedctl that concern its servers and its log, by the words that follow them. */
const kubefedctlOptions = {
  'host-cluster-context': '<name>',
  'host-cluster-name': '<name>',
  'cluster-context': '<name>',
  kubeconfig: '<file>',
  v: '<level>',
  vmodule: '<pattern>',
  stderrthreshold: '<severity>',
  'log-backtrace-at': '<place>',
  'log-dir': '<dir>',
  'log-file': '<file>',
  'log-file-max-size': '<megabytes>',
  'log-flush-frequency': '<duration>',
  'add-dir-header': '',
  alsologtostderr: '',
  logtostderr: '',
  'one-output': '',
  'skip-headers': '',
  'skip-log-headers': '',
} as const

type KubefedctlOption = keyof typeof kubefedctlOptions

/** Adds the options of every command that writes sources, and those of kubefedctl that mean nothing to this one. */
export function addAuthoringOptions(command: Command, meaningful: readonly KubefedctlOption[] = []): Command {
  return addIgnoredOptions(addPlaceOptions(command).addOption(sharedOption('dryRun')), meaningful)
}

/** Adds the options of kubefedctl that mean nothing to a command. */
export function addIgnoredOptions(command: Command, meaningful: readonly KubefedctlOption[] = []): Command {
  for (const name of ignoredOptions(meaningful)) {
    const flags = `--${name} ${kubefedctlOptions[name]}`.trim()
    command.addOption(withValues(new Option(flags, 'ignored, as kubefedctl has it').hideHelp(), 'text'))
  }
  return command
}

/** Says which options of kubefedctl were given in vain. */
export function reportIgnored(
  { writeNote }: Terminal,
  command: Command,
  meaningful: readonly KubefedctlOption[] = [],
): void {
  for (const name of ignoredOptions(meaningful)) {
    const option = command.options.find(({ long }) => long === `--${name}`)
    if (option === undefined || command.getOptionValue(option.attributeName()) === undefined) continue
    writeNote(`--${name} has no meaning here and is ignored: nothing is asked of a cluster\n`)
  }
}

function ignoredOptions(meaningful: readonly KubefedctlOption[]): readonly KubefedctlOption[] {
  return (Object.keys(kubefedctlOptions) as KubefedctlOption[]).filter((name) => !meaningful.includes(name))
}

/** The namespace of the control plane, where the command line names it. */
export function namespaceOption(): Option {
  return sharedOption('kubefedNamespace')
}

/** Where new objects go. */
export interface NewObjectsOptions {
  /** The directory of new files. */
  readonly to: string
  /** Set: they are printed, and no file is written, as kubefedctl has it. */
  readonly output?: 'yaml'
}

/** Adds where new objects go: `-o` as kubefedctl has it, and `--to`, which was `-o` too in the version before. */
export function addNewObjectsOptions(
  command: Command,
  { noteOld }: Pick<CommandLine, 'noteOld'>,
  directory: string,
): Command {
  const output = new Option('-o, --output <format>', 'print the new objects, and write no file: yaml')
  return command.addOption(sharedOption('to', 'the directory of new files').default(directory)).addOption(
    withValues(output, 'text').argParser((value: string) => {
      if (value === 'yaml') return value
      if ((outputFormats as readonly string[]).includes(value)) {
        throw new InvalidArgumentError('Only "yaml" is possible here.')
      }
      if (value === '-') {
        noteOld('-o - is -o yaml now, and the old way goes on working until the next version')
        return 'yaml'
      }
      noteOld('-o DIR is --to DIR now, and the old way goes on working until the next version')
      command.setOptionValueWithSource('to', value, 'cli')
      return undefined
    }),
  )
}

/** Whether what is there and says otherwise may be changed. */
export function forceOption(): Option {
  return sharedOption('force')
}
