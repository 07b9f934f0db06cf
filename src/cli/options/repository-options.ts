import { InvalidArgumentError, Option, type Command } from 'commander'
import { parseKubernetesVersion } from '../../kubernetes/kubernetes-version.ts'
import { diagnosticFormats } from '../terminal/format-diagnostics.ts'
import { outputFormats } from './output-format.ts'

/** The options of every command that reads a repository, which none of them needs to name. */
export function addRepositoryOptions(command: Command): Command {
  return addPlaceOptions(command).option(
    '-f, --file <->',
    'read the sources from standard input in place of the repository',
    standardInput,
  )
}

/** Where a repository has its configuration and its output. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration (default: fedrender.yaml in the repository)')
    .option('--out <dir>', "the output directory (default: the configuration's, or rendered)")
}

/** The repository as the one argument of a command, and its options. */
export function addRepository(command: Command): Command {
  return addRepositoryOptions(command.argument('[dir]', 'the repository', '.'))
}

/** How diagnostics are written. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how diagnostics are written')
    .choices(diagnosticFormats)
    .default('text')
}

/** How a view is written. */
export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how the result is written')
    .choices(outputFormats)
    .default('table')
}

/** A version of Kubernetes, as the number of its minor version. */
export function kubernetesOption(description: string): Option {
  return new Option('--kubernetes <version>', description).argParser((value) => {
    const minor = parseKubernetesVersion(value)
    if (minor === undefined) throw new InvalidArgumentError('It must be a version of Kubernetes, as 1.30.')
    return minor
  })
}

/** Collects the values of an option that may repeat. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

function standardInput(value: string): string {
  if (value === '-') return value
  throw new InvalidArgumentError('Only "-", standard input, can be named.')
}
