import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A CustomResourceDefinition goes. */
export const customResourceDefinitionDeleted: RiskRule = createDeletionRule({
  name: 'custom-resource-definition-deleted',
  level: 'critical',
  about: 'A CustomResourceDefinition is deleted, and Kubernetes deletes every object of its kind.',
  citation:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition',
  kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
  consequence: ', and every object of its kind with it',
})
