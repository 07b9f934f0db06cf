import { relative, sep } from 'node:path'
import { agents } from '../../agents/agents.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { applySeverities, hasErrors } from '../../diagnostics/severities.ts'
import { openOutput, type KnownOutput, type Output } from '../../host/output/output.ts'
import { createEarlierReader } from '../../host/output/read-rendered.ts'
import { trackedWork } from '../../host/output/tracked-work.ts'
import { workDirectory } from '../../host/output/work-directory.ts'
import type { PrunedFile, ChangeSet } from '../../model/change-set.ts'
import type { FileTree, Selection } from '../../model/file-tree.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import { prunedSince, type EarlierOutput } from '../../output/changes-between.ts'
import { filesOf, pathsOf } from '../../output/file-matrix.ts'
import { guardPrune } from '../../output/guard-prune.ts'
import { judgePrune, type WholeRun } from '../../output/judge-prune.ts'
import type { CompileResult } from '../../render.ts'
import {
  createForeignJudge,
  reportEmptied,
  reportForeignFiles,
} from '../../stages/authorize/foreign-files.ts'
import { emit } from '../../stages/emit/emit.ts'
import { compareText } from '../../text/compare-text.ts'
import { invariant } from '../../text/invariant.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { checkKeptNamespaces } from './check-kept-namespaces.ts'
import { checkRetainedReplicas, checkUnsetReplicas } from './check-retained-replicas.ts'
import { checkUnfinished } from './check-unfinished.ts'
import { findChanges } from './find-changes.ts'
import { reportUnusedApprovals } from './report-unused-approvals.ts'

/** How changes are decided. */
export interface DecisionOptions {
  /** The part of the fleet that is rendered. Default: all of it. */
  readonly selection?: Selection | undefined
  /** Take warnings for errors. Default: false. */
  readonly strict?: boolean
  /** Whether the output is only checked, so that what nobody allows there is an error. Default: false. */
  readonly check?: boolean
  /** What a branch holds, where the output is written to one and not to disk. Default: it is written to disk. */
  readonly branch?: BranchContent
  /** `foreignFiles` of the base. Default: there is no base. */
  readonly baseForeignFiles?: readonly string[] | undefined
  /** What the base of a check has rendered: what is gone since then needs approval too. Default: there is no base. */
  readonly baseOutput?: EarlierOutput | undefined
  /** Digests of prune sets that may go, besides the configuration's. Default: none. */
  readonly approvePrune?: readonly string[]
  /** What the output is known to hold. Default: all of it is compared. */
  readonly known?: KnownOutput | undefined
}

/** What is on a branch beside fedrender's own files. */
export interface BranchContent {
  /** What goes before a path for a person: `live:`. */
  readonly prefix: string
  readonly foreign: readonly ForeignFile[]
}

/** What a run would do to its output directory. */
export interface Decision {
  readonly output: Output
  /** What the output is to hold: what is rendered, and the records of what agents still have. */
  readonly tree: FileTree
  readonly changes: ChangeSet
}

/**
 * Decides what a run does to its output, for `render`, `fn` and `publish` alike, and writes nothing; undefined where that is not known. What was there before
 * is on disk, in the previous output, or in both. Diagnostics: those of `openOutput`, `computeChangeSet`,
 * `checkUnfinished`, `checkRetainedReplicas`, `checkUnsetReplicas`, `checkKeptNamespaces`, `reportForeignFiles`, `reportEmptied`, `guardPrune` and
 * `reportUnusedApprovals`, with the configured severities.
 */
export function decideChanges(
  { host, progress }: Pick<Workspace, 'host' | 'progress'>,
  repository: Repository,
  result: CompileResult,
  rendered: FileTree,
  options: DecisionOptions,
): DiagnosticResult<Decision | undefined> {
  const { config, root, output: directory, previous } = repository
  const { strict = false, branch } = options
  const judged = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    applySeverities(found, config.severities, strict)
  const [opened, opening] = openOutput(host, { root, directory })
  if (opened === undefined) return [undefined, judged(opening)]
  const output = { ...opened, ...(options.known && { known: options.known }) }
  const delivered = result.fleet && { fleet: result.fleet, delivery: config.delivery }
  invariant(delivered !== undefined, 'what is emitted was laid out')
  progress.begin({
    name: 'comparing with the output',
    counts: 'compared',
    total: filesOf(rendered.files).length,
  })
  const finding = findChanges(output, rendered, previous, delivered, options.baseOutput)
  const [{ tree, changes }, comparing] = finding
  const earlierObject = createEarlierReader(output, changes, previous)
  const known = new Set([...changes.republished, ...changes.pruned.flatMap(({ movedTo = [] }) => movedTo)])
  let added: ReadonlySet<string> | undefined
  const isNew = (path: string): boolean => {
    added ??= new Set(Array.from(changes.added, (file) => file.path))
    return added.has(path) && !known.has(path)
  }
  const losing = [
    ...checkRetainedReplicas(result.plan, earlierObject),
    ...checkUnsetReplicas(result.plan, isNew),
    ...checkKeptNamespaces(result.plan, config.delivery, earlierObject),
  ]
  const tracked = branch ? [] : trackedWork(output)
  const prefix = branch?.prefix ?? `${relative(root, directory).split(sep).join('/')}/`
  const unfinished = checkUnfinished(output, changes, prefix)
  const reading = [...opening, ...comparing, ...unfinished]
  const found = judged([...reading, ...losing, ...reportTracked(tracked, prefix)])
  const others = [...changes.foreign, ...tracked.map((path) => ({ path, kind: 'file' as const }))]
  const foreign = judged(
    judgeForeign(repository, result, tree, { ...changes, foreign: others }, { ...options, prefix }),
  )
  if (hasErrors(found)) return [undefined, [...found, ...foreign]]
  const [isJudged, guarding] = guard(output, changes, repository, result, { ...options, tree })
  const diagnostics = [...found, ...foreign, ...guarding]
  return [isJudged ? { output, tree, changes } : undefined, diagnostics]
}

/**
 * Whether the deletions could be judged, with the reasons why they could not, or with what the guard reports of them.
 */
function guard(
  output: Output,
  changes: ChangeSet,
  repository: Repository,
  result: CompileResult,
  { tree, ...options }: DecisionOptions & { readonly tree: FileTree },
): DiagnosticResult<boolean> {
  const { config } = repository
  const { selection, baseOutput, baseForeignFiles, branch, approvePrune = [], strict = false } = options
  const judged = baseOutput ? withPruned(changes, prunedSince(baseOutput, tree)) : changes
  const [whole, faults] =
    judged.pruned.length === 0 && judged.pending === undefined
      ? [undefined, []]
      : wholeRun(output, repository, result, selection)
  if (faults.length > 0) return [false, faults]
  const clusters = selection?.directories.length ?? result.plan.federation.clusters.length
  const basis = { clusters, limits: config.prune, ...(whole && { whole }) }
  const approved = [...approvePrune, ...config.approvePrune]
  const judgement = judgePrune(judged, basis)
  const guarding = guardPrune(judged, judgement, approved)
  if (guarding.length > 0) return [true, guarding]
  // The output on a disk may be pruned already, and the check against the base still needs the approval then.
  const isAllKnown = (baseForeignFiles ?? branch) !== undefined && selection === undefined
  const unused = reportUnusedApprovals(judgement, repository, { approvePrune, isAllKnown })
  return [true, applySeverities(unused, config.severities, strict)]
}

/** The changes with files that went before this run, each once. */
function withPruned(changes: ChangeSet, earlier: readonly PrunedFile[]): ChangeSet {
  const own = new Set(changes.pruned.map(({ path }) => path))
  const gone = earlier.filter(({ path }) => !own.has(path))
  const pruned = [...changes.pruned, ...gone].sort((left, right) => compareText(left.path, right.path))
  return { ...changes, pruned }
}

/**
 * What the output holds that is not fedrender's. A run that writes to disk goes on, since it leaves that as it is, unless
 * what it prunes leaves a directory that an agent takes for an empty one; on a branch all of it would be delivered.
 */
function judgeForeign(
  { config }: Repository,
  { fleet }: CompileResult,
  { files }: FileTree,
  { foreign, held }: ChangeSet,
  { prefix, check = false, branch, baseForeignFiles }: DecisionOptions & { readonly prefix: string },
): readonly Diagnostic[] {
  const rights = { allowed: config.foreignFiles, baseAllowed: baseForeignFiles }
  const kept = pathsOf(files, held)
  // What is in the way on disk is found where the disk is compared.
  const onBranch = branch?.foreign ?? []
  const isKept = new Set(onBranch.length > 0 ? kept : [])
  const inTheWay = onBranch.filter(({ path }) => isKept.has(path))
  const others = onBranch.filter(({ path }) => !isKept.has(path))
  const all = [...foreign, ...others]
  const found = reportForeignFiles(all, createForeignJudge(kept, rights), prefix)
  const emptiable = fleet ? agents.flatMap((agent) => agent.emptiable(fleet, config.delivery)) : []
  return [
    ...inTheWay.map(({ path }) => createDiagnostic('output-file-foreign', { path })),
    ...reportEmptied(all, kept, emptiable),
    ...(check || branch ? found : found.map(asWarning)),
  ]
}

function reportTracked(paths: readonly string[], prefix: string): readonly Diagnostic[] {
  const directory = `${prefix}${workDirectory}`
  return paths.length === 0 ? [] : [createDiagnostic('output-work-tracked', { paths, directory })]
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'warning' } : diagnostic
}

/**
 * What a run of the whole fleet would do, where this one renders a part. It is asked for only where the part prunes
 * anything: that is seldom, and a part is rendered to be fast. Reports why the output cannot be read.
 */
function wholeRun(
  output: Output,
  { previous, config }: Repository,
  { plan, fleet, delivery }: CompileResult,
  selection: Selection | undefined,
): DiagnosticResult<WholeRun | undefined> {
  if (selection === undefined || fleet === undefined) return [undefined, []]
  const tree = emit(fleet, undefined, delivery)
  const delivered = { fleet, delivery: config.delivery }
  const [{ changes }, comparing] = findChanges(output, tree, previous, delivered)
  const faults = comparing.filter(
    ({ code }) => code === 'output-unreadable' || code === 'output-changed-meanwhile',
  )
  return [{ changes, clusters: plan.federation.clusters.length }, faults]
}
