import { createHash } from 'node:crypto'
import { dirname, relative, resolve, sep } from 'node:path'
import { compareSides } from '../../app/compare/compare-sides.ts'
import { type ComparedRepository, compileWithBase } from '../../app/compare/diff-sources.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { writeNamedFile } from '../../host/write-named-file.ts'
import { formatReport } from '../../views/report/format-report.ts'
import { fleetReport } from '../../views/report/report.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addOldOption } from '../options/old-option.ts'
import { addRepository } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender report`. */
interface ReportOptions extends RepositoryOptions {
  readonly base?: string
  readonly to?: string
}

/** Adds `report`. */
export function addReport({ terminal, exit, add, noteOld }: CommandLine): void {
  const report = add({
    name: 'report',
    group: reviewGroup,
    summary: 'shows the fleet as one HTML page',
    example: 'fedrender report --to report.html',
  })
  addOldOption(
    report,
    { noteOld },
    {
      flags: '-o, --output <file>',
      attribute: 'to',
      note: '-o FILE is --to FILE now',
    },
  )
  addRepository(report)
    .addOption(sharedOption('base', 'show the changes since this commit too').conflicts('file'))
    .addOption(sharedOption('to', 'the file of the page (default: standard output)'))
    .action((directory: string, options: ReportOptions) => exit(runReport(terminal, directory, options)))
}

/**
 * Writes what is planned for the fleet as one page of HTML. Exit 2 where the sources are in error; the page is written
 * all the same and shows the errors, unless the sources or the configuration could not be read at all.
 */
function runReport(terminal: Terminal, directory: string, options: ReportOptions): number {
  const { compiled, sides, diagnostics } = compile(terminal, directory, options)
  const { repository, result } = compiled
  if (result === undefined) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const { plan, fleet } = result
  const diff = sides && compareSides(sides)
  const report = fleetReport({ plan, diagnostics, ...(fleet && { fleet }), ...(diff && { diff }) })
  const file = options.to === undefined ? undefined : resolve(terminal.directory, options.to)
  const page = formatReport(report, { toRoot: wayToRoot(repository.root, file), sha256 })
  if (file === undefined) terminal.writeData(page)
  const writing = file === undefined ? [] : writePage(terminal, file, page)
  const found = [...diagnostics, ...writing]
  printDiagnostics(terminal, found)
  return hasErrors(found) ? exitError : exitDone
}

function compile(terminal: Terminal, directory: string, options: ReportOptions): ComparedRepository {
  if (options.base !== undefined) return compileWithBase(terminal, directory, options)
  const compiled = compileRepository(terminal, directory, options)
  return { compiled, diagnostics: compiled.diagnostics }
}

/**
 * The way from the page to the sources, where the page stands in the repository. Elsewhere links are as if it stood at
 * the top: the way there would tell of the machine, and ends where the page is moved.
 */
function wayToRoot(root: string, file: string | undefined): string {
  if (file === undefined) return ''
  const inRepository = relative(root, dirname(file)).split(sep)
  if (inRepository[0] === '' || inRepository[0] === '..') return ''
  return '../'.repeat(inRepository.length)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

/** Writes the page; `file-write-failed` where it cannot be. */
function writePage({ host }: Terminal, file: string, page: string): readonly Diagnostic[] {
  try {
    writeNamedFile(host, file, Buffer.from(page))
    return []
  } catch (error) {
    if (!isSystemError(error)) throw error
    return [createDiagnostic('file-write-failed', { path: file, problem: describeSystemError(error) })]
  }
}
