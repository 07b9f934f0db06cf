import { reviewGroup, type CommandLine } from '../command-line.ts'
import { addRepository, outputOption } from '../options.ts'
import { computeChangeSet } from '../../host/output/compute-change-set.ts'
import { openOutput } from '../../host/output/output.ts'
import { emit } from '../../stages/emit/emit.ts'
import { targetPath } from '../../output/layout.ts'
import { formatStatus, propagationStatus, type Removals } from '../../views/status.ts'
import { compileRepository, type CompiledRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../output-format.ts'
import { hasErrors } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'
import type { RepositoryOptions } from '../repository.ts'

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
  tellDiagnostics(terminal, diagnostics)
  const removals = findRemovals(terminal, compiled)
  const statuses = result
    ? propagationStatus(result.plan, removals, ({ federatedObject }) => targetPath(federatedObject))
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
  const [{ pruned }] = computeChangeSet(output, emit(result.fleet, undefined, result.delivery))
  for (const { path } of pruned) {
    const [, cluster, ...rest] = path.split('/')
    const object = rest.join('/')
    removals.set(object, [...(removals.get(object) ?? []), cluster ?? ''])
  }
  return removals
}
