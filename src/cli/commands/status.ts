import { findRemovals } from '../../app/render/find-removals.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { targetPath } from '../../output/layout.ts'
import { formatStatus, propagationStatus } from '../../views/status.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../options/output-format.ts'
import { addRepository, outputOption } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender status`. */
interface StatusOptions extends RepositoryOptions {
  readonly output: OutputFormat
}

/** Adds `status`. */
export function addStatus({ terminal, exit, add }: CommandLine): void {
  const status = add({
    name: 'status',
    group: reviewGroup,
    summary: "shows KubeFed's propagation status, as far as files can tell",
    example: 'fedrender status -o yaml',
  })
  addRepository(status)
    .addOption(outputOption())
    .action((directory: string, options: StatusOptions) => exit(runStatus(terminal, directory, options)))
}

/** Shows the propagation status of every federated object and cluster. Exit 2 where the sources are in error. */
function runStatus(terminal: Terminal, directory: string, options: StatusOptions): number {
  const compiled = compileRepository(terminal, directory, options)
  const { result, diagnostics } = compiled
  printDiagnostics(terminal, diagnostics)
  const removals = findRemovals(terminal, compiled)
  const statuses = result
    ? propagationStatus(result.plan, removals, ({ federatedObject }) => targetPath(federatedObject))
    : []
  const written = options.output === 'table' ? formatStatus(statuses) : formatData(statuses, options.output)
  terminal.writeOutput(written)
  return hasErrors(diagnostics) ? exitError : exitDone
}
