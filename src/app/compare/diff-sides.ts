import type { Granularities } from '../../agents/removal.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { refuseBase, type Base } from '../../host/git/find-base.ts'
import { describeGitFault } from '../../host/git/git-error.ts'
import type { PendingObject, PruneApproval } from '../../model/change-set.ts'
import type { DeliveryConfig } from '../../model/delivery-config.ts'
import type { HeldReason } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { OutputChange } from '../../model/foreign-file.ts'
import type { BrokenInvariant } from '../../model/invariant.ts'
import type { JudgedUpdates } from '../../model/judged-updates.ts'
import type { Weakening } from '../../model/tenant.ts'
import type { FindCauses } from '../../views/fleet-diff/causes/create-cause-finder.ts'
import type { ComparedWaves } from '../../views/fleet-diff/risks/wave-risks.ts'
import type { SharedWork } from '../../render.ts'
import type { CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { rememberRendered } from '../../stages/parse/rendered-fleet.ts'
import { recordedObjects, withLeft } from './left-objects.ts'
import type { ReadOutput } from './read-output.ts'

/** The inputs of `fedrender diff` about the repository that it compares, and what an earlier comparison read and made. */
export interface DiffSidesOptions
  extends RepositoryOptions, SharedWork, Pick<CompileRepositoryOptions, 'schema'> {
  /** The commit to compare with. Default: where HEAD left the default branch. */
  readonly base?: string
  /** Take warnings of the work tree for errors. */
  readonly strict?: boolean
}

/** The two fleets that are compared. */
export interface DiffSides {
  readonly base: Fleet
  readonly head: Fleet
  /** What of the base no source renders: agents left it where a directory was emptied, and delete it now. Default: nothing. */
  readonly left?: readonly PendingObject[]
  /** How the head is delivered. Default: by nobody who is known. */
  readonly delivery?: DeliveryConfig
  /** How the agents of the base delivered it. Default: there is none that is known. */
  readonly earlier?: Granularities
  /** What of the sources made a change; absent where rendered files are compared. */
  readonly causesOf?: FindCauses
  /** The settings by which the change weakens a check. Default: none. */
  readonly weakenings?: readonly Weakening[]
  /** The invariants that the change breaks. Default: none. */
  readonly broken?: readonly BrokenInvariant[]
  /** What the update strategies of API servers said of changes. Default: none was asked. */
  readonly updates?: JudgedUpdates
  /** What changes beside the rendered objects. Default: nothing. */
  readonly files?: readonly OutputChange[]
  /** As `effectDigest` makes it; absent where rendered files are compared, and where `unknownHeld` is not. */
  readonly effect?: string
  /** The id of the commit that is the base; absent where directories are compared. */
  readonly baseCommit?: string
  /** Why the base holds files that no output at hand has, and of which the change may delete some. Default: none is held so. */
  readonly unknownHeld?: readonly HeldReason[]
  /** What the prune guard will ask for; absent where it asks for nothing, and where rendered files are compared. */
  readonly approval?: PruneApproval
  /** The waves of the base and of the head; absent where neither has any. */
  readonly waves?: ComparedWaves
}

/** Two outputs as sides, where there are both; and what was found on the way to them. */
export function joinSides<T extends ReadOutput>(
  [base, ofBase]: DiagnosticResult<T | undefined>,
  [head, ofHead]: DiagnosticResult<ReadOutput | undefined>,
  compareFiles: (base: T, head: ReadOutput) => DiagnosticResult<DiffSides['files']>,
): DiagnosticResult<DiffSides | undefined> {
  const found = [...ofBase, ...ofHead]
  if (base === undefined || head === undefined) return [undefined, found]
  const [files, comparing] = compareFiles(base, head)
  const left = findLeft(base, head)
  const sides = files && { base: withLeft(base.fleet, left), head: head.fleet, left, files }
  return [sides, [...found, ...comparing]]
}

/** What one output records and the next neither records nor has. */
function findLeft(base: ReadOutput, head: ReadOutput): readonly PendingObject[] {
  const read = rememberRendered()
  const [before, after] = [base, head].map(({ output }) => recordedObjects(output, read))
  const there = new Set([...(after ?? []).map(({ path }) => path), ...head.output.paths])
  return (before ?? []).filter(({ path }) => !there.has(path))
}

/**
 * Reads something of the base through a workspace that sees its files in place of the repository's. `base-unreadable`
 * where Git fails.
 */
export function readBase<T>(
  workspace: Workspace,
  { root, output }: Pick<Repository, 'root' | 'output'>,
  base: Base,
  read: (workspace: Workspace) => DiagnosticResult<T>,
): DiagnosticResult<T | undefined> {
  try {
    return read({ ...workspace, host: createCommitHost(workspace.host, { ...base, root, output }) })
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return refuseBase(base.name, fault)
  }
}
