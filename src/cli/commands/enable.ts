import type { Command } from 'commander'
import type { AuthoringRepository } from '../../app/author/authoring-repository.ts'
import { readEnableDirective } from '../../app/author/read-enable-directive.ts'
import { type Authored, combineAuthored } from '../../authoring/edits/authored.ts'
import { defineFederatedType, type EnableOptions, enableType } from '../../authoring/types/enable-type.ts'
import { findType } from '../../authoring/types/find-type.ts'
import { inVersion } from '../../authoring/types/in-version.ts'
import { rolePatch } from '../../authoring/types/role-patch.ts'
import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { readKubernetesSchemas } from '../../host/schemas.ts'
import { typesGroup } from '../../kubefed/groups.ts'
import { typeConfigFor } from '../../kubefed/type-config-for.ts'
import { apiVersionOf, groupOf, versionOf } from '../../kubernetes/group-version-kind.ts'
import { servedMinors } from '../../kubernetes/served-types.ts'
import type { KnownType, Scope } from '../../model/api-resource.ts'
import {
  addAuthoringOptions,
  addNewObjectsOptions,
  type AuthoringOptions,
  forceOption,
  namespaceOption,
  type NewObjectsOptions,
  reportIgnored,
} from '../authoring/authoring-options.ts'
import { finishAuthoring, newFilesDirectory } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument, valueOption } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Where FederatedTypeConfigs are written, unless the command line says otherwise. */
export const typesDirectory = 'federated-types'

/** The options of `fedrender enable`. */
interface EnableCommandOptions extends AuthoringOptions, NewObjectsOptions {
  /** The file of an EnableTypeDirective, or `-`. */
  readonly filename?: string
  /** The version of the target type. */
  readonly targetVersion?: string
  readonly federatedGroup?: string
  readonly federatedVersion?: string
  readonly crd?: boolean
  readonly apiVersion?: string
  readonly kind?: string
  readonly scope?: Scope
  readonly force?: boolean
  readonly kubefedNamespace?: string
}

/** Adds `enable`. */
export function addEnable({ terminal, exit, add, noteOld }: CommandLine): void {
  const enable = add({
    name: 'enable',
    group: authorGroup,
    summary: 'writes the FederatedTypeConfig of types',
    example: 'fedrender enable statefulsets.apps pvc',
  })
  addTypeOptions(addNewObjectsOptions(addAuthoringOptions(enable), { noteOld }, typesDirectory))
    .addArgument(
      valueArgument('[type...]', 'kinds, plural names with or without a group, or short names', 'types'),
    )
    .option(
      '--crd',
      'write the CustomResourceDefinition of the federated type too, as KubeFed needs it; -o yaml prints it always',
    )
    .addOption(forceOption())
    .addOption(namespaceOption())
    .action((names: readonly string[], options: EnableCommandOptions) => {
      const problem = problemOf(names, options)
      if (problem !== undefined) return enable.error(`error: ${problem}`)
      reportIgnored(terminal, enable)
      return exit(runEnable(terminal, names, options))
    })
}

/** What the type is, and what its federated type is to be. */
function addTypeOptions(command: Command): Command {
  return command
    .addOption(
      valueOption(
        '-f, --filename <file>',
        'the EnableTypeDirective of this file, or of standard input (-)',
        'files',
      ),
    )
    .addOption(
      valueOption(
        '--target-version <version>',
        "the version of the type (default: the preferred one); kubefedctl's --version is the same",
        'text',
      ),
    )
    .addOption(
      valueOption(
        '--federated-group <group>',
        'the group of the federated type (default: types.kubefed.io)',
        'text',
      ),
    )
    .addOption(
      valueOption(
        '--federated-version <version>',
        'the version of the federated type (default: v1beta1)',
        'text',
      ),
    )
    .addOption(
      valueOption(
        '--api-version <version>',
        'group and version of a type that only an API server knows, whose TYPE is then its plural name',
        'text',
      ),
    )
    .addOption(valueOption('--kind <kind>', 'the kind of that type', 'text'))
    .addOption(
      valueOption('--scope <scope>', 'the scope of that type (default: Namespaced)', 'text').choices([
        'Namespaced',
        'Cluster',
      ]),
    )
}

function problemOf(names: readonly string[], options: EnableCommandOptions): string | undefined {
  const { filename, apiVersion, kind, targetVersion, federatedGroup, federatedVersion } = options
  if (filename !== undefined) {
    const others = [...names, apiVersion, kind, targetVersion, federatedGroup, federatedVersion]
    return others.every((each) => each === undefined)
      ? undefined
      : 'the file of --filename names the type, its version and its federated type'
  }
  if (names.length === 0) return 'name a TYPE, or the file of an EnableTypeDirective with --filename'
  const isGiven = apiVersion !== undefined
  if (isGiven !== (kind !== undefined) || (isGiven && names.length > 1)) {
    return '--api-version and --kind go together, with one TYPE'
  }
  return isGiven && targetVersion !== undefined ? '--api-version has the version already' : undefined
}

/**
 * Enables types. Exit 2 where a name is not that of one type, a file holds no EnableTypeDirective, or another file is where it
 * would write.
 */
function runEnable(terminal: Terminal, words: readonly string[], given: EnableCommandOptions): number {
  const source = readToAuthor(terminal, given)
  if (source === undefined) return exitError
  const { repository, resources } = source
  const [wanted, reading] = readDirective(terminal, words, given)
  const { names, options } = wanted
  const toOutput = options.output === 'yaml'
  const enabling: EnableOptions = {
    federated: {
      ...(options.federatedGroup !== undefined && { group: options.federatedGroup }),
      ...(options.federatedVersion !== undefined && { version: options.federatedVersion }),
    },
    directory: newFilesDirectory(terminal, repository, options.to, typesDirectory),
    systemNamespace: options.kubefedNamespace ?? repository.config.systemNamespace,
    force: options.force ?? false,
  }
  // What goes to standard output is written whole, as kubefedctl does, whatever is enabled already.
  const present = toOutput ? { ...source, types: [], manifests: [] } : source
  const found = names.map((name) => givenType(name, options) ?? findInVersion(name, options, source))
  const types = found.flatMap(([type]) => type ?? [])
  const results = types.map((type, index) => {
    // Two types of one run must not claim one federated type either.
    const before = types.slice(0, index).map((each) => typeConfigFor(each, enabling.federated))
    const withDefinition = toOutput || options.crd === true
    return enableOne(type, { ...present, types: [...present.types, ...before] }, enabling, withDefinition)
  })
  const authored = results.map(([each]) => each)
  const { files, edits } = combineAuthored(authored)
  const isDone = files.length === 0 && edits.every((each) => each.edits.length === 0)
  const scope = resources.controlPlanes[0]?.value.scope ?? 'Cluster'
  const patch = rolePatch(enabling.federated.group ?? typesGroup, { ...enabling, scope })
  const diagnostics = [...reading, ...[...found, ...results].flatMap(([, each]) => each)]
  return finishAuthoring(
    terminal,
    repository,
    {
      authored,
      diagnostics,
      notes: isDone
        ? ['nothing is to be written: it is enabled already']
        : patch === undefined
          ? []
          : [`while KubeFed still runs, its role needs this too: ${patch}`],
      next: `fedrender federate ${names[0] ?? ''} NAME`,
    },
    options,
  )
}

/** What the command line names, or in its place the file of an EnableTypeDirective. */
function readDirective(
  terminal: Terminal,
  names: readonly string[],
  options: EnableCommandOptions,
): DiagnosticResult<{ readonly names: readonly string[]; readonly options: EnableCommandOptions }> {
  if (options.filename === undefined) return [{ names, options }, []]
  const [directive, reading] = readEnableDirective(terminal, options.filename)
  if (directive === undefined) return [{ names: [], options }, reading]
  const { name, ...others } = directive
  return [{ names: [name], options: { ...options, ...others } }, reading]
}

function findInVersion(
  name: string,
  { targetVersion }: EnableCommandOptions,
  { knownTypes }: AuthoringRepository,
): DiagnosticResult<KnownType | undefined> {
  const [type, finding] = findType(name, knownTypes)
  if (type === undefined) return [type, finding]
  return inVersion(type, targetVersion, ({ group, version, kind }) => {
    return servedMinors(readKubernetesSchemas(), apiVersionOf(group, version), kind) !== undefined
  })
}

/** A type that neither Kubernetes nor a CustomResourceDefinition of the sources has, such as one of an aggregated API. */
function givenType(
  name: string,
  { apiVersion, kind, scope = 'Namespaced' }: EnableCommandOptions,
): DiagnosticResult<KnownType> | undefined {
  if (apiVersion === undefined || kind === undefined) return undefined
  const [pluralName = ''] = name.split('.')
  const [group, version] = [groupOf(apiVersion), versionOf(apiVersion)]
  return [{ group, version, kind, pluralName, scope, shortNames: [], hasReplicas: false }, []]
}

function enableOne(
  type: KnownType,
  { types, manifests }: Pick<AuthoringRepository, 'types' | 'manifests'>,
  options: EnableOptions,
  withDefinition: boolean,
): DiagnosticResult<Authored> {
  const diagnostics: Diagnostic[] = []
  const keep = ([authored, found]: DiagnosticResult<Authored>): Authored => {
    for (const each of found) diagnostics.push(each)
    return authored
  }
  const parts = [
    keep(enableType(type, types, manifests, options)),
    ...(withDefinition ? [keep(defineFederatedType(type, manifests, options))] : []),
  ]
  return [combineAuthored(parts), diagnostics]
}
