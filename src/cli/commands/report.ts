import { createHash } from 'node:crypto'
import { dirname, relative, resolve, sep } from 'node:path'
import { makeReport, type MakeReportOptions } from '../../app/report/make-report.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { writeNamedFile } from '../../host/write-named-file.ts'
import { printable } from '../../text/quote.ts'
import { formatReport } from '../../views/report/format-report.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addSourceUrl } from '../options/link-options.ts'
import { addOldOption } from '../options/old-option.ts'
import { addRepository } from '../options/repository-options.ts'
import { printDiagnostics, printErrors } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender report`. */
interface ReportOptions extends MakeReportOptions {
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
  addSourceUrl(addRepository(report))
    .addOption(sharedOption('base', 'show the changes since this commit too').conflicts(['file', 'also']))
    .addOption(
      sharedOption('previous', 'the output published last, which records what agents have not deleted'),
    )
    .option('--drill', 'show what becomes of the fleet without each of its clusters')
    .addOption(sharedOption('to', 'the file of the page (default: standard output)'))
    .action((directory: string, options: ReportOptions) => exit(runReport(terminal, directory, options)))
}

/**
 * Writes what is planned for the fleet as one page of HTML. Exit 2 where the sources are in error; the page is written
 * all the same and shows the errors, unless the sources or the configuration could not be read at all.
 */
function runReport(terminal: Terminal, directory: string, options: ReportOptions): number {
  const { repository, report, sources, diagnostics } = makeReport(terminal, directory, options)
  if (report === undefined) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const file = options.to === undefined ? undefined : resolve(terminal.directory, options.to)
  const page = formatReport(report, { toRoot: wayToRoot(repository.root, file), sources, sha256 })
  if (file === undefined) terminal.writeData(page)
  const writing = file === undefined ? [] : writePage(terminal, file, page)
  const found = [...diagnostics, ...writing]
  printErrors(terminal, found)
  if (options.to !== undefined && writing.length === 0) terminal.writeNote(`wrote ${printable(options.to)}\n`)
  return hasErrors(found) ? exitError : exitDone
}

/**
 * The way from the page to the sources, where the page is in the repository. Elsewhere links are as if it were at
 * the top: the way there would reveal paths of the machine, and ends where the page is moved.
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
