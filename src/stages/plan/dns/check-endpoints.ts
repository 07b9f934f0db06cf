import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { Endpoint } from '../../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import { parseIPAddress } from '../../../kubernetes/ip-address.ts'
import { nameProblem } from './name-problem.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'
import { recordTTL } from './record-ttl.ts'

/** The longest TTL (RFC 2181, section 8). */
const maxTTL = 2 ** 31 - 1

/**
 * Reports what ExternalDNS would skip with no more than a line in its log, or a provider refuse: dns-name-invalid,
 * dns-address-invalid, dns-cname-several-targets, dns-cname-loop, dns-ttl-invalid, dns-label-invalid
 * (ExternalDNS: source/crd.go, endpoint/endpoint.go CheckEndpoint, endpoint/labels.go).
 */
export function checkEndpoints(record: DNSRecord, endpoints: readonly Endpoint[], report: Report): void {
  checkNames(record, endpoints, report)
  for (const endpoint of endpoints) {
    if (endpoint.recordType === 'CNAME') checkCname(record, endpoint, report)
    else checkAddresses(record, endpoint, report)
  }
  checkTTL(record, report)
  checkLabels(record, endpoints, report)
}

/** One message for each problem, since a bad domain or prefix spoils every name of a record alike. */
function checkNames(record: DNSRecord, endpoints: readonly Endpoint[], report: Report): void {
  // A bad host is worth a message even before it has an address.
  const hosts = record.kind === 'IngressDNSRecord' ? record.hosts : []
  const names = new Set([...hosts, ...endpoints.map(({ dnsName }) => dnsName)])
  const namesByProblem = new Map<string, string[]>()
  const note = (name: string, problem: string | undefined): void => {
    if (problem !== undefined) namesByProblem.set(problem, [...(namesByProblem.get(problem) ?? []), name])
  }
  for (const name of names) note(name, nameProblem(name))
  const targets = endpoints.flatMap(({ recordType, targets }) => (recordType === 'CNAME' ? targets : []))
  for (const target of new Set(targets)) {
    if (target.startsWith('*')) note(target, 'is a wildcard, to which no CNAME can point')
    else if (!names.has(target)) note(target, nameProblem(target))
  }
  for (const [problem, names] of namesByProblem) {
    const host = hosts.indexOf(names[0] ?? '')
    const context = recordContext(record, host >= 0 ? `/spec/hosts/${host}` : undefined)
    report(createDiagnostic('dns-name-invalid', { record: recordName(record), names, problem }, context))
  }
}

function checkCname(record: DNSRecord, { dnsName: name, targets }: Endpoint, report: Report): void {
  const about = { record: recordName(record), name }
  if (targets.length !== 1) {
    report(createDiagnostic('dns-cname-several-targets', { ...about, targets }, recordContext(record)))
  } else if (targets[0]?.toLowerCase() === name.toLowerCase()) {
    report(createDiagnostic('dns-cname-loop', about, recordContext(record)))
  }
}

function checkAddresses(record: DNSRecord, endpoint: Endpoint, report: Report): void {
  const { dnsName: name, recordType } = endpoint
  const version = recordType === 'A' ? 4 : 6
  for (const target of endpoint.targets) {
    if (parseIPAddress(target)?.version === version) continue
    const parameters = { record: recordName(record), name, recordType, target }
    report(createDiagnostic('dns-address-invalid', parameters, recordContext(record)))
  }
}

function checkTTL(record: DNSRecord, report: Report): void {
  const ttl = recordTTL(record)
  if (Number.isInteger(ttl) && ttl > 0 && ttl <= maxTTL) return
  const context = recordContext(record, '/spec/recordTTL')
  report(createDiagnostic('dns-ttl-invalid', { record: recordName(record), ttl }, context))
}

function checkLabels(record: DNSRecord, endpoints: readonly Endpoint[], report: Report): void {
  const labels = endpoints.find((endpoint) => endpoint.labels)?.labels ?? {}
  for (const [label, value] of Object.entries(labels)) {
    if (!/[,="]/.test(value)) continue
    const parameters = { record: recordName(record), label, value }
    report(createDiagnostic('dns-label-invalid', parameters, recordContext(record)))
  }
}
