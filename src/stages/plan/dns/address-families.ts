import type { Endpoint } from '../../../model/dns-endpoint.ts'
import { formatIPAddress, parseIPAddress } from '../../../kubernetes/ip-address.ts'

/**
 * Splits every A endpoint: IPv6 targets, in canonical text, go to an AAAA endpoint of the same name after it. KubeFed
 * put them into the A endpoint, which ExternalDNS skips whole (ExternalDNS: endpoint/endpoint.go, CheckEndpoint).
 */
export function splitAddressFamilies(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.flatMap((endpoint) => (endpoint.recordType === 'A' ? splitEndpoint(endpoint) : [endpoint]))
}

function splitEndpoint(endpoint: Endpoint): readonly Endpoint[] {
  const version4: string[] = []
  const version6 = new Set<string>()
  for (const target of endpoint.targets) {
    const address = parseIPAddress(target)
    if (address?.version === 6) version6.add(formatIPAddress(address))
    else version4.push(target)
  }
  const split: Endpoint[] = []
  if (version4.length > 0) split.push({ ...endpoint, targets: version4 })
  if (version6.size > 0) split.push({ ...endpoint, recordType: 'AAAA', targets: [...version6].sort() })
  return split
}
