import { InvalidArgumentError, Option } from 'commander'
import { applyChangeSet } from '../../host/apply-change-set.ts'
import { clusterDirectories } from '../../host/cluster-directories.ts'
import { openOutput } from '../../host/output.ts'
import { hasDifference } from '../../model/change-set.ts'
import type { FileTree } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Selection, Shard } from '../../model/selection.ts'
import type { CompileResult } from '../../render.ts'
import { emit } from '../../stages/emit/emit.ts'
import { clusterDirectory } from '../../stages/emit/layout.ts'
import { selectClusters, selectShard } from '../../stages/emit/select.ts'
import { findBaseTenants } from '../base-tenants.ts'
import { compileGroup, type CommandLine } from '../command-line.ts'
import { addRepository, collect, formatOption } from '../options.ts'
import { compileRepository, type CompiledRepository } from '../compile-repository.ts'
import { decideChanges } from '../decide-changes.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { findReviewPlace } from '../find-review-place.ts'
import type { Repository, RepositoryOptions } from '../repository.ts'
import { formatDiagnostics, hasErrors, isDocument, type DiagnosticFormat } from '../report-diagnostics.ts'
import { formatChanges, jsonChanges } from '../format-changes.ts'
import { startProgress } from '../progress.ts'
import { formatSummary, summarize, type Outcome } from '../summary.ts'
import type { Terminal } from '../terminal.ts'
import { writeObjects } from '../write-objects.ts'

/** The options of `fedrender render`. */
export interface RenderOptions extends RepositoryOptions {
  readonly check?: boolean
  readonly base?: string
  readonly dryRun?: boolean
  readonly stdout?: boolean
  readonly cluster?: readonly string[]
  readonly shard?: Shard
  readonly strict?: boolean
  readonly keepGoing?: boolean
  readonly approvePrune?: readonly string[]
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
    .option('--check', 'write nothing, name what is stale, and exit 1 if anything is')
    .option('--base <ref>', 'with --check: the commit whose tenants judge too (default: as diff)')
    .option('--dry-run', 'write nothing and show what would change')
    .option('--cluster <name>', 'render this cluster only (repeatable)', collect)
    .addOption(
      new Option('--shard <i/n>', 'render the i-th of n parts of the clusters, as 1/4')
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
    .option(
      '--keep-going',
      'hold an object in error in every cluster and render the rest; the exit code is still 2',
    )
    .option('--previous <ref|dir>', 'judge what is pruned or held by this earlier output too')
    .option('--approve-prune <digest>', 'let exactly this set of files go (repeatable)', collect)
    .option('--strict', 'take warnings for errors')
    .addOption(formatOption())
    .action((directory: string, options: RenderOptions) => {
      if (options.base !== undefined && options.check !== true) {
        render.error('error: option --base goes with --check')
      }
      exit(runRender(terminal, directory, options))
    })
}

/** Renders a repository. Exit 2 on errors, and 1 where `--check` finds a difference. */
function runRender(terminal: Terminal, directory: string, options: RenderOptions): number {
  const started = terminal.now()
  const progress = startProgress(terminal)
  const { cluster: clusters, ...others } = options
  const [baseTenants, judging] =
    options.check === true ? findBaseTenants(terminal, directory, options) : [[], []]
  const compiled = compileRepository(terminal, directory, {
    ...others,
    baseTenants,
    ...(clusters && { clusters }),
  })
  const { result } = compiled
  const selection = result?.fleet && select(terminal, compiled.repository, result.fleet, options)
  const tree = result?.fleet && emit(result.fleet, selection, result.delivery)
  progress('comparing with the output')
  const outcome: Outcome =
    result === undefined || tree === undefined
      ? { diagnostics: [] }
      : options.stdout === true
        ? writeObjects(terminal, compiled.repository, tree)
        : update(terminal, compiled, result, tree, { ...options, selection })
  progress('')
  const diagnostics = [...judging, ...compiled.diagnostics, ...outcome.diagnostics]
  tell(terminal, compiled, { ...outcome, diagnostics }, options, terminal.now() - started)
  if (hasErrors(diagnostics)) return exitError
  return options.check === true && outcome.changes && hasDifference(outcome.changes)
    ? exitDifference
    : exitDone
}

/** The part that is to be rendered; undefined for the whole. */
function select(
  { host }: Terminal,
  { root, output: directory, previous }: Repository,
  fleet: Fleet,
  { cluster, shard, stdout }: RenderOptions,
): Selection | undefined {
  if (cluster !== undefined) return selectClusters(cluster)
  if (shard === undefined) return undefined
  const [output] = stdout === true ? [] : openOutput(host, { root, directory })
  const directories = fleet.clusters.map(({ name }) => clusterDirectory(name))
  return selectShard(shard, [...directories, ...clusterDirectories(output, previous)])
}

function parseShard(value: string): Shard {
  const [, index, count] = /^([1-9][0-9]{0,4})\/([1-9][0-9]{0,4})$/.exec(value) ?? []
  if (Number(index) <= Number(count)) return { index: Number(index), count: Number(count) }
  throw new InvalidArgumentError('It must be I/N with I from 1 to N, as 1/4.')
}

/** Brings the output directory to what the tree says, or only finds out what would change. */
function update(
  terminal: Terminal,
  compiled: CompiledRepository,
  result: CompileResult,
  tree: FileTree,
  options: RenderOptions & { readonly selection: Selection | undefined },
): Outcome {
  const { output, changes, diagnostics } = decideChanges(terminal, compiled.repository, result, tree, options)
  if (output === undefined || changes === undefined) return { diagnostics }
  if (hasErrors(diagnostics) || options.check === true || options.dryRun === true)
    return { diagnostics, changes }
  const applying = applyChangeSet(output, changes, tree, compiled.repository.previous)
  return { diagnostics: [...diagnostics, ...applying], changes, written: !hasErrors(applying) }
}

/**
 * Diagnostics and the summary go to standard error; what `--check` and `--dry-run` found, to standard output. A document
 * for a program takes the place of that on standard output, unless objects are written there.
 */
function tell(
  terminal: Terminal,
  compiled: CompiledRepository,
  outcome: Outcome,
  options: RenderOptions,
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
  const report = formatDiagnostics(diagnostics, format, terminal.colorErrors, findPlace)
  const writeChanges = documented ? terminal.writeError : terminal.writeOutput
  if (documented) terminal.writeOutput(report)
  else terminal.writeError(report)
  if (changes && (options.check === true || options.dryRun === true)) writeChanges(formatChanges(changes))
  if (format === 'text' || documented) terminal.writeError(formatSummary(summary, outcome))
}
