import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { DNSEndpoint, Endpoint } from '../../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'
import { groupBy } from '../../../text/group-by.ts'

/** What a record wants one name to be. */
interface Claim {
  readonly record: DNSRecord
  readonly endpoints: readonly Endpoint[]
}

/**
 * Reports each record that claims a name which an earlier one claims with different content: dns-name-claimed-twice and
 * dns-cname-beside-other. With `shareHosts`, IngressDNSRecords may share a name as long as both have only addresses and
 * one TTL, which ExternalDNS unites (ExternalDNS: endpoint/utils.go, MergeEndpoints).
 */
export function lintClaims(
  dnsEndpoints: readonly DNSEndpoint[],
  shareHosts: boolean,
  reportFor: (record: DNSRecord) => Report,
): void {
  const firstClaims = new Map<string, Claim[]>()
  for (const { record, endpoints } of dnsEndpoints) {
    const conflicts = new Map<DNSRecord, string[]>()
    const cnameConflicts = new Map<DNSRecord, string[]>()
    for (const [name, own] of groupByName(endpoints)) {
      const claim = { record, endpoints: own }
      const earlier = firstClaims.get(name) ?? []
      firstClaims.set(name, [...earlier, claim])
      const other = earlier.find((each) => !agree(each, claim, shareHosts))
      if (other === undefined) continue
      const found = isCname(other) === isCname(claim) ? conflicts : cnameConflicts
      found.set(other.record, [...(found.get(other.record) ?? []), name])
    }
    for (const [code, found] of [
      ['dns-name-claimed-twice', conflicts],
      ['dns-cname-beside-other', cnameConflicts],
    ] as const) {
      for (const [other, names] of found) {
        const at = recordContext(other).at
        const related = at ? [{ message: 'the other record', at }] : []
        const parameters = { record: recordName(record), other: recordName(other), names }
        reportFor(record)(createDiagnostic(code, parameters, { ...recordContext(record), related }))
      }
    }
  }
}

/** The endpoints of each name; DNS takes no notice of case. */
function groupByName(endpoints: readonly Endpoint[]): ReadonlyMap<string, readonly Endpoint[]> {
  return groupBy(endpoints, ({ dnsName }) => dnsName.toLowerCase())
}

function agree(a: Claim, b: Claim, shareHosts: boolean): boolean {
  if (contentOf(a) === contentOf(b)) return true
  const records = [a.record, b.record]
  const [first, ...rest] = [...a.endpoints, ...b.endpoints]
  return (
    shareHosts &&
    records.every(({ kind }) => kind === 'IngressDNSRecord') &&
    !isCname(a) &&
    !isCname(b) &&
    rest.every(({ recordTTL }) => recordTTL === first?.recordTTL)
  )
}

function isCname(claim: Claim): boolean {
  return claim.endpoints.some(({ recordType }) => recordType === 'CNAME')
}

/** Everything of a claim but the spelling of its name; the endpoints of one record are in a fixed order. */
function contentOf(claim: Claim): string {
  return JSON.stringify(
    claim.endpoints.map(({ targets, recordType, setIdentifier, recordTTL, labels, providerSpecific }) => [
      targets,
      recordType,
      setIdentifier,
      recordTTL,
      labels,
      providerSpecific,
    ]),
  )
}
