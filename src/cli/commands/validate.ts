import { compileGroup, type CommandLine } from '../command-line.ts'
import { addRepository, formatOption, kubernetesOption } from '../options.ts'
import { checkRepository } from '../check-repository.ts'
import { compileRepository } from '../compile-repository.ts'
import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { findReviewPlace } from '../find-review-place.ts'
import { exitDone, exitError } from '../exit-code.ts'
import type { RepositoryOptions } from '../repository.ts'
import { count } from '../../views/count.ts'
import { countFaults } from '../count-faults.ts'
import { formatDiagnostics, hasErrors, type DiagnosticFormat } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'

/** The options of `fedrender validate`. */
interface ValidateOptions extends RepositoryOptions {
  readonly format: DiagnosticFormat
  readonly strict?: boolean
  /** The minor version of Kubernetes that every cluster is taken to have. */
  readonly kubernetes?: number
}

/** Adds `validate`. */
export function addValidate({ terminal, exit, add }: CommandLine): void {
  const validate = add({
    name: 'validate',
    group: compileGroup,
    summary: 'shows every diagnostic and writes nothing',
    example: 'fedrender validate --strict',
  })
  addRepository(validate)
    .option('--strict', 'take warnings for errors')
    .addOption(
      kubernetesOption(
        'check what clusters get by this version of Kubernetes (default: each cluster by its own, where it is known)',
      ),
    )
    .addOption(formatOption())
    .action((directory: string, options: ValidateOptions) => exit(runValidate(terminal, directory, options)))
}

/** Writes all diagnostics of a repository to standard output, and nothing anywhere else. Exit 2 on errors. */
function runValidate(terminal: Terminal, directory: string, options: ValidateOptions): number {
  const compiled = compileRepository(terminal, directory, options)
  const diagnostics = checkRepository(compiled, { minor: options.kubernetes, strict: options.strict })
  const { repository, result } = compiled
  const findPlace = (): ReviewPlace => findReviewPlace(terminal, repository)
  terminal.writeOutput(formatDiagnostics(diagnostics, options.format, terminal.colorOutput, findPlace))
  const objects = count(result?.plan.objects.length ?? 0, 'federated object')
  terminal.writeError(`${objects}: ${countFaults(diagnostics)}\n`)
  return hasErrors(diagnostics) ? exitError : exitDone
}
