import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { quote } from '../../../text/quote.ts'
import type { Endpoint, GeneratedEndpoint } from '../../../model/dns-endpoint.ts'
import type { ClusterIngressDNS, DNSRecord, IngressDNSRecord } from '../../../model/dns-record.ts'
import { isPrivateIPAddress, parseIPAddress } from '../../../kubernetes/ip-address.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { AddressSources } from './cluster-dns.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'

/** What is planned for the Service, the Ingress or the routes that a record is named after. */
export interface DNSTarget {
  /** The clusters in which it is placed. */
  readonly placed: ReadonlySet<string>
  /** The `spec.type` of the Service by cluster, `ClusterIP` where it has none; absent for an Ingress. */
  readonly serviceTypes?: ReadonlyMap<string, string>
  /** The hosts of the Ingress's rules, or of the routes, in any cluster, `''` for any host; absent for a Service. */
  readonly hosts?: ReadonlySet<string>
  /** The types of the routes, as `httproutes.gateway.networking.k8s.io`; absent without one. */
  readonly routes?: readonly string[]
  /**
   * The replicas that a ReplicaSchedulingPreference gives to the pods of the Service, by cluster; absent without one.
   */
  readonly replicas?: ReadonlyMap<string, number>
}

/** What is known of one record when it is looked over. */
export interface RecordFacts {
  readonly target: DNSTarget | undefined
  readonly dns: readonly ClusterIngressDNS[]
  /** The ready clusters. */
  readonly ready: ReadonlySet<string>
  readonly observed: AddressSources['observed']
  readonly generated: readonly GeneratedEndpoint[]
  readonly endpoints: readonly Endpoint[]
  /** The names that any record has. */
  readonly names: ReadonlySet<string>
}

/**
 * Reports what is likely a mistake about one record: dns-target-not-placed, dns-address-from-unplaced-cluster, dns-route-not-observed,
 * dns-replicas-without-address, dns-service-not-load-balancer, dns-host-without-rule, dns-cname-dangling,
 * dns-address-private.
 */
export function lintRecord(record: DNSRecord, facts: RecordFacts, report: Report): void {
  const { target } = facts
  if (target === undefined || target.placed.size === 0) {
    const kind = record.kind === 'ServiceDNSRecord' ? 'Service' : 'Ingress or route'
    const parameters = {
      record: recordName(record),
      target: `the ${kind} ${quote(`${record.namespace}/${record.name}`)}`,
    }
    report(createDiagnostic('dns-target-not-placed', parameters, recordContext(record)))
  } else {
    lintClusters(record, target, facts, report)
    lintServiceTypes(record, target, report)
    lintRoutes(record, target, facts, report)
    if (record.kind === 'IngressDNSRecord') lintHosts(record, target, report)
  }
  lintDangling(record, facts, report)
  lintPrivate(record, facts.endpoints, report)
}

function lintClusters(
  record: DNSRecord,
  target: DNSTarget,
  { dns, ready }: RecordFacts,
  report: Report,
): void {
  const unplaced = dns.filter(
    ({ cluster, loadBalancer }) => loadBalancer.length > 0 && !target.placed.has(cluster),
  )
  const silent = dns.filter(
    ({ cluster, loadBalancer }) =>
      loadBalancer.length === 0 && ready.has(cluster) && (target.replicas?.get(cluster) ?? 0) > 0,
  )
  for (const [code, entries] of [
    ['dns-address-from-unplaced-cluster', unplaced],
    ['dns-replicas-without-address', silent],
  ] as const) {
    if (entries.length === 0) continue
    const parameters = { record: recordName(record), clusters: entries.map(({ cluster }) => cluster) }
    report(createDiagnostic(code, parameters, recordContext(record)))
  }
}

/** A route that nothing was observed of has no address there, although a dump without routes does not show that. */
function lintRoutes(
  record: DNSRecord,
  { placed, routes = [] }: DNSTarget,
  { ready, observed }: RecordFacts,
  report: Report,
): void {
  if (routes.length === 0) return
  const name = qualifiedName(record)
  const clusters = [...placed].filter((cluster) => {
    const observation = observed.get(cluster)
    return (
      ready.has(cluster) &&
      observation !== undefined &&
      observation.routes?.has(name) !== true &&
      !observation.ingresses.has(name)
    )
  })
  if (clusters.length === 0) return
  const parameters = { record: recordName(record), clusters, routes }
  report(createDiagnostic('dns-route-not-observed', parameters, recordContext(record)))
}

function lintServiceTypes(record: DNSRecord, { placed, serviceTypes }: DNSTarget, report: Report): void {
  const clustersByType = new Map<string, string[]>()
  for (const [cluster, type] of serviceTypes ?? []) {
    if (type === 'LoadBalancer' || !placed.has(cluster)) continue
    clustersByType.set(type, [...(clustersByType.get(type) ?? []), cluster])
  }
  for (const [type, clusters] of [...clustersByType].sort()) {
    const parameters = { record: recordName(record), type, clusters: clusters.sort() }
    report(createDiagnostic('dns-service-not-load-balancer', parameters, recordContext(record)))
  }
}

function lintHosts(record: IngressDNSRecord, { hosts, routes }: DNSTarget, report: Report): void {
  if (hosts === undefined || hosts.has('')) return
  for (const [index, host] of record.hosts.entries()) {
    // A rule's wildcard matches exactly one label (Kubernetes: networking/v1, IngressRule.host).
    if (hosts.has(host) || hosts.has(host.replace(/^[^.]*/, '*'))) continue
    // That of a route matches one or more (Gateway API: apis/v1, Hostname).
    if (routes && [...hosts].some((each) => each.startsWith('*.') && host.endsWith(each.slice(1)))) continue
    const parameters = { record: recordName(record), host, known: [...hosts].sort() }
    report(
      createDiagnostic('dns-host-without-rule', parameters, recordContext(record, `/spec/hosts/${index}`)),
    )
  }
}

function lintDangling(record: DNSRecord, { generated, names: known }: RecordFacts, report: Report): void {
  const namesByTarget = new Map<string, string[]>()
  for (const { dnsName, recordType, targets } of generated) {
    if (recordType !== 'CNAME') continue
    for (const { target } of targets.filter(({ target }) => !known.has(target))) {
      namesByTarget.set(target, [...(namesByTarget.get(target) ?? []), dnsName])
    }
  }
  for (const [target, names] of namesByTarget) {
    const parameters = { record: recordName(record), names, target }
    report(createDiagnostic('dns-cname-dangling', parameters, recordContext(record)))
  }
}

function lintPrivate(record: DNSRecord, endpoints: readonly Endpoint[], report: Report): void {
  const addresses: string[] = []
  for (const target of new Set(endpoints.flatMap(({ targets }) => targets))) {
    const address = parseIPAddress(target)
    if (address && isPrivateIPAddress(address)) addresses.push(target)
  }
  if (addresses.length === 0) return
  const parameters = { record: recordName(record), addresses: addresses.sort() }
  report(createDiagnostic('dns-address-private', parameters, recordContext(record)))
}
