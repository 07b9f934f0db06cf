import type { DNSRecord } from '../../../model/dns-record.ts'

const defaultDNSTTL = 180

/** The TTL of a record's endpoints in seconds (KubeFed v0.3.1: pkg/controller/dnsendpoint/common.go, defaultDNSTTL). */
export function recordTTL(record: DNSRecord): number {
  return record.recordTTL === 0 ? defaultDNSTTL : record.recordTTL
}
