import { compileRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import type { RepositoryOptions } from '../repository.ts'
import { count, countFaults } from '../count.ts'
import { formatDiagnostics, hasErrors, type DiagnosticFormat } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'

/** Writes all diagnostics of a repository to standard output, and nothing anywhere else. Exit 2 on errors. */
export function validateCommand(
  terminal: Terminal,
  directory: string,
  options: RepositoryOptions & { readonly format: DiagnosticFormat; readonly strict?: boolean },
): number {
  const { result, diagnostics } = compileRepository(terminal, directory, options)
  terminal.writeOutput(formatDiagnostics(diagnostics, options.format, terminal.colorOutput))
  const objects = count(result?.plan.objects.length ?? 0, 'federated object')
  terminal.writeError(`${objects}: ${countFaults(diagnostics)}\n`)
  return hasErrors(diagnostics) ? exitError : exitDone
}
