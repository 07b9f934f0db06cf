import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ChangeSet, PruneApproval, PruneJudgement, PruneReason } from '../model/change-set.ts'
import { count } from '../text/count.ts'
import { firstOf } from '../text/list-some.ts'
import { findGone } from './judge-prune.ts'
import { escapeControls, foldObjects, nameSome } from './fold-objects.ts'

const shownReasons = 10
const shownObjects = 20

/**
 * The guard before a write: a `prune-guard` error where the set to be pruned needs approval, as `approvalOf` says;
 * nothing otherwise.
 */
export function guardPrune(
  changes: ChangeSet,
  judgement: PruneJudgement,
  approved: readonly string[],
): readonly Diagnostic[] {
  const approval = approvalOf(changes, judgement, approved)
  return approval ? [createDiagnostic('prune-guard', { ...approval, refused: approved })] : []
}

/**
 * What the set to be pruned asks for; undefined where it may go: it needs no approval, or one of the approved digests,
 * from `--approve-prune` and the configuration, is the set's own or that of the whole fleet's set, of which it is a part.
 */
export function approvalOf(
  { pruned }: Pick<ChangeSet, 'pruned'>,
  { digest, wholeDigest = digest, reasons }: PruneJudgement,
  approved: readonly string[],
): PruneApproval | undefined {
  if (reasons.length === 0 || approved.includes(digest) || approved.includes(wholeDigest)) return undefined
  const gone = findGone(pruned)
  return {
    digest,
    count: gone.length,
    reasons: firstOf(reasons.map(describeReason), shownReasons).map(escapeControls),
    files: firstOf(foldObjects(gone.map((file) => file.path)), shownObjects),
  }
}

function describeReason(reason: PruneReason): string {
  switch (reason.kind) {
    case 'cluster':
      return `cluster ${reason.cluster} would lose its whole directory (${count(reason.files, 'file')})`
    case 'namespace':
      return `namespace ${reason.namespace} would vanish from every cluster that has it: ${nameSome(reason.clusters)}`
    case 'object':
      return `${reason.object} would vanish from ${reason.clusters.length} clusters`
    case 'fraction':
      return `${reason.folder} would lose ${reason.pruned} of its ${count(reason.files, 'file')}`
    case 'type':
      return `${count(reason.files.length, 'file')} of type ${reason.type} would be deleted, and with each what it contains`
  }
}
