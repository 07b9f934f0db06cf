import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A StatefulSet goes. */
export const statefulSetDeleted: RiskRule = createDeletionRule({
  name: 'stateful-set-deleted',
  level: 'critical',
  about:
    'A StatefulSet is deleted: its Pods end in no order, and its claims stay or go by its retention policy.',
  citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  kinds: ['StatefulSet.apps'],
  consequence: ', and its Pods end in no order',
})
