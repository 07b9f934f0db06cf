import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { humanDuration } from '../../kubernetes/human-duration.ts'
import { printable } from '../../text/quote.ts'
import { clusterData, type ClusterRow, formatClusters, listClusters } from '../../views/clusters.ts'
import type { Screen } from '../../views/table.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepository } from '../options/repository-options.ts'
import { formatData } from '../results/format-data.ts'
import { printErrors } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender clusters`. */
interface ClustersOptions extends RepositoryOptions {
  readonly output: ClustersFormat
}

/** How the inventory is printed. */
type ClustersFormat = (typeof clustersFormats)[number]

const clustersFormats = ['text', 'wide', 'name', 'json', 'yaml'] as const

/** Adds `clusters`. */
export function addClusters({ terminal, exit, add, noteOld }: CommandLine): void {
  const clusters = add({
    name: 'clusters',
    group: reviewGroup,
    summary: 'lists the inventory',
    example: 'fedrender clusters',
  })
  addRepository(clusters)
    .addOption(outputOption({ noteOld }, clustersFormats))
    .action((directory: string, options: ClustersOptions) => exit(runClusters(terminal, directory, options)))
}

/** Lists the inventory. Exit 2 where the sources are in error. */
function runClusters(terminal: Terminal, directory: string, options: ClustersOptions): number {
  const { result, diagnostics } = compileRepository(terminal, directory, options)
  printErrors(terminal, diagnostics)
  const rows = result === undefined ? [] : listClusters(result.plan.federation)
  if (rows.length === 0 && result !== undefined) {
    terminal.writeNote('there is no KubeFedCluster; fedrender join NAME writes one\n')
  }
  const now = Date.parse(terminal.clock())
  terminal.writeOutput(format(rows, options.output, (created) => ageAt(now, created), terminal.screen))
  return hasErrors(diagnostics) ? exitError : exitDone
}

/** As kubectl prints it; empty for a text that is no time. */
function ageAt(now: number, created: string): string {
  const began = Date.parse(created)
  return Number.isNaN(began) ? '' : humanDuration((now - began) / 1000)
}

function format(
  rows: readonly ClusterRow[],
  output: ClustersFormat,
  ageOf: (created: string) => string,
  screen: Screen,
): string {
  switch (output) {
    case 'text':
    case 'wide':
      return formatClusters(rows, ageOf, { ...screen, isWide: output === 'wide' })
    case 'name':
      return rows.map(({ name }) => `${printable(name)}\n`).join('')
    default:
      return formatData(rows.map(clusterData), output)
  }
}
