import { computeChangeSet } from '../../host/compute-change-set.ts'
import { openOutput } from '../../host/output.ts'
import { emit } from '../../stages/emit/emit.ts'
import { objectPath } from '../../stages/emit/layout.ts'
import { formatStatus, propagationStatus, type Removals } from '../../views/status.ts'
import { compileRepository, type CompiledRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../output-format.ts'
import type { RepositoryOptions } from '../repository.ts'
import { formatDiagnostics, hasErrors } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'

/** Shows the propagation status of every federated object and cluster. Exit 2 where the sources are in error. */
export function statusCommand(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions & { readonly output: OutputFormat },
): number {
  const compiled = compileRepository(terminal, directory, options)
  const { result, diagnostics } = compiled
  terminal.writeError(formatDiagnostics(diagnostics, 'text', terminal.colorErrors))
  const removals = findRemovals(terminal, compiled)
  const statuses = result
    ? propagationStatus(result.plan, removals, ({ federatedObject }) => objectPath(federatedObject))
    : []
  const written = options.output === 'table' ? formatStatus(statuses) : formatData(statuses, options.output)
  terminal.writeOutput(written)
  return hasErrors(diagnostics) ? exitError : exitDone
}

/** What a render of these sources would prune, by the object's path; nothing where they are in error. */
function findRemovals(terminal: Terminal, { repository, result }: CompiledRepository): Removals {
  const removals = new Map<string, readonly string[]>()
  const [output] = openOutput(terminal.host, { root: repository.root, directory: repository.output })
  if (result?.fleet === undefined || output === undefined) return removals
  const [{ pruned }] = computeChangeSet(output, emit(result.fleet))
  for (const { path } of pruned) {
    const [, cluster, ...rest] = path.split('/')
    const object = rest.join('/')
    removals.set(object, [...(removals.get(object) ?? []), cluster ?? ''])
  }
  return removals
}
