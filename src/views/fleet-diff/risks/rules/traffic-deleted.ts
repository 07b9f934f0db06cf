import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Something by which workloads are reached goes. */
export const trafficDeleted: RiskRule = createDeletionRule({
  name: 'traffic-deleted',
  level: 'high',
  about:
    'A Service, Ingress, Gateway, HTTPRoute or GRPCRoute is deleted, and nothing answers there any more.',
  kinds: [
    'Service',
    'Ingress.networking.k8s.io',
    'Gateway.gateway.networking.k8s.io',
    'HTTPRoute.gateway.networking.k8s.io',
    'GRPCRoute.gateway.networking.k8s.io',
  ],
  consequence: ', and nothing answers there any more',
})
