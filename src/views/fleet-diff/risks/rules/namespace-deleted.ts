import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A Namespace goes. */
export const namespaceDeleted: RiskRule = createDeletionRule({
  name: 'namespace-deleted',
  level: 'critical',
  about: 'A Namespace is deleted, and Kubernetes deletes everything in it.',
  citation: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace',
  kinds: ['Namespace'],
  consequence: ', and everything in it with it',
})
