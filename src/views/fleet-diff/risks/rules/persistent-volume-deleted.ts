import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A PersistentVolume goes. */
export const persistentVolumeDeleted: RiskRule = createDeletionRule({
  name: 'persistent-volume-deleted',
  level: 'critical',
  about: 'A PersistentVolume is deleted, and the claim bound to it loses its data.',
  citation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  kinds: ['PersistentVolume'],
  consequence: ', and a claim bound to it is lost',
})
