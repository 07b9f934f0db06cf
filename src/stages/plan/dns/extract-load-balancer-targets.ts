import type { GeneratedTarget } from '../../../model/dns-endpoint.ts'
import type { ClusterIngressDNS } from '../../../model/dns-record.ts'
import { parseIPAddress } from '../../../kubernetes/ip-address.ts'

/**
 * The targets of one cluster's load balancer: of every entry the ip and the hostname, as far as it has them
 * (KubeFed v0.3.1: pkg/controller/dnsendpoint/common.go, ExtractLoadBalancerTargets).
 */
export function extractLoadBalancerTargets(dns: ClusterIngressDNS): readonly GeneratedTarget[] {
  return dns.loadBalancer
    .flatMap(({ ip, hostname }) => [ip, hostname])
    .filter((target) => target !== undefined)
    .map((target) => ({ target, cluster: dns.cluster, isHostName: parseIPAddress(target) === undefined }))
}
