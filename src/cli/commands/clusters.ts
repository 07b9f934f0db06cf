import { formatClusters, listClusters } from '../../views/clusters.ts'
import { compileRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import type { RepositoryOptions } from '../repository.ts'
import { formatDiagnostics, hasErrors } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import { formatData, type OutputFormat } from '../output-format.ts'

/** Lists the inventory. Exit 2 where the sources are in error. */
export function clustersCommand(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions & { readonly output: OutputFormat },
): number {
  const { result, diagnostics } = compileRepository(terminal, directory, options)
  terminal.writeError(formatDiagnostics(diagnostics, 'text', terminal.colorErrors))
  const rows = result === undefined ? [] : listClusters(result.plan.federation)
  terminal.writeOutput(options.output === 'table' ? formatClusters(rows) : formatData(rows, options.output))
  return hasErrors(diagnostics) ? exitError : exitDone
}
