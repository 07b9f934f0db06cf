import { describeLeft } from '../../app/author/describe-left.ts'
import { findNamed } from '../../authoring/objects/find-named.ts'
import { inCluster } from '../../output/layout.ts'
import {
  addAuthoringOptions,
  type AuthoringOptions,
  forceOption,
  namespaceOption,
  reportIgnored,
} from '../authoring/authoring-options.ts'
import { finishAuthoring } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender unjoin`. */
interface UnjoinOptions extends AuthoringOptions {
  readonly force?: boolean
}

/** Adds `unjoin`. */
export function addUnjoin({ terminal, exit, add }: CommandLine): void {
  const unjoin = add({
    name: 'unjoin',
    group: authorGroup,
    summary: 'removes the KubeFedCluster of a cluster',
    example: 'fedrender unjoin us-east',
  })
  addAuthoringOptions(unjoin)
    .addArgument(valueArgument('<name>', 'the name of the cluster', 'clusters'))
    .addOption(forceOption().hideHelp())
    .addOption(namespaceOption().hideHelp())
    .action((name: string, options: UnjoinOptions) => {
      reportIgnored(terminal, unjoin)
      if (options.force === true) {
        terminal.writeNote('--force has no meaning here and is ignored: nothing is removed from a cluster\n')
      }
      exit(runUnjoin(terminal, name, options))
    })
}

/** Removes a KubeFedCluster. Exit 2 where there is none of the name. */
function runUnjoin(terminal: Terminal, name: string, options: AuthoringOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository, resources } = source
  const [cluster, diagnostics] = findNamed('KubeFedCluster', name, undefined, resources.clusters)
  return finishAuthoring(
    terminal,
    repository,
    {
      authored: cluster ? [{ removals: [cluster.manifest] }] : [],
      diagnostics,
      notes: cluster
        ? [
            `${describeLeft(name, repository.config.delivery)}; the next render asks before it prunes ${inCluster(name)}`,
          ]
        : [],
      next: 'fedrender validate',
    },
    options,
  )
}
