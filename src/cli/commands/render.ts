import { InvalidArgumentError, Option } from 'commander'
import { describeUntraced } from '../../app/render/find-untraced.ts'
import { type IndexOptions, openIndexedRun } from '../../app/render/indexed-run.ts'
import type { ListedObject } from '../../app/render/list-objects.ts'
import { type Outcome, type RenderOptions, renderRepository } from '../../app/render/render-repository.ts'
import type { CompiledRepository } from '../../app/repository/compile-repository.ts'
import { findReviewPlace } from '../../app/repository/find-review-place.ts'
import { readRepository } from '../../app/repository/read-repository.ts'
import { overdueAcceptances } from '../../app/repository/overdue-acceptances.ts'
import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { type ChangeSet, hasDifference } from '../../model/change-set.ts'
import type { Shard } from '../../model/file-tree.ts'
import { invariant } from '../../text/invariant.ts'
import { type CommandLine, compileGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addRepository, approvePruneOption, collect, policyOption } from '../options/repository-options.ts'
import { formatChanges, jsonChanges } from '../terminal/format-changes.ts'
import { type DiagnosticFormat, formatDiagnostics, isDocument } from '../terminal/format-diagnostics.ts'
import { printedOf } from '../terminal/print-diagnostics.ts'
import { keepYoungSpace, optimizeLate } from '../terminal/optimizing.ts'
import { printRecalled, sayRun } from '../terminal/recalled-run.ts'
import { formatSummary, summarize } from '../terminal/summary.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { watchRepository } from '../watch/watch-repository.ts'

/** The options of `fedrender render`. */
interface RenderCommandOptions extends IndexOptions {
  readonly format: DiagnosticFormat
}

/** Adds `render`. */
export function addRender({ terminal, exit, add }: CommandLine): void {
  const render = add({
    name: 'render',
    group: compileGroup,
    summary: 'renders the repository into its output directory',
    example: 'fedrender render --check --format github',
  })
  addRepository(render)
    .addOption(sharedOption('check', 'write nothing, name what is stale, and exit 1 if anything is'))
    .addOption(sharedOption('base', 'with --check: the commit whose settings judge too (default: as diff)'))
    .addOption(sharedOption('dryRun'))
    .addOption(sharedOption('cluster', 'render this cluster only (repeatable)').argParser(collect))
    .addOption(
      valueOption('--shard <i/n>', 'render the i-th of n parts of the clusters, as 1/4', 'text')
        .argParser(parseShard)
        .conflicts('cluster'),
    )
    .addOption(
      new Option('--stdout', 'write the objects to standard output, in the order of applying').conflicts([
        'check',
        'dryRun',
        'approvePrune',
      ]),
    )
    .option('--unique', 'with --stdout: what several clusters get once, after a comment that names them')
    .option(
      '--keep-going',
      'hold an object in error in every cluster and render the rest; the exit code is still 2',
    )
    .addOption(sharedOption('previous', 'judge what is pruned or held by this earlier output too'))
    .addOption(approvePruneOption())
    .addOption(sharedOption('strict'))
    .addOption(sharedOption('kubernetesPackages'))
    .addOption(policyOption())
    .addOption(
      new Option('--watch', 'render again whenever a source is saved').conflicts([
        'check',
        'dryRun',
        'stdout',
        'file',
        'also',
        'format',
      ]),
    )
    .option('--no-index', 'read everything, and remember nothing of this run')
    .addOption(verifyOption())
    .action((directory: string, options: RenderCommandOptions) => {
      if (options.base !== undefined && options.check !== true) {
        render.error('error: option --base goes with --check')
      }
      if (options.unique === true && options.stdout !== true) {
        render.error('error: option --unique goes with --stdout')
      }
      exit(runRender(terminal, directory, options))
    })
}

function verifyOption(): Option {
  return new Option(
    '--verify',
    'read everything, and exit 70 where what is remembered of the last run is wrong',
  ).conflicts([
    'check',
    'dryRun',
    'stdout',
    'file',
    'also',
    'previous',
    'cluster',
    'shard',
    'keepGoing',
    'approvePrune',
    'index',
  ])
}

/** Renders a repository. Exit 2 on errors, and 1 where `--check` finds a difference. */
function runRender(
  terminal: Terminal,
  directory: string,
  options: RenderCommandOptions,
): number | Promise<number> {
  if (options.watch === true) {
    optimizeLate()
    return watchRepository(terminal, directory, options)
  }
  // A run that only compares has the lower peak of memory anyway, and a small space costs it CPU time.
  if (options.check !== true && options.dryRun !== true) keepYoungSpace()
  const started = terminal.now()
  const elapsed = (): number => terminal.now() - started
  const indexed = openIndexedRun(terminal, directory, options)
  const isRecallable = options.format === 'text' && terminal.verbosity !== 'verbose'
  const said = isRecallable ? indexed?.recall() : undefined
  if (said !== undefined) {
    printRecalled(terminal, said, elapsed())
    return exitDone
  }
  optimizeLate()
  const run = indexed?.begin() ?? { workspace: terminal, finish: () => [] }
  const repository = readRepository(run.workspace, directory, options)
  const { compiled, outcome: made } = renderRepository(run.workspace, repository, options)
  const overdue = overdueAcceptances(made.accepted ?? [], terminal.clock())
  const outcome = { ...made, diagnostics: [...made.diagnostics, ...overdue] }
  for (const each of outcome.objects ?? []) terminal.writeData(documentOf(each, options.unique === true))
  printRun(terminal, compiled, outcome, options, elapsed())
  const untraced = run.finish(outcome, () => sayRun(compiled, outcome))
  if (untraced.length > 0) invariant(false, describeUntraced(untraced))
  return exitCodeOf(outcome, options)
}

/** An object as a document of a stream; what is unique comes after a line of comment that names its clusters in JSON. */
function documentOf({ text, clusters }: ListedObject, isUnique: boolean): string {
  return `---\n${isUnique ? `# clusters: ${JSON.stringify(clusters)}\n` : ''}${text}`
}

function exitCodeOf({ diagnostics, changes }: Outcome, { check }: RenderOptions): number {
  if (hasErrors(diagnostics)) return exitError
  return check === true && changes && hasDifference(changes) ? exitDifference : exitDone
}

function parseShard(value: string): Shard {
  const [, index, count] = /^([1-9][0-9]{0,4})\/([1-9][0-9]{0,4})$/.exec(value) ?? []
  if (Number(index) <= Number(count)) return { index: Number(index), count: Number(count) }
  throw new InvalidArgumentError('It must be I/N with I from 1 to N, as 1/4.')
}

/**
 * Diagnostics and the summary go to standard error; what `--check` and `--dry-run` found, to standard output. A document
 * for a program takes the place of that on standard output, unless objects are written there.
 */
function printRun(
  terminal: Terminal,
  compiled: CompiledRepository,
  outcome: Outcome,
  options: RenderCommandOptions,
  milliseconds: number,
): void {
  const { diagnostics, changes } = outcome
  const { format } = options
  const summary = summarize(compiled, outcome, milliseconds)
  const documented = isDocument(format) && options.stdout !== true
  if (documented && format === 'json') {
    const report = JSON.parse(formatDiagnostics(diagnostics, 'json', false)) as object
    const document = { ...report, ...(changes && { changes: jsonChanges(changes) }), summary }
    terminal.writeOutput(`${JSON.stringify(document, null, 2)}\n`)
    return
  }
  const findPlace = (): ReviewPlace => findReviewPlace(terminal, compiled.repository)
  const shown = format === 'text' ? printedOf(terminal, diagnostics) : diagnostics
  const report = formatDiagnostics(shown, format, terminal.colorErrors, findPlace)
  if (documented) terminal.writeOutput(report)
  else (format === 'github' ? terminal.writeErrorData : terminal.writeError)(report)
  if (changes) printChanges(terminal, changes, options, documented)
  if (format === 'text' || documented) terminal.writeNote(formatSummary(summary, changes !== undefined))
}

/** The changes are the result of `--check` and `--dry-run`; a verbose run prints what was written. */
function printChanges(
  terminal: Terminal,
  changes: ChangeSet,
  { check, dryRun }: RenderOptions,
  documented: boolean,
): void {
  const isResult = check === true || dryRun === true
  if (isResult) (documented ? terminal.writeError : terminal.writeOutput)(formatChanges(changes))
  else if (terminal.verbosity === 'verbose') terminal.writeNote(formatChanges(changes))
}
