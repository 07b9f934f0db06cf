import { adoptRepository } from '../../app/adopt/adopt-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { Adoption } from '../../model/adoption.ts'
import { formatAdoptionJson, jsonAdoption } from '../../views/adopt/format-json.ts'
import { formatAdoption } from '../../views/adopt/format-text.ts'
import { type CommandLine, deliverGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepository } from '../options/repository-options.ts'
import { formatData } from '../results/format-data.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** How an adoption is written. */
type AdoptionFormat = (typeof adoptionFormats)[number]

const adoptionFormats = ['text', 'json', 'yaml'] as const

/** The options of `fedrender adopt`. */
interface AdoptOptions extends RepositoryOptions {
  readonly observed?: string
  readonly keepGoing?: boolean
  readonly output: AdoptionFormat
}

/** Adds `adopt`. */
export function addAdopt({ terminal, exit, add, noteOld }: CommandLine): void {
  const adopt = add({
    name: 'adopt',
    group: deliverGroup,
    summary: 'proves that what is rendered is what runs, before it is applied in place of KubeFed',
    example: 'fedrender adopt --observed dump/',
  })
  addRepository(adopt)
    .addOption(
      valueOption(
        '--observed <dir>',
        'what runs, a folder or file for each cluster (default: as for render)',
        'files',
      ),
    )
    .option('--keep-going', 'leave objects in error out and compare the rest; the exit code is still 2')
    .addOption(outputOption({ noteOld }, adoptionFormats))
    .action((directory: string, options: AdoptOptions) => exit(runAdopt(terminal, directory, options)))
}

/**
 * Shows what applying the rendered objects would change in what runs. Exit 1 where it changes anything, where something
 * would be left behind, or where nothing was observed in a cluster; and 2 on errors, with `--keep-going` after the
 * comparison of what is not in error.
 */
function runAdopt(terminal: Terminal, directory: string, options: AdoptOptions): number {
  const { adoption, diagnostics } = adoptRepository(terminal, directory, options)
  printDiagnostics(terminal, diagnostics)
  if (adoption === undefined) return exitError
  terminal.writeOutput(format(adoption, options.output, terminal.colorOutput))
  if (hasErrors(diagnostics)) return exitError
  const { diff, leftBehind, unobserved } = adoption
  return diff.changes.length + leftBehind.length + unobserved.length > 0 ? exitDifference : exitDone
}

function format(adoption: Adoption, output: AdoptionFormat, color: boolean): string {
  switch (output) {
    case 'text':
      return formatAdoption(adoption, color)
    case 'json':
      return formatAdoptionJson(adoption)
    case 'yaml':
      return formatData(jsonAdoption(adoption), 'yaml')
  }
}
