import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A DNSEndpoint goes. */
export const dnsEndpointDeleted: RiskRule = createDeletionRule({
  name: 'dns-endpoint-deleted',
  level: 'high',
  about: 'A DNSEndpoint is deleted, and ExternalDNS removes its names.',
  kinds: ['DNSEndpoint.externaldns.k8s.io', 'DNSEndpoint.multiclusterdns.kubefed.io'],
  consequence: ', and its DNS names vanish',
})
