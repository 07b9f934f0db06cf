import { isDeletion, sayDeleted } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'
import { customResourceDefinitionDeleted } from './custom-resource-definition-deleted.ts'
import { dnsEndpointDeleted } from './dns-endpoint-deleted.ts'
import { namespaceDeleted } from './namespace-deleted.ts'
import { persistentVolumeClaimDeleted } from './persistent-volume-claim-deleted.ts'
import { persistentVolumeDeleted } from './persistent-volume-deleted.ts'
import { statefulSetDeleted } from './stateful-set-deleted.ts'
import { trafficDeleted } from './traffic-deleted.ts'
import { workloadDeleted } from './workload-deleted.ts'

const others = [
  namespaceDeleted,
  customResourceDefinitionDeleted,
  persistentVolumeClaimDeleted,
  persistentVolumeDeleted,
  statefulSetDeleted,
  workloadDeleted,
  trafficDeleted,
  dnsEndpointDeleted,
]

/** An object of a kind goes that has no rule of its own. */
export const objectDeleted: RiskRule = {
  name: 'object-deleted',
  level: 'medium',
  about: 'An object of any other kind is deleted.',
  find: (change, context) =>
    isDeletion(change) && !others.some((rule) => rule.find(change, context).length > 0)
      ? [{ reason: sayDeleted(change, '') }]
      : [],
}
