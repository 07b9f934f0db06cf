import { isDeepStrictEqual } from 'node:util'
import { dnsEndpointObject } from '../../src/stages/emit/dns-endpoint-object.ts'
import {
  ingressClusterDNS,
  serviceClusterDNS,
  type DNSCluster,
} from '../../src/stages/plan/dns/cluster-dns.ts'
import { applyHostTargets } from '../../src/stages/plan/dns/host-targets.ts'
import { getIngressDNSEndpoints } from '../../src/stages/plan/dns/ingress-endpoints.ts'
import { observeLoadBalancers } from '../../src/kubefed/observe-load-balancers.ts'
import { resolveDomain } from '../../src/stages/plan/dns/resolve-domain.ts'
import { getServiceDNSEndpoints } from '../../src/stages/plan/dns/service-endpoints.ts'
import {
  createDomain,
  createIngressDNSRecord,
  createServiceDNSRecord,
} from '../../src/stages/validate/dns-records.ts'
import type { DNSRecord } from '../../src/model/dns-record.ts'
import type { GeneratedEndpoint } from '../../src/model/dns-endpoint.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type { LoadBalancerObservation } from '../../src/model/observed-cluster.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface Case {
  readonly clusters: readonly DNSCluster[]
  readonly record: JsonObject & {
    readonly kind: string
    readonly metadata: { readonly namespace: string; readonly name: string }
  }
  readonly domain?: JsonObject
  readonly observed: Readonly<Record<string, readonly JsonObject[]>>
  /** Host name to addresses, as `dns.lock.yaml` would hold. */
  readonly addresses?: Readonly<Record<string, readonly string[]>>
  readonly status: JsonObject
  readonly name: string
  readonly namespace: string
  readonly endpoints: Json
}

/** KubeFed v0.3.1's own DNS: the status of a record and the DNSEndpoint made of it, before addresses are split by family. */
export const dnsSuite: Suite = {
  name: 'dns',
  run: (line) => {
    const vector = parseExactJson(line) as unknown as Case
    const { status, name, namespace, endpoints } = vector
    const expected = { status, name, namespace, endpoints }
    const actual = answer(vector)
    return isDeepStrictEqual(actual, expected) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

function answer(vector: Case): JsonObject {
  const manifest = manifestOf(vector.record)
  const sources = {
    clusters: vector.clusters.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    observed: observe(vector),
    placed: new Set(vector.clusters.map(({ name }) => name)),
  }
  const { namespace } = vector.record.metadata
  if (vector.record.kind === 'IngressDNSRecord') {
    const record = createIngressDNSRecord(manifest, namespace)
    const dns = ingressClusterDNS(record, sources, unexpected) ?? []
    const entries = dns.map(({ cluster, loadBalancer }) => ({
      cluster,
      loadBalancer: statusOf(loadBalancer),
    }))
    return finish(vector, record, statusWith({}, entries), getIngressDNSEndpoints(record, dns))
  }
  const record = createServiceDNSRecord(manifest, namespace)
  const domains = [createDomain(manifestOf(vector.domain ?? {}))]
  const domain = resolveDomain(record, domains, 'kube-federation-system', unexpected) ?? ''
  const dns = serviceClusterDNS(record, sources, unexpected) ?? []
  const entries = dns.map(({ cluster, loadBalancer, zones, region }) => ({
    cluster,
    loadBalancer: statusOf(loadBalancer),
    zones,
    region,
  }))
  return finish(vector, record, statusWith({ domain }, entries), getServiceDNSEndpoints(record, domain, dns))
}

function finish(
  vector: Case,
  record: DNSRecord,
  status: Json,
  generated: readonly GeneratedEndpoint[],
): JsonObject {
  const lock = {
    hosts: new Map(
      Object.entries(vector.addresses ?? {}).map(([host, addresses]) => [host, { addresses, lookedUp: '' }]),
    ),
  }
  const inputs = { hostTargets: 'lock', lock, weightProperty: 'aws/weight' } as const
  const endpoints = applyHostTargets(record, generated, inputs, unexpected)
  const kind = record.kind === 'ServiceDNSRecord' ? 'service' : 'ingress'
  const name = `${kind}-${record.name}`
  const object = dnsEndpointObject({
    record,
    apiVersion: 'multiclusterdns.kubefed.io/v1alpha1',
    name,
    namespace: record.namespace,
    endpoints,
  })
  const { endpoints: written = null } = object['spec'] as JsonObject
  return { status, name, namespace: record.namespace, endpoints: written }
}

function observe(vector: Case): ReadonlyMap<string, LoadBalancerObservation> {
  // The vectors' observed state is complete: a cluster that it does not name was observed and holds nothing.
  return new Map(vector.clusters.map(({ name }) => [name, observeLoadBalancers(vector.observed[name] ?? [])]))
}

function statusOf(ingress: readonly object[]): JsonObject {
  return ingress.length === 0 ? {} : { ingress: ingress as readonly JsonObject[] }
}

function statusWith(status: JsonObject, dns: readonly JsonObject[]): JsonObject {
  return dns.length === 0 ? status : { ...status, dns }
}

function manifestOf(value: JsonObject): Manifest {
  return { file: { path: 'vector.json', text: '' }, start: 0, end: 0, item: '', value }
}

function unexpected(diagnostic: { readonly message: string }): void {
  throw new Error(diagnostic.message)
}
