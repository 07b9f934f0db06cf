import type { Diagnostic, DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { applySeverities } from '../diagnostics/severities.ts'
import { computeChangeSet } from '../host/compute-change-set.ts'
import { guardPrune } from '../host/guard-prune.ts'
import { judgePrune, type WholeRun } from '../host/judge-prune.ts'
import { openOutput, type Output } from '../host/output.ts'
import type { ChangeSet } from '../model/change-set.ts'
import type { FileTree } from '../model/file-tree.ts'
import type { Selection } from '../model/selection.ts'
import type { CompileResult } from '../render.ts'
import { emit } from '../stages/emit/emit.ts'
import { checkRetainedReplicas } from './check-retained-replicas.ts'
import { hasErrors } from './report-diagnostics.ts'
import type { Repository } from './repository.ts'
import type { Terminal } from './terminal.ts'

/** How changes are decided. */
export interface DecisionOptions {
  /** The part of the fleet that is rendered. Default: all of it. */
  readonly selection?: Selection | undefined
  /** Take warnings for errors. Default: false. */
  readonly strict?: boolean
  /** Digests of prune sets that may go, besides the configuration's. Default: none. */
  readonly approvePrune?: readonly string[]
}

/** What a run would do to its output directory; without `changes` where that cannot be told. */
export interface Decision {
  readonly output?: Output
  readonly changes?: ChangeSet
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Decides what a run does to its output directory, and writes nothing. Diagnostics: those of `openOutput`,
 * `computeChangeSet`, `checkRetainedReplicas` and `guardPrune`, with the configured severities.
 */
export function decideChanges(
  { host }: Terminal,
  repository: Repository,
  result: CompileResult,
  tree: FileTree,
  { selection, strict = false, approvePrune = [] }: DecisionOptions,
): Decision {
  const { config, root, output: directory, previous } = repository
  const { plan } = result
  const judged = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    applySeverities(found, config.severities, strict)
  const [output, opening] = openOutput(host, { root, directory })
  if (output === undefined) return { diagnostics: judged(opening) }
  const [changes, comparing] = computeChangeSet(output, tree, previous)
  const resetting = checkRetainedReplicas(output, changes, plan)
  const found = judged([...opening, ...comparing, ...resetting])
  if (hasErrors(found)) return { diagnostics: found }
  const [whole, faults] =
    changes.pruned.length === 0 ? [undefined, []] : wholeRun(output, repository, result, selection)
  if (faults.length > 0) return { diagnostics: [...found, ...faults] }
  const clusters = selection?.directories.length ?? plan.federation.clusters.length
  const basis = { clusters, limits: config.prune, ...(whole && { whole }) }
  const guarding = guardPrune(changes, judgePrune(changes, basis), [...approvePrune, ...config.approvePrune])
  return { output, changes, diagnostics: [...found, ...guarding] }
}

/**
 * What a run of the whole fleet would do, where this one renders a part. It is asked for only where the part prunes
 * anything: that is seldom, and a part is rendered to be fast. Reports why the output cannot be read.
 */
function wholeRun(
  output: Output,
  { previous }: Repository,
  { plan, fleet, delivery }: CompileResult,
  selection: Selection | undefined,
): DiagnosticResult<WholeRun | undefined> {
  if (selection === undefined || fleet === undefined) return [undefined, []]
  const [changes, comparing] = computeChangeSet(output, emit(fleet, undefined, delivery), previous)
  const faults = comparing.filter(
    ({ code }) => code === 'output-unreadable' || code === 'output-changed-meanwhile',
  )
  return [{ changes, clusters: plan.federation.clusters.length }, faults]
}
