import { Option } from 'commander'
import type { AuthoringRepository } from '../../app/author/authoring-repository.ts'
import type { Authored } from '../../authoring/edits/authored.ts'
import { disableType, removeType } from '../../authoring/types/disable-type.ts'
import { isSameFederatedType } from '../../authoring/types/enable-type.ts'
import { findTypeConfig } from '../../authoring/types/find-type-config.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { locate } from '../../diagnostics/locate.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import { keyAt } from '../../model/place.ts'
import { resolveTypes } from '../../stages/resolve/type-registry.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import {
  addAuthoringOptions,
  addNewObjectsOptions,
  type AuthoringOptions,
  namespaceOption,
  type NewObjectsOptions,
  reportIgnored,
} from '../authoring/authoring-options.ts'
import { finishAuthoring, newFilesDirectory } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument, withValues } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import { addOldOption } from '../options/old-option.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { typesDirectory } from './enable.ts'

/** The options of `fedrender disable`. */
interface DisableOptions extends AuthoringOptions, NewObjectsOptions {
  readonly deleteCrd?: boolean
  readonly federatedGroup?: string
  readonly targetVersion?: string
  readonly kubefedNamespace?: string
}

/** Adds `disable`. */
export function addDisable({ terminal, exit, add, noteOld }: CommandLine): void {
  const disable = add({
    name: 'disable',
    group: authorGroup,
    summary: 'stops the propagation of types: what is rendered of them is held',
    example: 'fedrender disable statefulsets.apps',
  })
  addNewObjectsOptions(addAuthoringOptions(disable), { noteOld }, typesDirectory)
    .addArgument(
      valueArgument('<type...>', 'kinds, plural names with or without a group, or short names', 'types'),
    )
    .option('--delete-crd', 'remove the FederatedTypeConfig, and the CustomResourceDefinition if there')
    .addOption(withValues(new Option('--federated-group <group>').hideHelp(), 'text'))
    .addOption(withValues(new Option('--target-version <version>').hideHelp(), 'text'))
    .addOption(namespaceOption())
  addOldOption(
    disable,
    { noteOld },
    {
      flags: '--delete-from-api',
      attribute: 'deleteCrd',
      note: '--delete-from-api is --delete-crd now',
    },
  )
  disable.action((names: readonly string[], options: DisableOptions) => {
    const { deleteCrd, federatedGroup, targetVersion } = options
    if (deleteCrd !== true && (federatedGroup ?? targetVersion) !== undefined) {
      return disable.error('error: --federated-group and --version go with --delete-crd')
    }
    reportIgnored(terminal, disable)
    return exit(runDisable(terminal, names, options))
  })
}

/** Disables types, or removes them. Exit 2 where a name is that of no enabled type. */
function runDisable(terminal: Terminal, names: readonly string[], options: DisableOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository, types, knownTypes, manifests } = source
  const directory = newFilesDirectory(terminal, repository, options.to, typesDirectory)
  const systemNamespace = options.kubefedNamespace ?? repository.config.systemNamespace
  const found = names.map((name) => findTypeConfig(name, types, knownTypes))
  const configs = found.flatMap(([config]) => config ?? [])
  const results = configs.map((config): DiagnosticResult<Authored> =>
    options.deleteCrd === true
      ? removeType(config, manifests)
      : [disableType(config, directory, systemNamespace), []],
  )
  return finishAuthoring(
    terminal,
    repository,
    {
      authored: results.map(([authored]) => authored),
      diagnostics: [...found, ...results].flatMap(([, diagnostics]) => diagnostics),
      notes: options.deleteCrd === true ? configs.flatMap((config) => describeRemoval(config, source)) : [],
      next: options.deleteCrd === true ? 'fedrender validate' : 'fedrender render --dry-run',
    },
    options,
  )
}

/** What becomes of a type's objects when its FederatedTypeConfig is gone: a built-in one serves them, or none does. */
function describeRemoval(
  config: FederatedTypeConfig,
  { repository, resources }: AuthoringRepository,
): readonly string[] {
  const federatedTypeConfigs = resources.federatedTypeConfigs.filter((each) => each.name !== config.name)
  const rest = resolveTypes({ ...resources, federatedTypeConfigs }, repository.config, () => undefined)
  const { group, kind } = config.federatedType
  if (rest.some((each) => isSameFederatedType(each, config))) {
    return [`the built-in FederatedTypeConfig serves ${groupKind(group, kind)} from now on`]
  }
  return resources.federatedResources
    .filter((each) => each.group === group && each.kind === kind)
    .map((each) => {
      const { file, line } = locate(keyAt(each.manifest, '/kind'))
      return `left without a type: ${file.path}:${line} ${kind} ${qualifiedName(each)}`
    })
}
