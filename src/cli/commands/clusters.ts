import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { formatClusters, listClusters } from '../../views/clusters.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../options/output-format.ts'
import { addRepository, outputOption } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender clusters`. */
interface ClustersOptions extends RepositoryOptions {
  readonly output: OutputFormat
}

/** Adds `clusters`. */
export function addClusters({ terminal, exit, add }: CommandLine): void {
  const clusters = add({
    name: 'clusters',
    group: reviewGroup,
    summary: 'lists the inventory',
    example: 'fedrender clusters',
  })
  addRepository(clusters)
    .addOption(outputOption())
    .action((directory: string, options: ClustersOptions) => exit(runClusters(terminal, directory, options)))
}

/** Lists the inventory. Exit 2 where the sources are in error. */
function runClusters(terminal: Terminal, directory: string, options: ClustersOptions): number {
  const { result, diagnostics } = compileRepository(terminal, directory, options)
  printDiagnostics(terminal, diagnostics)
  const rows = result === undefined ? [] : listClusters(result.plan.federation)
  terminal.writeOutput(options.output === 'table' ? formatClusters(rows) : formatData(rows, options.output))
  return hasErrors(diagnostics) ? exitError : exitDone
}
