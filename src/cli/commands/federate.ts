import type { Command } from 'commander'
import type { ObjectChoice } from '../../app/author/choose-objects.ts'
import { federateChosen } from '../../app/author/federate-chosen.ts'
import { federateFromClusters } from '../../app/author/federate-from-clusters.ts'
import {
  addAuthoringOptions,
  addNewObjectsOptions,
  type AuthoringOptions,
  forceOption,
  namespaceOption,
  type NewObjectsOptions,
  reportIgnored,
} from '../authoring/authoring-options.ts'
import { type Authoring, finishAuthoring, newFilesDirectory } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument, valueOption } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addOldOption } from '../options/old-option.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { typesDirectory } from './enable.ts'

const federatedDirectory = 'federated'

/** The options of `fedrender federate`. */
interface FederateOptions extends AuthoringOptions, NewObjectsOptions {
  /** A file of plain objects, or `-`. */
  readonly filename?: string
  /** A directory that has a folder, or a file, for each cluster. */
  readonly fromClusters?: string
  /** Whether what follows from labels in that directory becomes ClusterOverrides. */
  readonly clusterOverrides?: boolean
  /** The namespace whose objects are all federated; true: the one that the arguments name. */
  readonly contents?: string | true
  readonly namespace?: string
  readonly placement?: string
  readonly enableType?: boolean
  readonly skipApiResources?: readonly string[]
  readonly force?: boolean
  readonly kubefedNamespace?: string
}

/** Adds `federate`. */
export function addFederate({ terminal, exit, add, noteOld }: CommandLine): void {
  const federate = add({
    name: 'federate',
    group: authorGroup,
    summary: 'writes the federated objects of plain ones',
    example: 'fedrender federate deployments.apps web -n shop --placement region=eu',
  })
  addOldOption(
    federate,
    { noteOld },
    { flags: '--file <file>', attribute: 'filename', note: '--file is --filename now' },
  )
  addNewObjectsOptions(addAuthoringOptions(federate), { noteOld }, federatedDirectory)
  addClustersOptions(federate)
    .addArgument(valueArgument('[type]', 'the type of a plain object of the repository', 'types'))
    .addArgument(valueArgument('[name]', 'its name', 'text'))
    .addOption(
      valueOption('-f, --filename <file>', 'the objects of this file, or of standard input (-)', 'files'),
    )
    .addOption(sharedOption('namespace', 'its namespace; also of objects of --filename that name none'))
    .addOption(
      valueOption(
        '-c, --contents [namespace]',
        'everything that the repository has in a namespace, and the namespace',
        'namespaces',
      ),
    )
    .addOption(
      valueOption(
        '--placement <placement>',
        'names of clusters, or a label selector (default: every cluster)',
        'text',
      ),
    )
    .option('-t, --enable-type', 'enable types that are not yet')
    .addOption(
      valueOption(
        '-s, --skip-api-resources <types>',
        'types or groups to leave out of --contents, with commas between them (repeatable)',
        'types',
      ).argParser((value: string, before?: readonly string[]) => [...(before ?? []), ...value.split(',')]),
    )
    .addOption(forceOption())
    .addOption(namespaceOption())
    .action((type: string | undefined, name: string | undefined, options: FederateOptions) => {
      const { fromClusters } = options
      const choice = fromClusters === undefined ? choiceOf(type, name, options) : { fromClusters }
      if (choice === undefined || (fromClusters !== undefined && type !== undefined)) {
        return federate.error(usage)
      }
      if (options.clusterOverrides === true && fromClusters === undefined) return federate.error(alone)
      reportIgnored(terminal, federate)
      return exit(runFederate(terminal, choice, options))
    })
}

function addClustersOptions(federate: Command): Command {
  return federate
    .addOption(
      valueOption(
        '--from-clusters <dir>',
        'what the clusters have: a folder, or a file, of plain objects for each, which rendering gives back',
        'files',
      ).conflicts(['filename', 'contents', 'placement', 'skipApiResources']),
    )
    .option('--cluster-overrides', 'with --from-clusters: ClusterOverrides for what follows from labels')
}

const usage =
  'error: name a TYPE and a NAME, a --filename, --contents NAMESPACE, or a directory --from-clusters'

const alone = 'error: option --cluster-overrides goes with --from-clusters'

/**
 * Exactly one of an object's type and name, a file, and a namespace. kubefedctl's `--contents` has no value, and goes with
 * `namespace NAME`, in any order.
 */
function choiceOf(
  type: string | undefined,
  name: string | undefined,
  { filename, contents, namespace, skipApiResources: skippedTypes = [] }: FederateOptions,
): ObjectChoice | undefined {
  if (filename !== undefined)
    return type === undefined && contents === undefined ? { file: filename } : undefined
  if (contents === undefined) {
    if (type === undefined || name === undefined) return undefined
    return { type, name, ...(namespace !== undefined && { namespace }) }
  }
  const words = [type, contents, name].filter((each) => typeof each === 'string')
  const isType = (word: string): boolean => /^(?:namespaces?|ns)$/i.test(word)
  const named = words.length > 1 ? words.toSpliced(words.findIndex(isType), 1) : words
  const isWhole = words.length === 1 ? contents !== true : words.length === 2 && words.some(isType)
  const [first] = named
  return isWhole && first !== undefined ? { contents: first, skippedTypes } : undefined
}

/** Objects that are chosen one by one, or what the clusters have. */
type FederateChoice = ObjectChoice | { readonly fromClusters: string }

/**
 * Federates objects. Exit 2 where one is not there, is none that can be federated, or its type is not enabled, and where
 * rendering would not give back what a cluster has.
 */
function runFederate(terminal: Terminal, choice: FederateChoice, options: FederateOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository } = source
  const { namespace, placement } = options
  const given = {
    ...(namespace !== undefined && { namespace }),
    directory: newFilesDirectory(terminal, repository, options.to, federatedDirectory),
    typesDirectory,
    systemNamespace: options.kubefedNamespace ?? repository.config.systemNamespace,
    enable: options.enableType ?? false,
    lenient: options.contents !== undefined,
    force: options.force ?? false,
  }
  const finish = (authoring: Omit<Authoring, 'next'>): number =>
    finishAuthoring(terminal, repository, { ...authoring, next: 'fedrender validate' }, options)
  if ('fromClusters' in choice) {
    const [{ authored, notes }, diagnostics] = federateFromClusters(terminal, source, choice.fromClusters, {
      ...given,
      clusterOverrides: options.clusterOverrides ?? false,
    })
    return finish({ authored, notes, diagnostics })
  }
  // What goes to standard output is written whole, whatever the repository has.
  const isWhole = options.output === 'yaml'
  const chosen = { ...given, ...(placement !== undefined && { placement }), isWhole }
  const [authored, diagnostics] = federateChosen(terminal, source, choice, chosen)
  return finish({ authored, diagnostics })
}
