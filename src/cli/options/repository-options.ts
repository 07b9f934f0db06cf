import { InvalidArgumentError, type Command, type Option } from 'commander'
import { parseKubernetesVersion } from '../../kubernetes/kubernetes-version.ts'
import { valueArgument } from '../completion/value-source.ts'
import { diagnosticFormats } from '../terminal/format-diagnostics.ts'
import { sharedOption } from './grammar.ts'

/** The options of every command that reads a repository, which none of them needs to name. */
export function addRepositoryOptions(command: Command): Command {
  return addPlaceOptions(command)
    .addOption(sharedOption('file').argParser(standardInput).conflicts('also'))
    .addOption(sharedOption('also').argParser(standardInput))
}

/** Where a repository is, and where it has its configuration and its output; and how diagnostics are printed. */
export function addPlaceOptions(command: Command): Command {
  return addDirOption(command)
    .addOption(sharedOption('config'))
    .addOption(sharedOption('out'))
    .addOption(formatOption())
}

/** Where a repository is. */
export function addDirOption(command: Command): Command {
  return command.addOption(sharedOption('dir', 'the repository').default('.'))
}

/** The repository as the one argument of a command, and its options. */
export function addRepository(command: Command): Command {
  return addRepositoryOptions(addDirArgument(command))
}

/** The repository as the one argument of a command, which `--dir` may name in its place. */
export function addDirArgument(command: Command): Command {
  return command
    .addArgument(valueArgument('[dir]', 'the repository', 'files').default('.'))
    .hook('preAction', (_, running) => {
      if (running.getOptionValueSource('dir') !== 'cli') return
      if (running.args.length > 0) running.error('error: the repository is named twice, by --dir and as DIR')
      running.processedArgs[0] = running.getOptionValue('dir')
    })
}

/** How diagnostics are printed. */
export function formatOption(): Option {
  return sharedOption('format').choices(diagnosticFormats).default('text')
}

/** A version of Kubernetes, as the number of its minor version. */
export function kubernetesOption(description: string): Option {
  return sharedOption('kubernetes', description).argParser((value) => {
    const minor = parseKubernetesVersion(value)
    if (minor === undefined) throw new InvalidArgumentError('It must be a version of Kubernetes, as 1.30.')
    return minor
  })
}

/** Directories with policies that are not rendered. */
export function policyOption(): Option {
  return sharedOption('policy').argParser(collect)
}

/** The approved digests of sets of files that go. */
export function approvePruneOption(): Option {
  return sharedOption('approvePrune').argParser((value: string, earlier: readonly string[] | undefined) =>
    collect(parseDigest(value, 16), earlier),
  )
}

/** A digest of so many hexadecimal digits, as fedrender prints it. */
export function parseDigest(value: string, digits: number): string {
  if (/^[0-9a-f]+$/.test(value) && value.length === digits) return value
  throw new InvalidArgumentError(
    `It must be a digest of ${digits} hexadecimal digits, as fedrender prints it.`,
  )
}

/** Collects the values of an option that may repeat. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

/** A number of replicas or names, an int32. */
export function parseCount(value: string): number {
  if (/^[0-9]{1,10}$/.test(value) && Number(value) < 2 ** 31) return Number(value)
  throw new InvalidArgumentError('It must be a whole number, from 0.')
}

function standardInput(value: string): string {
  if (value === '-') return value
  throw new InvalidArgumentError('Only "-", standard input, can be named.')
}
