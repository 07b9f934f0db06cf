import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import type { ControlPlane } from '../../model/control-plane.ts'
import type { DNSRecord, Domain } from '../../model/dns-record.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

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
      reportDuplicate(kind, name, manifest, earlier.manifest, report)
    }
  }
  return [...first.values()]
}

/** Each Domain once, by namespace (the system's where it names none) and name. Reports `duplicate-object`. */
export function resolveDomains(
  domains: readonly Domain[],
  systemNamespace: string,
  report: Report,
): readonly Domain[] {
  const first = new Map<string, Domain>()
  for (const domain of domains) {
    const name = qualifiedName({ namespace: systemNamespace, ...domain })
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, domain)
    else reportDuplicate('Domain', name, domain.manifest, earlier.manifest, report)
  }
  return [...first.values()]
}

function reportDuplicate(
  kind: string,
  name: string,
  manifest: Manifest,
  earlier: Manifest,
  report: Report,
): void {
  const at = valueAt(manifest, '/metadata/name')
  const related = [{ message: 'the first declaration', at: valueAt(earlier, '/metadata/name') }]
  report(createDiagnostic('duplicate-object', { kind, name }, { at, related, subject: manifest }))
}
