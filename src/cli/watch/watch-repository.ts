import { renderRepository, type RenderOptions, type Outcome } from '../../app/render/render-repository.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import type { Repository } from '../../app/repository/repository.ts'
import { readSchemas } from '../../host/schemas.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { createSchemaValidator } from '../../stages/validate/schema-validator.ts'
import { exitDone } from '../exit-code.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { formatSummary, summarize } from '../terminal/summary.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { formatCycle } from './format-cycle.ts'
import { watchEdits } from './watch-edits.ts'

/**
 * Renders a repository, and again each time that what is read of it has changed, until the user ends the run; exit 0.
 * Files that did not change are not parsed again. Errors, and the guard, end nothing: the next save may fix them. Each
 * time is one line on standard error, after the diagnostics where those are others than before.
 */
export async function watchRepository(
  terminal: Terminal,
  directory: string,
  options: RenderOptions,
): Promise<number> {
  const schema = createSchemaValidator(readSchemas())
  const readFile = rememberReadings(options.readFile)
  const rendering = { ...options, readFile }
  const read = (): Repository => readRepository(terminal, directory, options, schema)
  const print = createPrinter(terminal)
  const started = terminal.now()
  const repository = read()
  const { compiled, outcome } = renderRepository(terminal, repository, rendering)
  const summary = summarize(compiled, outcome, terminal.now() - started)
  print(outcome, formatSummary(summary, outcome.changes !== undefined))
  terminal.writeNote('watching for changes; Ctrl-C ends\n')
  for await (const { repository: edited, edits, woken } of watchEdits(terminal, repository, read)) {
    const time = terminal.clock()
    const { outcome } = renderRepository(terminal, edited, rendering)
    print(outcome, formatCycle({ time, edits, outcome, milliseconds: terminal.now() - woken }))
  }
  return exitDone
}

/** Writes a line, and before it the diagnostics where they have changed. */
function createPrinter({ writeError, colorErrors }: Terminal): (outcome: Outcome, line: string) => void {
  let printed = ''
  return ({ diagnostics }, line) => {
    const report = formatDiagnostics(diagnostics, 'text', colorErrors)
    writeError(report === printed ? line : `${report}${line}`)
    printed = report
  }
}
