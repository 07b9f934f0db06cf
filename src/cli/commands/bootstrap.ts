import { bootstrapDelivery } from '../../app/author/bootstrap-delivery.ts'
import { addAuthoringOptions, forceOption, type AuthoringOptions } from '../authoring/authoring-options.ts'
import { finishAuthoring, newFilesDirectory } from '../authoring/finish-authoring.ts'
import { readToAuthor } from '../authoring/read-to-author.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender bootstrap`. */
interface BootstrapCommandOptions extends AuthoringOptions {
  readonly branch?: string
  readonly url?: string
  readonly to: string
  readonly force?: boolean
}

const standardDirectory = 'bootstrap'

/** Adds `bootstrap`. */
export function addBootstrap({ terminal, exit, add }: CommandLine): void {
  const bootstrap = add({
    name: 'bootstrap',
    group: authorGroup,
    summary: 'writes the objects by which Argo CD or Flux begins to deliver',
    example: 'fedrender bootstrap --branch rendered',
  })
  addAuthoringOptions(bootstrap)
    .addOption(valueOption('--branch <name>', 'the branch that the output is published to', 'text'))
    .addOption(
      valueOption(
        '--url <address>',
        'the Git repository, for Flux (default: that of delivery.argocd)',
        'text',
      ),
    )
    .addOption(sharedOption('to', 'the directory of new files').default(standardDirectory))
    .addOption(forceOption())
    .action((options: BootstrapCommandOptions) => exit(runBootstrap(terminal, options)))
}

/** Writes the objects, and prints the first steps. Exit 2 where no agent is configured, or another file is in the way. */
function runBootstrap(terminal: Terminal, options: BootstrapCommandOptions): number {
  const source = readToAuthor(terminal, options)
  if (source === undefined) return exitError
  const { repository } = source
  // What starts an agent is no source of the fleet, whatever the configuration takes for one.
  const { sources: _, ...config } = repository.config
  const directory = newFilesDirectory(terminal, repository, options.to, standardDirectory)
  const { branch, url } = options
  const [{ files, steps }, diagnostics] = bootstrapDelivery(terminal, source, {
    directory,
    ...(branch !== undefined && { branch }),
    ...(url !== undefined && { url }),
  })
  const next = branch === undefined ? 'fedrender render' : `fedrender publish --branch ${branch} --push`
  return finishAuthoring(
    terminal,
    { ...repository, config },
    { authored: [{ files }], diagnostics, notes: steps, next },
    options,
  )
}
