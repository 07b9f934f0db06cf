import { promoteWaves } from '../../app/waves/promote-waves.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { addAuthoringOptions, type AuthoringOptions } from '../authoring/authoring-options.ts'
import { finishAuthoring } from '../authoring/finish-authoring.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { valueArgument, valueOption } from '../completion/value-source.ts'
import { exitError } from '../exit-code.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender promote`. */
interface PromoteOptions extends AuthoringOptions {
  readonly to?: string
  readonly all?: boolean
}

/** Adds `promote`. */
export function addPromote({ terminal, exit, add }: CommandLine): void {
  const command = add({
    name: 'promote',
    group: authorGroup,
    summary: 'lets a wave of clusters get a later commit, by its line in waves.yaml',
    example: 'fedrender promote eu',
  })
  addAuthoringOptions(command)
    .addArgument(valueArgument('[wave...]', 'the waves that get the commit', 'waves'))
    .addOption(valueOption('--to <commit>', 'the commit (default: the tip of the base branch)', 'refs'))
    .option('--all', 'let every wave get it')
    .action((waves: readonly string[], { all = false, ...options }: PromoteOptions) => {
      if (all === waves.length > 0) command.error('error: name the waves, or all of them with --all')
      exit(runPromote(terminal, all ? undefined : waves, options))
    })
}

/** Edits the ledger of waves. Exit 2 where a wave cannot get the commit. */
function runPromote(
  terminal: Terminal,
  waves: readonly string[] | undefined,
  { to, ...options }: Omit<PromoteOptions, 'all'>,
): number {
  const { dir, config, out } = options
  const place = { ...(config !== undefined && { config }), ...(out !== undefined && { out }) }
  const repository = readRepository(terminal, dir, place)
  const [promotion, promoting] = promoteWaves(terminal, repository, {
    waves,
    ...(to !== undefined && { to }),
  })
  const diagnostics = [...repository.diagnostics, ...promoting]
  if (promotion === undefined || hasErrors(diagnostics)) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const { authored, notes } = promotion
  const next = 'fedrender diff, which shows what the clusters get'
  return finishAuthoring(terminal, repository, { authored: [authored], diagnostics, notes, next }, options)
}
