import type { DiagnosticContext } from '../../../diagnostics/diagnostic.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import { valueAt } from '../../../model/place.ts'

/** The place of a diagnostic about a whole record, or about the field at a pointer of it. */
export function recordContext(record: DNSRecord, pointer = '/metadata/name'): DiagnosticContext {
  return { at: valueAt(record.manifest, pointer), subject: record.manifest }
}
