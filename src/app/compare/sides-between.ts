import { granularitiesOf } from '../../agents/removal.ts'
import { type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { type Base } from '../../host/git/find-base.ts'
import { committedOutput } from '../../host/previous/previous-commit.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ChangeSet, PruneApproval } from '../../model/change-set.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import { changesBetween } from '../../output/changes-between.ts'
import { compareMatrices, type MatrixComparison } from '../../output/compare-matrices.ts'
import { effectDigest } from '../../output/effect-digest.ts'
import { textsByPath, withLooseFiles } from '../../output/file-matrix.ts'
import { approvalOf } from '../../output/guard-prune.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { judgePrune } from '../../output/judge-prune.ts'
import { recordedCluster } from '../../output/layout.ts'
import { recordFiles } from '../../output/pending-objects.ts'
import { isOutputTracked } from '../repository/find-delivery-place.ts'
import type { Workspace } from '../workspace.ts'
import { readBase, type DiffSides } from './diff-sides.ts'
import { findCausesBetween } from './find-causes.ts'
import { recordsIn, withLeft, withPending } from './left-objects.ts'
import { findOutputChanges, type OutputSettings } from './output-changes.ts'
import type { CompiledSide } from './compiled-side.ts'

/** What a comparison is of, beside what its sides were compiled to. */
interface Comparison {
  /** The repository directory, absolute. */
  readonly root: string
  /** The commit of the base. */
  readonly commit: Base
  /** The earlier output that the command line names. */
  readonly previous: PreviousOutput | undefined
}

/** The two sides, with what made a change and what it does beside the rendered objects; reports what `findOutputChanges` does. */
export function sidesBetween(
  workspace: Workspace,
  base: CompiledSide,
  head: CompiledSide,
  { root, commit, previous }: Comparison,
): DiagnosticResult<DiffSides | undefined> {
  const [ofBase, reading] = readBase(workspace, { root, output: base.output }, commit, () => [
    recordsIn(committedOutput(workspace.host, commit.commit, { root, output: base.output }, isRecord)),
    [],
  ])
  if (ofBase === undefined) return [undefined, reading]
  const isPublished =
    base.published !== base.tree.files && !isOutputTracked(workspace.host, root, base.output)
  const treeOf = ({ tree, published }: CompiledSide): FileTree =>
    isPublished ? { ...tree, files: published } : tree
  const [before, after] = [treeOf(base), treeOf(head)]
  const records = [...ofBase, ...recordsIn(previous)]
  const ofBranch = compareMatrices(base.published, head.published)
  const compared = before.files === base.published && after.files === head.published ? ofBranch : undefined
  const changed = { changes: changesBetween(before, after, compared), base: before, head: after, records }
  const earlier = granularitiesOf(base.settings.delivery)
  const { changes, pending } = withPending(changed, {
    fleet: head.fleet,
    delivery: head.settings.delivery,
    earlier,
  })
  const [files, listing] = findOutputChanges(workspace, root, {
    base: commit,
    before: outputOf(base, ofBase),
    after: outputOf(head, recordFiles(pending)),
  })
  if (files === undefined) return [undefined, listing]
  const approval = findApproval(changes, head)
  const left = changes.pending?.released ?? []
  const sides = {
    base: withLeft(base.fleet, left),
    head: head.fleet,
    left,
    delivery: head.settings.delivery,
    earlier,
    causesOf: findCausesBetween(base, head),
    files,
    effect: effectOf(ofBranch, head),
    baseCommit: commit.commit,
    ...(approval && { approval }),
    ...wavesOf(base, head),
  }
  return [sides, listing]
}

function wavesOf(base: CompiledSide, head: CompiledSide): Pick<DiffSides, 'waves'> {
  const [{ waves: before = [] }, { waves: after = [] }] = [base.result.plan, head.result.plan]
  return before.length + after.length === 0 ? {} : { waves: { base: before, head: after } }
}

/** What the guard will ask for once the change is merged, where the output, or the branch, is what the base renders. */
function findApproval(changes: ChangeSet, { fleet, settings }: CompiledSide): PruneApproval | undefined {
  const judgement = judgePrune(changes, { clusters: fleet.clusters.length, limits: settings.prune })
  return approvalOf(changes, judgement, settings.approvePrune)
}

function isRecord(path: string): boolean {
  return recordedCluster(path) !== undefined
}

/** What the change does to a branch that the output is published to. */
function effectOf({ gone, added, changed }: MatrixComparison, head: CompiledSide): string {
  return effectDigest(gone, [...added, ...changed], createHeldLookup(head.fleet.held))
}

function outputOf(
  { output, settings: { foreignFiles }, tree }: CompiledSide,
  records: readonly RenderedFile[],
): OutputSettings {
  return { output, foreignFiles, rendered: textsByPath(withLooseFiles(tree.files, records)) }
}
