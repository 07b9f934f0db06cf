import { granularitiesOf } from '../../agents/removal.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { type Base } from '../../host/git/find-base.ts'
import { committedOutput, hasCommittedOutput } from '../../host/previous/previous-commit.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { FileTree, HeldReason, RenderedFile } from '../../model/file-tree.ts'
import { changesBetween } from '../../output/changes-between.ts'
import { compareMatrices, type MatrixComparison } from '../../output/compare-matrices.ts'
import { effectDigest } from '../../output/effect-digest.ts'
import { textsByPath, withLooseFiles } from '../../output/file-matrix.ts'
import { approvalOf } from '../../output/guard-prune.ts'
import { createHeldLookup, reasonsLetGo } from '../../output/held-files.ts'
import { judgePrune } from '../../output/judge-prune.ts'
import { recordedCluster } from '../../output/layout.ts'
import { recordFiles } from '../../output/pending-objects.ts'
import { isOutputTracked } from '../repository/find-delivery-place.ts'
import type { Workspace } from '../workspace.ts'
import { readBase, type DiffSides } from './diff-sides.ts'
import { findCausesBetween } from './find-causes.ts'
import { heldIn, withHeldFiles, withHeldObjects } from './held-outputs.ts'
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

/**
 * The two sides, with what made a change and what it does beside the rendered objects. The base has what it renders, and what
 * it holds as its output or the previous one has it. Reports `held-base-unknown` where there is neither and the head may let
 * something of that go, and what `findOutputChanges` does.
 */
export function sidesBetween(
  workspace: Workspace,
  compiled: CompiledSide,
  head: CompiledSide,
  { root, commit, previous }: Comparison,
): DiagnosticResult<DiffSides | undefined> {
  const [found, reading] = readBase(workspace, { root, output: compiled.output }, commit, () => [
    findBaseOutput(workspace, compiled, head, { root, commit, previous }),
    [],
  ])
  if (found === undefined) return [undefined, reading]
  const { held, unknownHeld, records } = found
  const base = withHeldFiles(compiled, held)
  const isPublished =
    base.published !== base.tree.files && !isOutputTracked(workspace.host, root, base.output)
  const treeOf = ({ tree, published }: CompiledSide): FileTree =>
    isPublished ? { ...tree, files: published } : tree
  const [before, after] = [treeOf(base), treeOf(head)]
  const ofBranch = compareMatrices(base.published, head.published)
  const compared = before.files === base.published && after.files === head.published ? ofBranch : undefined
  const changed = {
    changes: changesBetween(before, after, compared),
    base: before,
    head: after,
    records: [...records, ...recordsIn(previous)],
  }
  const { delivery } = head.settings
  const earlier = granularitiesOf(base.settings.delivery)
  const { changes, pending } = withPending(changed, { fleet: head.fleet, delivery, earlier })
  const [files, listing] = findOutputChanges(workspace, root, {
    base: commit,
    before: outputOf(base, records),
    after: outputOf(head, recordFiles(pending)),
  })
  if (files === undefined) return [undefined, listing]
  const left = changes.pending?.released ?? []
  const sides = {
    base: withLeft(base.fleet, left),
    head: withHeldObjects(head.fleet, stayingOf(held, changes)),
    left,
    delivery,
    earlier,
    causesOf: findCausesBetween(base, head),
    files,
    baseCommit: commit.commit,
    ...(unknownHeld.length > 0 ? { unknownHeld } : digestsOf(changes, ofBranch, head)),
    ...wavesOf(base, head),
  }
  return [sides, [...listing, ...reportUnknown(unknownHeld, commit)]]
}

/** What the outputs that the base goes on from have beside what it renders. */
interface BaseOutput {
  readonly held: readonly RenderedFile[]
  /** Why the base holds files that no output shows and that the head may let go. */
  readonly unknownHeld: readonly HeldReason[]
  /** The records of the base's own output. */
  readonly records: readonly RenderedFile[]
}

function findBaseOutput(
  { host }: Workspace,
  { tree, output }: CompiledSide,
  head: CompiledSide,
  { root, commit: { commit }, previous }: Comparison,
): BaseOutput {
  const place = { root, output }
  const reasonOf = createHeldLookup(tree.held)
  const isWanted = (path: string): boolean =>
    recordedCluster(path) !== undefined || reasonOf(path) !== undefined
  const committed = committedOutput(host, commit, place, isWanted)
  const outputs = [committed, previous].filter((each) => each !== undefined)
  const letGo = outputs.length > 0 ? [] : reasonsLetGo(tree.held, head.tree.held)
  const isUnknown = letGo.length > 0 && !hasCommittedOutput(host, commit, place)
  return {
    held: heldIn(outputs, tree),
    unknownHeld: isUnknown ? letGo : [],
    records: recordsIn(committed),
  }
}

/** What of the held files of the base the head holds too, so that it is what it was. */
function stayingOf(held: readonly RenderedFile[], changes: ChangeSet): readonly RenderedFile[] {
  const staying = new Set(held.length === 0 ? [] : changes.held.map(({ path }) => path))
  return held.filter(({ path }) => staying.has(path))
}

function reportUnknown(reasons: readonly HeldReason[], { name }: Base): readonly Diagnostic[] {
  return reasons.length === 0 ? [] : [createDiagnostic('held-base-unknown', { base: name, reasons })]
}

function wavesOf(base: CompiledSide, head: CompiledSide): Pick<DiffSides, 'waves'> {
  const [{ waves: before = [] }, { waves: after = [] }] = [base.result.plan, head.result.plan]
  return before.length + after.length === 0 ? {} : { waves: { base: before, head: after } }
}

/** What the change does to a branch that the output is published to, and what the guard will ask for once it is merged. */
function digestsOf(
  changes: ChangeSet,
  { gone, added, changed }: MatrixComparison,
  { fleet, settings }: CompiledSide,
): Pick<DiffSides, 'effect' | 'approval'> {
  const judgement = judgePrune(changes, { clusters: fleet.clusters.length, limits: settings.prune })
  const approval = approvalOf(changes, judgement, settings.approvePrune)
  const effect = effectDigest(gone, [...added, ...changed], createHeldLookup(fleet.held))
  return { effect, ...(approval && { approval }) }
}

function outputOf(
  { output, settings: { foreignFiles }, tree }: CompiledSide,
  records: readonly RenderedFile[],
): OutputSettings {
  return { output, foreignFiles, rendered: textsByPath(withLooseFiles(tree.files, records)) }
}
