import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticResult,
  type Report,
} from '../../../diagnostics/diagnostic.ts'
import { dnsEndpointName } from '../../../kubefed/dns-endpoint-name.ts'
import type {
  DNSPlan,
  DNSEndpoint,
  DNSEndpointApiVersion,
  GeneratedEndpoint,
} from '../../../model/dns-endpoint.ts'
import type { DNSLock } from '../../../model/dns-lock.ts'
import type { ClusterIngressDNS, DNSRecord, Domain } from '../../../model/dns-record.ts'
import type { DNSConfig } from '../../../model/render-config.ts'
import { compareText } from '../../../text/compare-text.ts'
import { splitAddressFamilies } from './address-families.ts'
import { checkEndpoints } from './check-endpoints.ts'
import { ingressClusterDNS, isUnobserved, serviceClusterDNS, type AddressSources } from './cluster-dns.ts'
import { applyHostTargets, hostNamesOf } from './host-targets.ts'
import { getIngressDNSEndpoints } from './ingress-endpoints.ts'
import { lintClaims } from './lint-claims.ts'
import { lintRecord, type DNSTarget } from './lint-record.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'
import { checkDomains, resolveDomain } from './resolve-domain.ts'
import { getServiceDNSEndpoints } from './service-endpoints.ts'

/** Everything that DNSEndpoints are made of. */
export interface DNSInputs extends Pick<AddressSources, 'clusters' | 'observed'> {
  readonly records: readonly DNSRecord[]
  readonly domains: readonly Domain[]
  readonly systemNamespace: string
  /** What is planned for each record's Service or Ingress; absent where no federated object has its namespace and name. */
  readonly targets: ReadonlyMap<DNSRecord, DNSTarget>
  readonly lock: DNSLock
  readonly settings: DNSConfig
  /** Whether names and claims are checked. Default: true; a plan without some clusters has no names but those that were. */
  readonly isChecked?: boolean
}

/** The callback for diagnostics about one record, which also notes that it is in error. */
type ReportFor = (record: DNSRecord) => Report

interface GeneratedRecord {
  readonly record: DNSRecord
  readonly dns: readonly ClusterIngressDNS[]
  readonly generated: readonly GeneratedEndpoint[]
}

/**
 * Compiles every record into its DNSEndpoint. A record in error is reported and left out; the answer does not depend on
 * the order of records or clusters.
 */
export function planDNS(unsorted: DNSInputs): DiagnosticResult<DNSPlan> {
  const inputs = sortInputs(unsorted)
  const { records, settings } = inputs
  const diagnostics: Diagnostic[] = []
  const inError = new Set<DNSRecord>()
  const isSound = ({ record }: { readonly record: DNSRecord }): boolean => !inError.has(record)
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  const reportFor: ReportFor = (record) => (diagnostic) => {
    if (diagnostic.severity === 'error') inError.add(record)
    report(diagnostic)
  }
  checkDomains(inputs.domains, report)
  for (const record of [...reportUnsupported(inputs, report), ...reportUnobserved(inputs, report)]) {
    inError.add(record)
  }
  const generated: GeneratedRecord[] = []
  for (const record of records.filter((each) => !inError.has(each))) {
    const made = generateRecord(record, inputs, reportFor(record))
    if (made) generated.push(made)
    else inError.add(record)
  }
  const finished = finishRecords(generated, inputs, reportFor)
  if (inputs.isChecked !== false) lintClaims(finished.filter(isSound), settings.shareHosts, reportFor)
  const plan: DNSPlan = {
    dnsEndpoints: finished.filter(isSound),
    failed: records.filter((record) => inError.has(record)),
    hostNames: [...new Set(generated.flatMap((each) => hostNamesOf(each.generated)))].sort(),
  }
  return [plan, diagnostics]
}

function sortInputs(inputs: DNSInputs): DNSInputs {
  const key = (record: DNSRecord): string => `${record.namespace}/${record.name}/${record.kind}`
  return {
    ...inputs,
    clusters: inputs.clusters.toSorted((a, b) => compareText(a.name, b.name)),
    records: inputs.records.toSorted((a, b) => compareText(key(a), key(b))),
  }
}

/** Weights can't be written for the KubeFed group, so no record can. */
function reportUnsupported({ records, settings }: DNSInputs, report: Report): readonly DNSRecord[] {
  const { apiVersion, hostTargets } = settings
  if (records.length === 0 || hostTargets !== 'weighted' || apiVersion === 'externaldns.k8s.io/v1alpha1')
    return []
  report(createDiagnostic('dns-weights-unsupported', { apiVersion }))
  return records
}

/**
 * Reports one error for all records whose addresses are not known; without a ready cluster there is nothing to report.
 */
function reportUnobserved(
  { records, clusters, observed, targets }: DNSInputs,
  report: Report,
): readonly DNSRecord[] {
  const ready = clusters.filter((cluster) => cluster.ready).map(({ name }) => name)
  const unobserved = ready.length === 0 ? [] : records.filter((record) => isUnobserved(record, observed))
  const [first] = unobserved
  if (first === undefined) return []
  const routes = unobserved.flatMap((record) => targets.get(record)?.routes ?? [])
  report(
    createDiagnostic(
      'dns-nothing-observed',
      { records: unobserved.map(recordName), clusters: ready, routes },
      recordContext(first),
    ),
  )
  return unobserved
}

function generateRecord(record: DNSRecord, inputs: DNSInputs, report: Report): GeneratedRecord | undefined {
  const { placed = new Set<string>(), routes = [] } = inputs.targets.get(record) ?? {}
  const sources = { clusters: inputs.clusters, observed: inputs.observed, placed, routes }
  if (record.kind === 'IngressDNSRecord') {
    const dns = ingressClusterDNS(record, sources, report)
    return dns && { record, dns, generated: getIngressDNSEndpoints(record, dns) }
  }
  const domain = resolveDomain(record, inputs.domains, inputs.systemNamespace, report)
  const dns = serviceClusterDNS(record, sources, report)
  return dns && domain !== undefined
    ? { record, dns, generated: getServiceDNSEndpoints(record, domain, dns) }
    : undefined
}

function finishRecords(
  generated: readonly GeneratedRecord[],
  inputs: DNSInputs,
  reportFor: ReportFor,
): readonly DNSEndpoint[] {
  const { settings, lock, observed, isChecked = true } = inputs
  const names = new Set(generated.flatMap((each) => each.generated.map(({ dnsName }) => dnsName)))
  const ready = new Set(inputs.clusters.filter((cluster) => cluster.ready).map(({ name }) => name))
  return generated.map(({ record, dns, generated }) => {
    const report = reportFor(record)
    const target = inputs.targets.get(record)
    const hostInputs = { ...settings, lock, ...(target?.replicas && { replicas: target.replicas }) }
    const endpoints = splitAddressFamilies(applyHostTargets(record, generated, hostInputs, report))
    if (isChecked) {
      checkEndpoints(record, endpoints, report)
      lintRecord(record, { target, dns, ready, observed, generated, endpoints, names }, report)
    }
    return createDNSEndpoint(record, dns, settings.apiVersion, endpoints)
  })
}

function createDNSEndpoint(
  record: DNSRecord,
  clusters: DNSEndpoint['clusters'],
  apiVersion: DNSEndpointApiVersion,
  endpoints: DNSEndpoint['endpoints'],
): DNSEndpoint {
  const { namespace } = record
  return { record, apiVersion, name: dnsEndpointName(record), namespace, clusters, endpoints }
}
