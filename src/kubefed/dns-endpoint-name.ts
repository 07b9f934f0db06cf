import type { DNSRecord } from '../model/dns-record.ts'

/** The name of the DNSEndpoint that a record becomes (KubeFed v0.3.1: pkg/controller/dnsendpoint). */
export function dnsEndpointName({ kind, name }: Pick<DNSRecord, 'kind' | 'name'>): string {
  return `${kind === 'ServiceDNSRecord' ? 'service' : 'ingress'}-${name}`
}
