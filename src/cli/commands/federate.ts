import { chooseObjects, type ObjectChoice } from '../../app/author/choose-objects.ts'
import { federateAll } from '../../authoring/objects/federate-all.ts'
import { parsePlacement } from '../../authoring/objects/parse-placement.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import {
  addAuthoringOptions,
  addNewObjectsOptions,
  type AuthoringOptions,
  forceOption,
  type NewObjectsOptions,
  tellIgnored,
} from '../authoring/authoring-options.ts'
import { finishAuthoring, newFilesDirectory } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument, valueOption } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { collect } from '../options/repository-options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { typesDirectory } from './enable.ts'

const federatedDirectory = 'federated'

/** The options of `fedrender federate`. */
interface FederateOptions extends AuthoringOptions, NewObjectsOptions {
  /** A file of plain objects, or `-`. */
  readonly file?: string
  /** The namespace whose objects are all federated; true: the one that the arguments name. */
  readonly contents?: string | true
  readonly namespace?: string
  readonly placement?: string
  readonly enableType?: boolean
  readonly skipApiResources?: readonly string[]
  readonly force?: boolean
}

/** Adds `federate`. */
export function addFederate({ terminal, exit, add, noteOld }: CommandLine): void {
  const federate = add({
    name: 'federate',
    group: authorGroup,
    summary: 'writes the federated objects of plain ones',
    example: 'fedrender federate deployments.apps web -n shop --placement region=eu',
  })
  addNewObjectsOptions(addAuthoringOptions(federate), { noteOld }, federatedDirectory)
    .addArgument(valueArgument('[type]', 'the type of a plain object of the repository', 'types'))
    .addArgument(valueArgument('[name]', 'its name', 'text'))
    .addOption(
      valueOption('-f, --file <file>', 'the objects of this file, or of standard input (-)', 'files'),
    )
    .addOption(sharedOption('namespace', 'its namespace; also of objects of --file that name none'))
    .addOption(
      valueOption(
        '--contents [namespace]',
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
        '--skip-api-resources <type>',
        'a type to leave out of --contents (repeatable)',
        'types',
      ).argParser(collect),
    )
    .addOption(forceOption())
    .action((type: string | undefined, name: string | undefined, options: FederateOptions) => {
      const choice = choiceOf(type, name, options)
      if (choice === undefined) return federate.error(usage)
      tellIgnored(terminal, federate)
      return exit(runFederate(terminal, choice, options))
    })
}

const usage = 'error: name a TYPE and a NAME, a --file, or --contents NAMESPACE'

/** Exactly one of an object's type and name, a file, and a namespace; `namespace NAME --contents` is kubefedctl's way. */
function choiceOf(
  type: string | undefined,
  name: string | undefined,
  { file, contents, namespace, skipApiResources: skippedTypes = [] }: FederateOptions,
): ObjectChoice | undefined {
  if (file !== undefined) return type === undefined && contents === undefined ? { file } : undefined
  if (typeof contents === 'string') return type === undefined ? { contents, skippedTypes } : undefined
  if (type === undefined || name === undefined) return undefined
  if (contents === undefined) return { type, name, ...(namespace !== undefined && { namespace }) }
  return /^(?:namespaces?|ns)$/i.test(type) ? { contents: name, skippedTypes } : undefined
}

/** Federates objects. Exit 2 where one is not there, is none that can be federated, or its type is not enabled. */
function runFederate(terminal: Terminal, choice: ObjectChoice, options: FederateOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository, types, knownTypes, manifests } = source
  const [objects, choosing] = chooseObjects(terminal, source, choice)
  const [placement, placing] =
    options.placement === undefined ? [undefined, []] : parsePlacement(options.placement)
  const toOutput = options.output === 'yaml'
  const [authored, federating] = federateAll(objects, {
    types,
    knownTypes,
    // What goes to standard output is written whole, whatever the repository has.
    manifests: toOutput ? [] : manifests,
    ...(placement && { placement }),
    ...(options.namespace !== undefined && { namespace: options.namespace }),
    directory: newFilesDirectory(terminal, repository, options.to, federatedDirectory),
    typesDirectory,
    systemNamespace: repository.config.systemNamespace,
    enable: options.enableType ?? false,
    lenient: options.contents !== undefined,
    force: options.force ?? false,
  })
  const diagnostics: readonly Diagnostic[] = [...choosing, ...placing, ...federating]
  return finishAuthoring(terminal, repository, { authored, diagnostics, next: 'fedrender validate' }, options)
}
