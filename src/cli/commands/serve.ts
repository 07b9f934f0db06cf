import { createHash } from 'node:crypto'
import { InvalidArgumentError } from 'commander'
import { makeReport, type MadeReport, type MakeReportOptions } from '../../app/report/make-report.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import type { Repository } from '../../app/repository/repository.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { openPageServer, type PageServer, type ServedPage } from '../../host/serve/page-server.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { createMemo } from '../../memo/memo.ts'
import { readSchemas } from '../../host/schemas.ts'
import { createSchemaValidator } from '../../stages/validate/schema-validator.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { count } from '../../text/count.ts'
import { formatReport, formatUnread } from '../../views/report/format-report.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addSourceUrl } from '../options/link-options.ts'
import { addDirArgument, addDirOption } from '../options/repository-options.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { watchEdits } from '../watch/watch-edits.ts'

/** The options of `fedrender serve`. */
interface ServeOptions extends MakeReportOptions {
  readonly port: number
}

/** Adds `serve`. */
export function addServe({ terminal, exit, add }: CommandLine): void {
  const serve = add({
    name: 'serve',
    group: reviewGroup,
    summary: 'keeps the page of `report` open in a browser, and refreshes it on every save',
    example: 'fedrender serve --base origin/main --port 8080',
  })
  addSourceUrl(addDirOption(addDirArgument(serve)))
    .addOption(sharedOption('config'))
    .addOption(sharedOption('out'))
    .addOption(sharedOption('base', 'show the changes since this commit too'))
    .addOption(
      sharedOption('previous', 'the output published last, which records what agents have not deleted'),
    )
    .addOption(
      valueOption('--port <port>', 'the port of 127.0.0.1, 0 for a free one', 'text')
        .argParser(parsePort)
        .default(0),
    )
    .action((directory: string, options: ServeOptions) => exit(runServe(terminal, directory, options)))
}

function parsePort(value: string): number {
  if (/^[0-9]{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

/**
 * Serves the report of a repository to the browsers of this machine until the user ends the run, and makes it again each
 * time that what is read of the repository has changed; exit 0. What has not changed is not parsed and planned again. It
 * writes nothing. Reports `serve-failed`, exit 2, where the port cannot be used.
 */
async function runServe(terminal: Terminal, directory: string, given: ServeOptions): Promise<number> {
  const shared = {
    readFile: rememberReadings(),
    memo: createMemo(),
    schema: createSchemaValidator(readSchemas()),
  }
  const options = { ...given, ...shared }
  const first = makeReport(terminal, directory, options)
  const server = await open(options.port, servedPage(first))
  if ('code' in server) {
    printDiagnostics(terminal, [server])
    return exitError
  }
  terminal.progress.end()
  const print = createPrinter(terminal)
  print(first.diagnostics, '')
  terminal.writeOutput(`${server.url}\n`)
  terminal.writeNote('serving to this machine alone, and watching for changes; Ctrl-C ends\n')
  try {
    await watch(terminal, directory, options, { server, print })
  } finally {
    await server.close()
  }
  return exitDone
}

/** Prints errors where they are others than before, and a line. */
type Print = (diagnostics: readonly Diagnostic[], line: string) => void

async function watch(
  terminal: Terminal,
  directory: string,
  options: ServeOptions,
  { server, print }: { readonly server: PageServer; readonly print: Print },
): Promise<void> {
  const read = (): Repository => readRepository(terminal, directory, options, options.schema)
  for await (const { edits, woken } of watchEdits(terminal, read(), read)) {
    if (edits === '') continue
    const made = makeReport(terminal, directory, options)
    server.show(servedPage(made))
    const errors = made.diagnostics.filter(({ severity }) => severity === 'error').length
    const seconds = ((terminal.now() - woken) / 1000).toFixed(2)
    const time = terminal.clock().slice('YYYY-MM-DDT'.length)
    const faults = errors > 0 ? `${count(errors, 'error')}; ` : ''
    print(made.diagnostics, `${time} ${edits}: ${faults}${seconds} s\n`)
  }
}

async function open(port: number, page: ServedPage): Promise<PageServer | Diagnostic> {
  try {
    return await openPageServer(port, page)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return createDiagnostic('serve-failed', { port, problem: describeSystemError(error) })
  }
}

/** The page has no links to files, which are not served; only to a forge. Its version is a digest of what it shows. */
function servedPage({ report, sources, diagnostics }: MadeReport): ServedPage {
  const write = (version: string): string => {
    const options = { sources, sha256, version }
    return report === undefined ? formatUnread(diagnostics, options) : formatReport(report, options)
  }
  const version = sha256(write(''))
  return { version, html: write(version) }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

function createPrinter({ writeError, writeNote, colorErrors }: Terminal): Print {
  let printed = ''
  return (diagnostics, line) => {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    const report = formatDiagnostics(errors, 'text', colorErrors)
    if (report !== printed) writeError(report)
    printed = report
    writeNote(line)
  }
}
