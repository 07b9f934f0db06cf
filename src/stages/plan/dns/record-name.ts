import { quote } from '../../../text/quote.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'

/** A record as messages name it: its kind, namespace and name. */
export function recordName(record: DNSRecord): string {
  return `${record.kind} ${quote(`${record.namespace}/${record.name}`)}`
}
