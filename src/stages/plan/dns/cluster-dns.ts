import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type {
  ClusterDNS,
  ClusterIngressDNS,
  DNSRecord,
  IngressDNSRecord,
  RecordedClusterDNS,
  ServiceDNSRecord,
} from '../../../model/dns-record.ts'
import type { LoadBalancerAddress, LoadBalancerObservation } from '../../../model/observed-cluster.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'

/** What DNS needs to know of a member cluster; a Cluster is one. */
export interface DNSCluster {
  readonly name: string
  readonly ready: boolean
  readonly region?: string
  readonly zones: readonly string[]
}

/** Where the addresses of load balancers come from. */
export interface AddressSources {
  /** Sorted by name. */
  readonly clusters: readonly DNSCluster[]
  /** By cluster. Where nothing at all was observed, a record's own `status.dns` counts instead. */
  readonly observed: ReadonlyMap<string, LoadBalancerObservation>
  /** The clusters in which the record's Service, Ingress or route is placed. */
  readonly placed: ReadonlySet<string>
  /** The types of the routes of the record's name. Default: there is none. */
  readonly routes?: readonly string[]
}

/**
 * The `status.dns` that a ServiceDNSRecord gets (KubeFed v0.3.1: pkg/controller/servicedns/controller.go, reconcile):
 * an entry for every ready cluster, and one without addresses for a cluster that is not ready but was recorded.
 * Undefined, and reported, where a ready cluster has no region or zone, or nothing is known of one that it is placed in.
 */
export function serviceClusterDNS(
  record: ServiceDNSRecord,
  sources: AddressSources,
  report: Report,
): readonly ClusterDNS[] | undefined {
  const addresses = readyAddresses(record, sources, report, (observation) => {
    const service = observation.services.get(qualifiedName(record))
    const isCounted = service?.readyEndpoints === true || record.allowServiceWithoutEndpoints
    return service !== undefined && isCounted ? service.loadBalancer : []
  })
  const unlocated: string[] = []
  const entries: ClusterDNS[] = []
  for (const cluster of sources.clusters) {
    const recorded = recordedEntry(record, cluster.name)
    const location = cluster.ready ? locate(cluster) : (locate(recorded) ?? locate(recorded && cluster))
    if (location) {
      entries.push({ cluster: cluster.name, loadBalancer: addresses?.get(cluster.name) ?? [], ...location })
    } else if (cluster.ready) unlocated.push(cluster.name)
  }
  if (unlocated.length > 0) {
    const parameters = { record: recordName(record), clusters: unlocated }
    report(createDiagnostic('dns-cluster-without-location', parameters, recordContext(record)))
  }
  return addresses && unlocated.length === 0 ? entries : undefined
}

/**
 * The `status.dns` that an IngressDNSRecord gets: an entry for every ready cluster
 * (KubeFed v0.3.1: pkg/controller/ingressdns/controller.go, reconcile).
 * An HTTPRoute, a GRPCRoute or a TLSRoute counts as an Ingress does, with the addresses of its Gateways.
 * Undefined, and reported, where nothing is known of a ready cluster in which the Ingress or the route is placed.
 */
export function ingressClusterDNS(
  record: IngressDNSRecord,
  sources: AddressSources,
  report: Report,
): readonly ClusterIngressDNS[] | undefined {
  const addresses = readyAddresses(
    record,
    sources,
    report,
    // Where there is an Ingress it counts alone, as in KubeFed; so does a route once the Ingress is gone.
    ({ ingresses, routes }) =>
      ingresses.get(qualifiedName(record)) ?? routes?.get(qualifiedName(record)) ?? [],
  )
  return addresses && [...addresses].map(([cluster, loadBalancer]) => ({ cluster, loadBalancer }))
}

/** Whether nothing, neither observed state nor the record's own file, has addresses for a record. */
export function isUnobserved(record: DNSRecord, observed: AddressSources['observed']): boolean {
  return observed.size === 0 && record.recordedDNS === undefined
}

/** The addresses in every ready cluster, in the clusters' order. */
function readyAddresses(
  record: DNSRecord,
  { clusters, observed, placed, routes = [] }: AddressSources,
  report: Report,
  read: (observation: LoadBalancerObservation) => readonly LoadBalancerAddress[],
): ReadonlyMap<string, readonly LoadBalancerAddress[]> | undefined {
  const unobserved: string[] = []
  const addresses = new Map<string, readonly LoadBalancerAddress[]>()
  for (const { name } of clusters.filter(({ ready }) => ready)) {
    const observation = observed.get(name)
    // Addresses of two ages must not be mixed, so a record's own status counts only where nothing was observed.
    const recorded = observed.size === 0 ? recordedEntry(record, name)?.loadBalancer : undefined
    const known = observation ? read(observation) : recorded
    if (known === undefined && placed.has(name)) unobserved.push(name)
    addresses.set(name, known ?? [])
  }
  if (unobserved.length === 0) return addresses
  const parameters = { record: recordName(record), clusters: unobserved, routes }
  report(createDiagnostic('dns-cluster-not-observed', parameters, recordContext(record)))
  return undefined
}

function recordedEntry(record: DNSRecord, cluster: string): RecordedClusterDNS | undefined {
  return record.recordedDNS?.find((entry) => entry.cluster === cluster)
}

function locate(
  place: { readonly region?: string; readonly zones: readonly string[] } | undefined,
): Pick<ClusterDNS, 'zones' | 'region'> | undefined {
  if (place?.region === undefined || place.zones.length === 0) return undefined
  return { zones: place.zones, region: place.region }
}
