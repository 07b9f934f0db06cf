import { fixRepository } from '../../app/author/fix-repository.ts'
import { judgeChanges, writeChanges } from '../../app/author/write-changes.ts'
import { checkRepository } from '../../app/repository/check-repository.ts'
import { overdueAcceptances } from '../../app/repository/overdue-acceptances.ts'
import { type CompiledRepository, compileRepository } from '../../app/repository/compile-repository.ts'
import { findReviewPlace } from '../../app/repository/find-review-place.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { count } from '../../text/count.ts'
import { printable } from '../../text/quote.ts'
import { formatFileChange } from '../../views/file-changes.ts'
import { type CommandLine, compileGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addRepository, kubernetesOption, policyOption } from '../options/repository-options.ts'
import { countFaults } from '../terminal/count-faults.ts'
import { type DiagnosticFormat, formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import { describeNoObjects } from '../terminal/describe-no-objects.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender validate`. */
interface ValidateOptions extends RepositoryOptions {
  readonly format: DiagnosticFormat
  readonly strict?: boolean
  /** The minor version of Kubernetes that every cluster is taken to have. */
  readonly kubernetes?: number
  readonly fix?: boolean
  readonly dryRun?: boolean
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
    .addOption(sharedOption('strict'))
    .addOption(
      kubernetesOption(
        'check what clusters get by this version of Kubernetes (default: each cluster by its own, where it is known)',
      ),
    )
    .addOption(sharedOption('kubernetesPackages'))
    .addOption(policyOption())
    .option('--fix', 'make in place the fixes that are known, and show the other faults')
    .addOption(sharedOption('dryRun', 'with --fix: write nothing and show what would change'))
    .action((directory: string, options: ValidateOptions) => {
      if (options.dryRun === true && options.fix !== true)
        return validate.error('error: --dry-run needs --fix')
      if (options.fix === true && (options.file ?? options.also) !== undefined) {
        return validate.error('error: --fix edits files, and standard input is none')
      }
      return exit(
        options.fix === true
          ? runFix(terminal, directory, options)
          : runValidate(terminal, directory, options),
      )
    })
}

/** Writes all diagnostics of a repository to standard output, and nothing anywhere else. Exit 2 on errors. */
function runValidate(terminal: Terminal, directory: string, options: ValidateOptions): number {
  const compiled = compileRepository(terminal, directory, options)
  const { compiling, checking, accepted } = checkRepository(compiled, {
    minor: options.kubernetes,
    strict: options.strict,
  })
  const diagnostics = [...compiling, ...checking, ...overdueAcceptances(accepted, terminal.clock())]
  showDiagnostics(terminal, compiled, diagnostics, options)
  return hasErrors(diagnostics) ? exitError : exitDone
}

function showDiagnostics(
  terminal: Terminal,
  { repository, result }: CompiledRepository,
  diagnostics: readonly Diagnostic[],
  options: ValidateOptions,
): void {
  const findPlace = (): ReviewPlace => findReviewPlace(terminal, repository)
  const { format } = options
  const write = format === 'github' ? terminal.writeData : terminal.writeOutput
  write(formatDiagnostics(diagnostics, format, terminal.colorOutput, findPlace))
  const objects = count(result?.planned.objects.length ?? 0, 'federated object')
  terminal.writeNote(`${objects}: ${countFaults(diagnostics)}\n`)
  const nothing = describeNoObjects(result)
  if (nothing !== undefined) terminal.writeNote(`${nothing}\n`)
}

/**
 * Makes the fixes that are known, all or nothing, then shows what is left as `validate` does; with `--dry-run` standard output
 * holds the changes instead. Exit 2 where errors are left, or a file cannot be written.
 */
function runFix(terminal: Terminal, directory: string, options: ValidateOptions): number {
  const { compiled, diagnostics, changes, fixed } = fixRepository(
    terminal,
    readRepository(terminal, directory, options),
    { ...options, minor: options.kubernetes },
  )
  const { root } = compiled.repository
  const [judged, judging] = judgeChanges(terminal, root, changes, false)
  const isWritten = options.dryRun !== true && !hasErrors(judging)
  const failing = isWritten ? writeChanges(terminal, root, judged) : judging
  if (hasErrors(failing)) {
    printDiagnostics(terminal, failing)
    return exitError
  }
  if (options.dryRun === true) {
    terminal.writeOutput(judged.map(({ change }) => formatFileChange(change)).join(''))
    printDiagnostics(terminal, diagnostics)
    return hasErrors(diagnostics) ? exitError : exitDone
  }
  for (const { change, status } of judged) terminal.writeNote(`${status} ${printable(change.path)}\n`)
  terminal.writeNote(`${count(fixed, 'fault')} fixed\n`)
  showDiagnostics(terminal, compiled, diagnostics, options)
  return hasErrors(diagnostics) ? exitError : exitDone
}
