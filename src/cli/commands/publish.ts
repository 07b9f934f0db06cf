import { publishCommit, type PublishOptions } from '../../app/publish/publish-commit.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { type CommandLine, deliverGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import {
  addDirArgument,
  addPlaceOptions,
  approvePruneOption,
  parseDigest,
  policyOption,
} from '../options/repository-options.ts'
import { overdueAcceptances } from '../../app/repository/overdue-acceptances.ts'
import { collectOften } from '../terminal/optimizing.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds `publish`. */
export function addPublish({ terminal, exit, add }: CommandLine): void {
  const publish = add({
    name: 'publish',
    group: deliverGroup,
    summary: 'commits the output of HEAD to a branch of its own',
    example: 'fedrender publish --branch rendered',
  })
  addPlaceOptions(addDirArgument(publish))
    .addOption(
      valueOption(
        '--branch <name>',
        'the branch that holds the output, and nothing else',
        'text',
      ).makeOptionMandatory(),
    )
    .addOption(
      valueOption('--repo <dir>', 'the Git repository of the branch (default: that of the sources)', 'files'),
    )
    .addOption(
      valueOption('--push [remote]', 'fetch the branch, publish, and push it, without force', 'text'),
    )
    .addOption(
      valueOption('--previous <ref|dir>', 'what a new branch goes on from: a directory or a commit', 'files'),
    )
    .addOption(
      valueOption('--expect <digest>', 'publish only this effect, as diff prints it', 'text').argParser(
        (value: string) => parseDigest(value, 64),
      ),
    )
    .addOption(valueOption('--wave <name>', 'the branch is for the clusters of this wave alone', 'allWaves'))
    .addOption(approvePruneOption())
    .addOption(sharedOption('strict'))
    .addOption(sharedOption('kubernetesPackages'))
    .addOption(policyOption())
    .addOption(sharedOption('file').hideHelp())
    .addOption(sharedOption('also').hideHelp())
    .action((directory: string, { file, also, ...options }: PublishOptions & RepositoryOptions) => {
      if ((file ?? also) !== undefined) {
        publish.error(
          'error: what is published is the commit, and standard input is no part of it; commit what it holds',
        )
      }
      exit(runPublish(terminal, directory, options))
    })
}

/** Publishes the output of the last commit. Exit 2 where that was refused. */
function runPublish(terminal: Terminal, directory: string, options: PublishOptions): number {
  collectOften()
  const { commit, summary, diagnostics: found, accepted = [] } = publishCommit(terminal, directory, options)
  const diagnostics = [...found, ...overdueAcceptances(accepted, terminal.clock())]
  if (commit !== undefined) terminal.writeOutput(`${commit}\n`)
  printDiagnostics(terminal, diagnostics)
  if (summary !== undefined) terminal.writeNote(`${summary}\n`)
  return hasErrors(diagnostics) ? exitError : exitDone
}
