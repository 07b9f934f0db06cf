import { Option } from 'commander'
import { readCaBundle, readKubeconfigs } from '../../app/author/read-kubeconfigs.ts'
import type { Authored } from '../../authoring/edits/authored.ts'
import { clusterOfContext } from '../../authoring/objects/kubeconfig.ts'
import { kubeFedClusterObject } from '../../authoring/objects/kubefed-cluster-object.ts'
import { placeObject } from '../../authoring/objects/place-object.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { pathSegment } from '../../output/path-segment.ts'
import { joinPath } from '../../text/join-path.ts'
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

const clustersDirectory = 'clusters'
const meaningful = ['cluster-context', 'kubeconfig'] as const

/** The options of `fedrender join`. */
interface JoinOptions extends AuthoringOptions, NewObjectsOptions {
  readonly clusterContext?: string
  readonly kubeconfig?: string
  readonly kubefedNamespace?: string
  readonly secretName?: string
  readonly force?: boolean
  /** kubefedctl's way to write the same: false is `force`. */
  readonly errorOnExisting?: boolean
}

/** Adds `join`. */
export function addJoin({ terminal, exit, add, noteOld }: CommandLine): void {
  const join = add({
    name: 'join',
    group: authorGroup,
    summary: 'writes the KubeFedCluster of a context of a kubeconfig',
    example: 'fedrender join us-east --cluster-context admin@us-east',
  })
  addNewObjectsOptions(addAuthoringOptions(join, meaningful), { noteOld }, clustersDirectory)
    .addArgument(valueArgument('<name>', 'what the cluster is to be called', 'text'))
    .addOption(
      valueOption('--cluster-context <name>', 'its context in the kubeconfig (default: the name)', 'text'),
    )
    .addOption(
      valueOption(
        '--kubeconfig <file>',
        'the kubeconfig (default: the files of $KUBECONFIG, or ~/.kube/config)',
        'files',
      ),
    )
    .addOption(
      valueOption('--secret-name <name>', 'the Secret that holds its token (default: the name)', 'text'),
    )
    .addOption(forceOption())
    .addOption(new Option('--error-on-existing').hideHelp())
    .addOption(new Option('--no-error-on-existing', 'the same as --force').hideHelp())
    .addOption(namespaceOption())
    .action((name: string, options: JoinOptions) => {
      reportIgnored(terminal, join, meaningful)
      const { force = options.errorOnExisting === false } = options
      exit(runJoin(terminal, name, { ...options, force }))
    })
}

/** Writes a KubeFedCluster; no credential is read. Exit 2 where the kubeconfig has no such context. */
function runJoin(terminal: Terminal, name: string, options: JoinOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository, manifests } = source
  const finish = (authored: readonly Authored[], diagnostics: readonly Diagnostic[]): number =>
    finishAuthoring(terminal, repository, { authored, diagnostics, next: 'fedrender clusters' }, options)

  const [kubeconfig, reading] = readKubeconfigs(terminal, options.kubeconfig)
  if (kubeconfig === undefined) return finish([], reading)
  const [cluster, finding] = clusterOfContext(kubeconfig, options.clusterContext ?? name)
  if (cluster === undefined) return finish([], [...reading, ...finding])
  const [caBundle, bundling] = readCaBundle(terminal, cluster)
  const object = kubeFedClusterObject(cluster, {
    name,
    namespace: options.kubefedNamespace ?? repository.config.systemNamespace,
    secretName: options.secretName ?? name,
    ...(caBundle !== undefined && { caBundle }),
  })
  const directory = newFilesDirectory(terminal, repository, options.to, clustersDirectory)
  const [placed, placing] = placeObject(object, options.output === 'yaml' ? [] : manifests, {
    path: joinPath(directory, pathSegment(name, '.yaml')),
    force: options.force ?? false,
  })
  return finish([placed], [...reading, ...bundling, ...placing])
}
