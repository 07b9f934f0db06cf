import {
  renderRepository,
  type Outcome,
  type RenderOptions,
  type RenderRun,
} from '../../app/render/render-repository.ts'
import { findRoot, readRepository } from '../../app/repository/read-repository.ts'
import type { Repository } from '../../app/repository/repository.ts'
import type { KnownOutput } from '../../host/output/output.ts'
import { rereadChanged } from '../../host/index/reread-changed.ts'
import { readSchemas } from '../../host/schemas.ts'
import { isPipeline } from '../../host/user-cache.ts'
import { createMemo } from '../../memo/memo.ts'
import { createVerifyingMemo, describeMemoFault, type MemoFault } from '../../memo/verify-memo.ts'
import { hasDifference } from '../../model/change-set.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { createSchemaValidator, type SchemaValidator } from '../../stages/validate/schema-validator.ts'
import { invariant } from '../../text/invariant.ts'
import { firstOf } from '../../text/list-some.ts'
import { exitDone } from '../exit-code.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { overdueAcceptances } from '../../app/repository/overdue-acceptances.ts'
import { formatSummary, summarize } from '../terminal/summary.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { formatCycle } from './format-cycle.ts'
import { watchEdits } from './watch-edits.ts'

/**
 * Renders a repository, and again each time that what is read of it has changed, until the user ends the run; exit 0.
 * Files that did not change are neither read nor parsed again, objects of which nothing changed are not planned again, and after an edit
 * that changes texts alone only the files that it changes are compared. All of the output is compared as soon as nothing more
 * was saved, so that what others write there does not stay. Errors, and the guard, end nothing: the next save may fix them.
 * Each time is one line on standard error, after the diagnostics where those are others than before.
 */
export async function watchRepository(
  terminal: Terminal,
  directory: string,
  { verify = false, index = true, ...options }: WatchOptions,
): Promise<number> {
  const schema = createSchemaValidator(readSchemas())
  const readFile = rememberReadings(options.readFile)
  const render = createRender(terminal, { ...options, readFile }, verify)
  const read = createReader(terminal, directory, { verify, index, ...options }, schema)
  const print = createPrinter(terminal)
  const started = terminal.now()
  const repository = read()
  const { compiled, outcome } = render(repository)
  const summary = summarize(compiled, outcome, terminal.now() - started)
  print(outcome, formatSummary(summary, outcome.changes !== undefined))
  terminal.writeNote('watching for changes; Ctrl-C ends\n')
  let { known } = outcome
  let isSure = true
  for await (const { repository: edited, edits, woken } of watchEdits(terminal, repository, read)) {
    if (edits === '' && isSure) continue
    const time = terminal.clock()
    const { outcome } = render(edited, edits === '' ? undefined : known)
    // A run that was refused left the output as it was, and did not look whether others had.
    if (outcome.written !== undefined) isSure = edits === '' || known === undefined
    known = outcome.written === undefined ? undefined : outcome.known
    if (edits === '' && hasFoundNothing(outcome)) continue
    const cause = edits === '' ? 'the output was changed' : edits
    print(outcome, formatCycle({ time, edits: cause, outcome, milliseconds: terminal.now() - woken }))
  }
  return exitDone
}

/** How a repository is watched. */
export interface WatchOptions extends RenderOptions {
  /** False where every round reads all sources. Default: those alone whose status is not what it was. */
  readonly index?: boolean
  /** Compute anew whatever the memo gives again, read all sources and compare all of the output each time, and throw where the memo is wrong. Default: false. */
  readonly verify?: boolean
}

/** Reads the repository, from its second time on only what may have changed where that may be trusted. */
function createReader(
  terminal: Terminal,
  directory: string,
  { verify, index, ...options }: WatchOptions,
  schema: SchemaValidator,
): () => Repository {
  const isTrusting = index === true && verify !== true && !isPipeline(terminal.environment)
  const hostOf = isTrusting ? rereadChanged(terminal, findRoot(terminal, directory)) : () => terminal.host
  return () => readRepository({ ...terminal, host: hostOf() }, directory, options, schema)
}

/** Renders with one memo. The second argument is what the output is known to hold; without, all of it is compared. */
function createRender(
  terminal: Terminal,
  options: RenderOptions,
  verify: boolean,
): (repository: Repository, known?: KnownOutput) => RenderRun {
  const faults: MemoFault[] = []
  const memo = verify ? createVerifyingMemo((fault) => faults.push(fault)) : createMemo()
  return (repository, known) => {
    const trusted = known !== undefined && !verify ? { known } : {}
    const run = renderRepository(terminal, repository, { ...options, memo, ...trusted })
    const lines = firstOf(faults.map(describeMemoFault), 20)
    invariant(faults.length === 0, ['the memo is wrong; not traced:', ...lines].join('\n'))
    return run
  }
}

function hasFoundNothing({ written, changes }: Outcome): boolean {
  return written === true && changes !== undefined && !hasDifference(changes)
}

/** Writes a line, and before it the diagnostics where they have changed. */
function createPrinter({
  writeError,
  colorErrors,
  clock,
}: Terminal): (outcome: Outcome, line: string) => void {
  let printed = ''
  return ({ diagnostics, accepted = [] }, line) => {
    const over = accepted.length === 0 ? [] : overdueAcceptances(accepted, clock())
    const report = formatDiagnostics([...diagnostics, ...over], 'text', colorErrors)
    writeError(report === printed ? line : `${report}${line}`)
    printed = report
  }
}
