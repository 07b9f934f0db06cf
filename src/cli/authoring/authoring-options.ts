import { Option, type Command } from 'commander'
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
  'cluster-context': '<name>',
  kubeconfig: '<file>',
  v: '<level>',
  vmodule: '<pattern>',
  stderrthreshold: '<severity>',
  logtostderr: '',
  alsologtostderr: '',
} as const

type KubefedctlOption = keyof typeof kubefedctlOptions

/** Adds the options of every command that writes sources, and those of kubefedctl that mean nothing to this one. */
export function addAuthoringOptions(command: Command, meaningful: readonly KubefedctlOption[] = []): Command {
  addPlaceOptions(command)
    .option('--dir <dir>', 'the repository', '.')
    .option('--dry-run', 'write nothing and show what would change')
  for (const name of ignoredOptions(meaningful)) {
    const flags = `--${name} ${kubefedctlOptions[name]}`.trim()
    command.addOption(new Option(flags, 'ignored, as kubefedctl has it').hideHelp())
  }
  return command
}

/** Says which options of kubefedctl were given in vain. */
export function tellIgnored(
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
  return new Option(
    '--kubefed-namespace <name>',
    "the system namespace (default: the configuration's, or kube-federation-system)",
  )
}

/** The directory of new files, or `-` for standard output; `yaml`, as kubefedctl has it, is that too. */
export function outputDirectoryOption(directory: string): Option {
  return new Option('-o, --output <dir>', 'the directory of new files, or - for standard output')
    .default(directory)
    .argParser((value) => (value === 'yaml' ? '-' : value))
}

/** Whether what is there and says otherwise may be changed. */
export function forceOption(): Option {
  return new Option('--force', 'change what is there already and says otherwise')
}
