import { Argument } from 'commander'
import { findNamed } from '../../authoring/objects/find-named.ts'
import { isOrphaning, setOrphaning } from '../../authoring/objects/orphaning-deletion.ts'
import { findTypeConfig } from '../../authoring/types/find-type-config.ts'
import { addAuthoringOptions, type AuthoringOptions, reportIgnored } from '../authoring/authoring-options.ts'
import { finishAuthoring } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument } from '../completion/value-source.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What `fedrender orphaning-deletion` does. */
type Action = 'enable' | 'disable' | 'status'

/** The options of `fedrender orphaning-deletion`. */
interface OrphaningDeletionOptions extends AuthoringOptions {
  readonly namespace?: string
}

/** Adds `orphaning-deletion`. */
export function addOrphaningDeletion({ terminal, exit, add }: CommandLine): void {
  const command = add({
    name: 'orphaning-deletion',
    group: authorGroup,
    summary: 'keeps the objects in member clusters when their federated object is deleted',
    example: 'fedrender orphaning-deletion enable deployments.apps web -n shop',
  })
  addAuthoringOptions(command)
    .addArgument(new Argument('<action>', 'what to do').choices(['enable', 'disable', 'status']))
    .addArgument(valueArgument('<type>', 'a target type or a federated type', 'types'))
    .addArgument(valueArgument('<name>', 'the name of the federated object', 'names'))
    .addOption(sharedOption('namespace', 'its namespace, where several have one of the name'))
    .action((action: Action, type: string, name: string, options: OrphaningDeletionOptions) => {
      reportIgnored(terminal, command)
      exit(runOrphaningDeletion(terminal, action, [type, name], options))
    })
}

/** Sets or removes the annotation, or says whether it is there. Exit 2 where the repository has no such object. */
function runOrphaningDeletion(
  terminal: Terminal,
  action: Action,
  [typeName, name]: readonly [type: string, name: string],
  options: OrphaningDeletionOptions,
): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository, types, knownTypes, resources } = source
  const [config, finding] = findTypeConfig(typeName, types, knownTypes)
  const kind = config?.federatedType.kind ?? typeName
  const candidates = resources.federatedResources.filter(
    (each) => each.group === config?.federatedType.group && each.kind === kind,
  )
  const [found, naming] = config ? findNamed(kind, name, options.namespace, candidates) : [undefined, []]
  if (found === undefined || action !== 'status') {
    const authored = found === undefined ? [] : [setOrphaning(found.manifest, action === 'enable')]
    const next =
      action === 'enable'
        ? 'fedrender render; the agents must have applied it before the object is deleted'
        : 'fedrender render'
    const diagnostics = [...finding, ...naming]
    return finishAuthoring(terminal, repository, { authored, diagnostics, next }, options)
  }
  terminal.writeOutput(`${isOrphaning(found.manifest) ? 'Enabled' : 'Disabled'}\n`)
  return exitDone
}
