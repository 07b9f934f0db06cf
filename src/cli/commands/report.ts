import { Option } from 'commander'
import { createHash } from 'node:crypto'
import { dirname, relative, resolve, sep } from 'node:path'
import { compareSides } from '../../app/compare/compare-sides.ts'
import { compileWithBase, type ComparedRepository } from '../../app/compare/diff-sources.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { writeNamedFile } from '../../host/write-named-file.ts'
import { formatReport } from '../../views/report/format-report.ts'
import { fleetReport } from '../../views/report/report.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addRepository } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender report`. */
interface ReportOptions extends RepositoryOptions {
  readonly base?: string
  readonly output?: string
}

/** Adds `report`. */
export function addReport({ terminal, exit, add }: CommandLine): void {
  const report = add({
    name: 'report',
    group: reviewGroup,
    summary: 'shows the fleet as one HTML page',
    example: 'fedrender report -o report.html',
  })
  addRepository(report)
    .addOption(new Option('--base <ref>', 'show the changes since this commit too').conflicts('file'))
    .option('-o, --output <file>', 'where the page goes (default: standard output)')
    .action((directory: string, options: ReportOptions) => exit(runReport(terminal, directory, options)))
}

/**
 * Writes what is planned for the fleet as one page of HTML. Exit 2 where the sources are in error; the page is written
 * all the same and shows the errors, unless the sources or the configuration could not be read at all.
 */
function runReport(terminal: Terminal, directory: string, options: ReportOptions): number {
  const { compiled, sides, diagnostics } = compile(terminal, directory, options)
  const { repository, result } = compiled
  printDiagnostics(terminal, diagnostics)
  if (result === undefined) return exitError
  const { plan, fleet } = result
  const diff = sides && compareSides(sides)
  const report = fleetReport({ plan, diagnostics, ...(fleet && { fleet }), ...(diff && { diff }) })
  const file = options.output === undefined ? undefined : resolve(terminal.directory, options.output)
  const page = formatReport(report, { toRoot: wayToRoot(repository.root, file), sha256 })
  if (file === undefined) terminal.writeData(page)
  else if (!writePage(terminal, file, page)) return exitError
  return hasErrors(diagnostics) ? exitError : exitDone
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

/** Whether it could be written. */
function writePage(terminal: Terminal, file: string, page: string): boolean {
  try {
    writeNamedFile(terminal.host, file, Buffer.from(page))
    return true
  } catch (error) {
    if (!isSystemError(error)) throw error
    terminal.writeError(`The report cannot be written: ${describeSystemError(error)}\n`)
    return false
  }
}
