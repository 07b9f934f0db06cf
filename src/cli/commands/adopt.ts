import { Option } from 'commander'
import { adoptRepository } from '../../app/adopt/adopt-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { formatAdoptionJson } from '../../views/adopt/format-json.ts'
import { formatAdoption } from '../../views/adopt/format-text.ts'
import { deliverGroup, type CommandLine } from '../command-line.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { addRepository } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** How an adoption is written. */
type AdoptionFormat = 'text' | 'json'

const adoptionFormats: readonly AdoptionFormat[] = ['text', 'json']

/** The options of `fedrender adopt`. */
interface AdoptOptions extends RepositoryOptions {
  readonly observed?: string
  readonly output: AdoptionFormat
}

/** Adds `adopt`. */
export function addAdopt({ terminal, exit, add }: CommandLine): void {
  const adopt = add({
    name: 'adopt',
    group: deliverGroup,
    summary: 'proves that what is rendered is what runs, before it is applied in place of KubeFed',
    example: 'fedrender adopt --observed dump/',
  })
  addRepository(adopt)
    .option('--observed <dir>', 'what runs, a folder or file for each cluster (default: as for render)')
    .addOption(
      new Option('-o, --output <format>', 'how the result is written')
        .choices(adoptionFormats)
        .default('text'),
    )
    .action((directory: string, options: AdoptOptions) => exit(runAdopt(terminal, directory, options)))
}

/**
 * Shows what applying the rendered objects would change in what runs. Exit 1 where it changes anything, where something
 * would be left behind, or where nothing was observed in a cluster; and 2 on errors.
 */
function runAdopt(terminal: Terminal, directory: string, options: AdoptOptions): number {
  const { adoption, diagnostics } = adoptRepository(terminal, directory, options)
  printDiagnostics(terminal, diagnostics)
  if (adoption === undefined || hasErrors(diagnostics)) return exitError
  terminal.writeOutput(
    options.output === 'json' ? formatAdoptionJson(adoption) : formatAdoption(adoption, terminal.colorOutput),
  )
  const { diff, leftBehind, unobserved } = adoption
  return diff.changes.length + leftBehind.length + unobserved.length > 0 ? exitDifference : exitDone
}
