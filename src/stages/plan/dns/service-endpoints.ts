import type { GeneratedEndpoint, GeneratedTarget } from '../../../model/dns-endpoint.ts'
import type { ClusterDNS, ServiceDNSRecord } from '../../../model/dns-record.ts'
import { dedupeAndMergeEndpoints } from './dedupe-and-merge-endpoints.ts'
import { extractLoadBalancerTargets } from './extract-load-balancer-targets.ts'
import { recordTTL } from './record-ttl.ts'

/**
 * The endpoints of a ServiceDNSRecord: for every cluster a name per zone, one for its region and the global one, each
 * with the cluster's targets or else a CNAME one level up (KubeFed v0.3.1: pkg/controller/dnsendpoint/service.go).
 */
export function getServiceDNSEndpoints(
  record: ServiceDNSRecord,
  domain: string,
  dns: readonly ClusterDNS[],
): readonly GeneratedEndpoint[] {
  const service = record.externalName || record.name
  const commonPrefix = [service, record.namespace, record.domainRef, 'svc'].join('.')
  const globalName = `${commonPrefix}.${domain}`
  const ttl = recordTTL(record)
  const labels = record.externalName === '' ? undefined : { serviceName: record.name }

  const endpoints: GeneratedEndpoint[] = []
  for (const cluster of dns) {
    const targets = extractLoadBalancerTargets(cluster)
    const regionName = `${commonPrefix}.${cluster.region}.${domain}`
    for (const zone of cluster.zones) {
      const zoneName = `${commonPrefix}.${zone}.${cluster.region}.${domain}`
      endpoints.push(generateEndpointForServiceDNSObject(zoneName, targets, regionName, ttl, labels))
    }
    endpoints.push(generateEndpointForServiceDNSObject(regionName, targets, globalName, ttl, labels))
    endpoints.push(generateEndpointForServiceDNSObject(globalName, targets, '', ttl, labels))
  }
  if (record.dnsPrefix !== '') {
    const dnsName = `${record.dnsPrefix}.${domain}`
    endpoints.push(generateEndpointForServiceDNSObject(dnsName, [], globalName, ttl, undefined))
  }
  return dedupeAndMergeEndpoints(endpoints)
}

function generateEndpointForServiceDNSObject(
  dnsName: string,
  targets: readonly GeneratedTarget[],
  uplevelCname: string,
  recordTTL: number,
  labels: Readonly<Record<string, string>> | undefined,
): GeneratedEndpoint {
  const isAddressed = targets.length > 0
  return {
    dnsName,
    targets: isAddressed ? targets : [{ target: uplevelCname, isHostName: false }],
    recordType: isAddressed ? 'A' : 'CNAME',
    recordTTL,
    ...(labels && { labels }),
  }
}
