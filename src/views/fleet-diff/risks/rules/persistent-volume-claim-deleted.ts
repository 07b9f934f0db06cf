import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A PersistentVolumeClaim goes. */
export const persistentVolumeClaimDeleted: RiskRule = createDeletionRule({
  name: 'persistent-volume-claim-deleted',
  level: 'critical',
  about: 'A PersistentVolumeClaim is deleted, and the data too unless its volume is retained.',
  citation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  kinds: ['PersistentVolumeClaim'],
  consequence: ', and its data too unless the volume is retained',
})
