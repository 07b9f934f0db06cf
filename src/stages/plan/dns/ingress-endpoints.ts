import type { GeneratedEndpoint } from '../../../model/dns-endpoint.ts'
import type { ClusterIngressDNS, IngressDNSRecord } from '../../../model/dns-record.ts'
import { dedupeAndMergeEndpoints } from './dedupe-and-merge-endpoints.ts'
import { extractLoadBalancerTargets } from './extract-load-balancer-targets.ts'
import { recordTTL } from './record-ttl.ts'

/**
 * The endpoints of an IngressDNSRecord: every host with the targets of all clusters, none where there is no target
 * (KubeFed v0.3.1: pkg/controller/dnsendpoint/ingress.go).
 */
export function getIngressDNSEndpoints(
  record: IngressDNSRecord,
  dns: readonly ClusterIngressDNS[],
): readonly GeneratedEndpoint[] {
  const targets = dns.flatMap(extractLoadBalancerTargets)
  const endpoints = record.hosts.map((dnsName) => ({
    dnsName,
    targets,
    recordType: 'A' as const,
    recordTTL: recordTTL(record),
  }))
  return dedupeAndMergeEndpoints(endpoints)
}
