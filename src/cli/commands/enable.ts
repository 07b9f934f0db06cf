import type { AuthoringRepository } from '../../app/author/authoring-repository.ts'
import { type Authored, combineAuthored } from '../../authoring/edits/authored.ts'
import { defineFederatedType, type EnableOptions, enableType } from '../../authoring/types/enable-type.ts'
import { findType } from '../../authoring/types/find-type.ts'
import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { typeConfigFor } from '../../kubefed/type-config-for.ts'
import type { KnownType } from '../../model/api-resource.ts'
import {
  addAuthoringOptions,
  addNewObjectsOptions,
  type AuthoringOptions,
  forceOption,
  namespaceOption,
  type NewObjectsOptions,
  tellIgnored,
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
  readonly federatedGroup?: string
  readonly federatedVersion?: string
  readonly crd?: boolean
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
  addNewObjectsOptions(addAuthoringOptions(enable), { noteOld }, typesDirectory)
    .addArgument(
      valueArgument('<type...>', 'kinds, plural names with or without a group, or short names', 'types'),
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
    .option('--crd', 'write the CustomResourceDefinition of the federated type too, as KubeFed needs it')
    .addOption(forceOption())
    .addOption(namespaceOption())
    .action((names: readonly string[], options: EnableCommandOptions) => {
      tellIgnored(terminal, enable)
      exit(runEnable(terminal, names, options))
    })
}

/** Enables types. Exit 2 where a name stands for no one type, or something else stands where it would write. */
function runEnable(terminal: Terminal, names: readonly string[], options: EnableCommandOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository } = source
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
  // What goes to standard output is written whole, whatever is enabled already.
  const present = toOutput ? { ...source, types: [], manifests: [] } : source
  const found = names.map((name) => findType(name, source.knownTypes))
  const wanted = found.flatMap(([type]) => type ?? [])
  const results = wanted.map((type, index) => {
    // Two types of one run must not claim one federated type either.
    const before = wanted.slice(0, index).map((each) => typeConfigFor(each, enabling.federated))
    return enableOne(
      type,
      { ...present, types: [...present.types, ...before] },
      enabling,
      options.crd ?? false,
    )
  })
  const authored = results.map(([each]) => each)
  const { files, edits } = combineAuthored(authored)
  const isDone = files.length === 0 && edits.every((each) => each.edits.length === 0)
  return finishAuthoring(
    terminal,
    repository,
    {
      authored,
      diagnostics: [...found, ...results].flatMap(([, diagnostics]) => diagnostics),
      notes: isDone ? ['nothing is to be written: it is enabled already'] : [],
      next: `fedrender federate ${names[0] ?? ''} NAME`,
    },
    options,
  )
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
