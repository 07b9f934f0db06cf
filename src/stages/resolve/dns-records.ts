import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import type { ControlPlane } from '../../model/control-plane.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../model/qualified-name.ts'

/** Each DNS record once. Reports `duplicate-object`, and `dns-record-disabled` where a feature gate makes one void. */
export function resolveDNSRecords(
  records: readonly DNSRecord[],
  controlPlane: ControlPlane,
  report: Report,
): readonly DNSRecord[] {
  const first = new Map<string, DNSRecord>()
  for (const record of records) {
    const { kind, manifest } = record
    const name = qualifiedName(record)
    const earlier = first.get(`${kind}\n${name}`)
    const at = valueAt(manifest, '/metadata/name')
    if (earlier === undefined) {
      first.set(`${kind}\n${name}`, record)
      if (isRecordEnabled(record, controlPlane)) continue
      report(createDiagnostic('dns-record-disabled', { kind, name }, { at, subject: manifest }))
    } else {
      const related = [{ message: 'the first declaration', at: valueAt(earlier.manifest, '/metadata/name') }]
      report(createDiagnostic('duplicate-object', { kind, name }, { at, related, subject: manifest }))
    }
  }
  return [...first.values()]
}
