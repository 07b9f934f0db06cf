import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ChangeSet, PruneApproval, PruneJudgement, PruneReason } from '../model/change-set.ts'
import { count } from '../text/count.ts'
import { firstOf } from '../text/list-some.ts'
import { findGone } from './judge-prune.ts'
import { recordPath } from './layout.ts'
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
  { pruned, pending }: Pick<ChangeSet, 'pruned' | 'pending'>,
  { digest, wholeDigest = digest, reasons }: PruneJudgement,
  approved: readonly string[],
): PruneApproval | undefined {
  if (reasons.length === 0 || approved.includes(digest) || approved.includes(wholeDigest)) return undefined
  const { released = [], forgotten = [] } = pending ?? {}
  const gone = new Set([...findGone(pruned), ...released, ...forgotten].map(({ path }) => path))
  return {
    digest,
    count: gone.size,
    reasons: firstOf(reasons.map(describeReason), shownReasons).map(escapeControls),
    files: firstOf(foldObjects([...gone]), shownObjects),
  }
}

/** Those of some approved digests that are not the set's own, nor that of the whole fleet's set. */
export function unusedApprovals(
  { digest, wholeDigest }: PruneJudgement,
  approved: readonly string[],
): readonly string[] {
  return approved.filter((each) => each !== digest && each !== wholeDigest)
}

/** What agents leave is not deleted with what it contains, but its file goes all the same. */
function describeType({ type, files, kept }: Extract<PruneReason, { readonly kind: 'type' }>): string {
  const some = `${count(files.length, 'file')} of type ${type}`
  if (kept === files.length)
    return `${some} would go; the agents leave ${kept === 1 ? 'the object' : 'the objects'} in the clusters`
  const rest = kept === 0 ? '' : `; of these, the agents leave ${count(kept, 'object')} in the clusters`
  return `${some} would be deleted, and with each what it contains${rest}`
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
    case 'released':
      return `${count(reason.objects, 'object')} of cluster ${reason.cluster} would be deleted that agents left there in an earlier change`
    case 'forgotten':
      return `${recordPath(reason.cluster)} would lack ${count(reason.objects, 'object')} of the base that agents still have in cluster ${reason.cluster}; to have them recorded, render with --previous and the base`
    case 'postponed':
      return `of that, ${reason.agents.join(' and ')} would delete ${count(reason.objects, 'object')} of cluster ${reason.cluster} only once something is placed in its directory again`
    case 'type':
      return describeType(reason)
  }
}
