import { hasErrors } from '../../diagnostics/severities.ts'
import { openRunIndex, type RunIndex } from '../../host/index/run-index.ts'
import { isPipeline } from '../../host/user-cache.ts'
import { hasDifference } from '../../model/change-set.ts'
import { findRoot } from '../repository/read-repository.ts'
import type { Workspace } from '../workspace.ts'
import { findUntraced, type UntracedFact } from './find-untraced.ts'
import type { Outcome, RenderOptions } from './render-repository.ts'

/** How the index of earlier runs is used. */
export interface IndexOptions extends RenderOptions {
  /** False where no index is read or written. Default: true. */
  readonly index?: boolean
  /** Whether everything is read, and compared with what the index says. Default: false. */
  readonly verify?: boolean
  readonly watch?: boolean
}

/** The index of earlier runs, for the one that begins. */
export interface IndexedRun {
  /** What the last run said, where this one would come to the same: nothing that it found out has changed. */
  readonly recall: () => string | undefined
  /** Begins the run. */
  readonly begin: () => TracedRun
}

/** A run that is remembered. */
export interface TracedRun {
  /** Where it reads and compiles, so that what it finds out is remembered. */
  readonly workspace: Workspace
  /**
   * Remembers what became of it, and what it says where it changes nothing. Of a run that verifies, gives what the index is
   * wrong about, and forgets the index then.
   */
  readonly finish: (outcome: Outcome, say: () => string) => readonly UntracedFact[]
}

/**
 * Opens the index for a render of the whole repository from its own files to its own output; undefined for any other run,
 * where there is no place for an index, and in a pipeline: what a cache brings there, somebody else may have written.
 */
export function openIndexedRun(
  workspace: Workspace,
  directory: string,
  options: IndexOptions,
): IndexedRun | undefined {
  const { index: isWanted = true, verify = false, config, out, strict } = options
  const isUntrusted = isPipeline(workspace.environment)
  if (!isWanted || !isWhole(options) || (isUntrusted && !verify)) return undefined
  const request = { directory: workspace.directory, named: directory, config, out, strict }
  const index = openRunIndex(workspace, findRoot(workspace, directory), request)
  if (index === undefined) return undefined
  return {
    recall: () => (verify ? undefined : recall(index)),
    begin: () => beginRun(workspace, index, { verify, isKept: !isUntrusted }),
  }
}

/** Whether a run renders everything from the files of the repository, and judges it by nothing else. */
function isWhole(options: IndexOptions): boolean {
  const { check, dryRun, stdout, watch, keepGoing } = options
  const { file, also, previous, base, shard, cluster, approvePrune, kubernetesPackages, policy } = options
  const isOther = [check, dryRun, stdout, watch, keepGoing].includes(true)
  return (
    !isOther &&
    [file, also, previous, base, shard, cluster, approvePrune, kubernetesPackages, policy].every(
      (each) => each === undefined,
    )
  )
}

function recall(index: RunIndex): string | undefined {
  const { last } = index
  if (last?.said === undefined) return undefined
  const { differs, renewed } = index.isAsBefore()
  if (differs !== undefined) return undefined
  if (renewed) index.keep(renewed)
  return last.said
}

/** How a run is traced. */
interface RunTraits {
  readonly verify: boolean
  /** Whether the index may be written. */
  readonly isKept: boolean
}

function beginRun(workspace: Workspace, index: RunIndex, { verify, isKept }: RunTraits): TracedRun {
  const claim = verify ? index.isAsBefore() : undefined
  const trace = index.trace(!verify)
  if (trace === undefined) return { workspace, finish: () => [] }
  const { host, environment } = trace
  return {
    workspace: { directory: workspace.directory, progress: workspace.progress, host, environment },
    finish: (outcome, say) => {
      const traced = trace.finish()
      const said = traced.isWhole && isUnchanged(outcome) ? say() : undefined
      const untraced = claim ? findUntraced(index.last, claim, traced, said) : []
      if (untraced.length > 0) index.forget()
      if (untraced.length > 0 || !isKept || hasErrors(outcome.diagnostics)) index.drop()
      else index.keep({ ...traced, ...(said !== undefined && { said }) })
      return untraced
    },
  }
}

/** Whether a run ended well, left everything as it was, and said nothing that another day changes. */
function isUnchanged({ written, changes, diagnostics, accepted = [] }: Outcome): boolean {
  if (written !== true || changes === undefined || hasErrors(diagnostics) || accepted.length > 0) return false
  return !hasDifference(changes) && changes.emptied.length === 0
}
