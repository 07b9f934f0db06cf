import { resolve } from 'node:path'
import { renderRepository, type RenderOptions, type Outcome } from '../../app/render/render-repository.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import type { Repository } from '../../app/repository/repository.ts'
import { readSchemas } from '../../host/schemas.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { createSchemaValidator } from '../../stages/validate/schema-validator.ts'
import { exitDone } from '../exit-code.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { startProgress } from '../terminal/progress.ts'
import { formatSummary, summarize } from '../terminal/summary.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { describeEdits } from './describe-edits.ts'
import { formatCycle } from './format-cycle.ts'

/**
 * Renders a repository, and again each time that what is read of it has changed, until the user ends the run; exit 0.
 * Files that did not change are not parsed again. Errors, and the guard, end nothing: the next save may mend them. Each
 * time is one line on standard error, after the diagnostics where those are others than before.
 */
export async function watchRepository(
  terminal: Terminal,
  directory: string,
  options: RenderOptions,
): Promise<number> {
  const schema = createSchemaValidator(readSchemas())
  const readFile = rememberReadings()
  const rendering = { ...options, readFile, progress: startProgress(terminal) }
  const read = (): Repository => readRepository(terminal, directory, options, schema)
  const tell = createTeller(terminal)
  const started = terminal.now()
  let repository = read()
  const { compiled, outcome } = renderRepository(terminal, repository, rendering)
  tell(outcome, formatSummary(summarize(compiled, outcome, terminal.now() - started), outcome))
  terminal.writeNote('watching for changes; Ctrl-C ends\n')
  // The first round finds what was saved before the watch began.
  for await (const _ of terminal.watch(repository.root, (path) => resolve(path) === repository.output)) {
    const woken = terminal.now()
    const before = repository
    repository = read()
    const edits = describeEdits(before, repository)
    if (edits === '') continue
    const time = terminal.clock()
    const { outcome } = renderRepository(terminal, repository, rendering)
    tell(outcome, formatCycle({ time, edits, outcome, milliseconds: terminal.now() - woken }))
  }
  return exitDone
}

/** Writes a line, and before it the diagnostics where they have changed. */
function createTeller({ writeError, colorErrors }: Terminal): (outcome: Outcome, line: string) => void {
  let told = ''
  return ({ diagnostics }, line) => {
    const report = formatDiagnostics(diagnostics, 'text', colorErrors)
    writeError(report === told ? line : `${report}${line}`)
    told = report
  }
}
