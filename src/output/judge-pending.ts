import type { ChangeSet, PendingObject, PruneReason } from '../model/change-set.ts'
import { pendingByCluster } from './pending-objects.ts'

/** Why the deletion of what agents left in emptied directories needs approval: because nobody saw it come, whatever it is. */
export function judgePending({ pending }: Pick<ChangeSet, 'pending'>): readonly PruneReason[] {
  return [
    ...countByCluster('forgotten', pending?.forgotten),
    ...countByCluster('released', pending?.released),
  ]
}

/** What of a deletion that needs approval is only postponed, so that nobody takes it for done; no reason of its own. */
export function notePostponed({ pending }: Pick<ChangeSet, 'pending'>): readonly PruneReason[] {
  const { postponed = [], agents = [] } = pending ?? {}
  return [...pendingByCluster(postponed)].map(([cluster, { length }]) => ({
    kind: 'postponed',
    cluster,
    objects: length,
    agents,
  }))
}

function countByCluster(
  kind: 'released' | 'forgotten',
  objects: readonly PendingObject[] = [],
): readonly PruneReason[] {
  return [...pendingByCluster(objects)].map(([cluster, { length }]) => ({ kind, cluster, objects: length }))
}
