import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ChangeSet, PruneJudgement, PruneReason } from '../model/change-set.ts'
import { count } from '../text/count.ts'
import { firstOf } from '../text/list-some.ts'
import { escapeControls, foldObjects, nameSome } from './fold-objects.ts'

const shownReasons = 10
const shownObjects = 20

/**
 * The guard before a write: a `prune-guard` error where the set to be pruned needs approval and none of the approved
 * digests, from `--approve-prune` and the configuration, is the set's own or that of the whole fleet's set, of which it
 * is a part; nothing otherwise.
 */
export function guardPrune(
  changes: ChangeSet,
  judgement: PruneJudgement,
  approved: readonly string[],
): readonly Diagnostic[] {
  const { digest, wholeDigest = digest, reasons } = judgement
  if (reasons.length === 0 || approved.includes(digest) || approved.includes(wholeDigest)) return []
  return [
    createDiagnostic('prune-guard', {
      count: changes.pruned.length,
      reasons: firstOf(reasons.map(describeReason), shownReasons).map(escapeControls),
      files: firstOf(foldObjects(changes.pruned.map((file) => file.path)), shownObjects),
      refused: approved,
      digest,
    }),
  ]
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
