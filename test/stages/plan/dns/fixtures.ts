import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import {
  createDomain,
  createIngressDNSRecord,
  createServiceDNSRecord,
} from '../../../../src/stages/validate/dns-records.ts'
import type {
  DNSRecord,
  Domain,
  IngressDNSRecord,
  ServiceDNSRecord,
} from '../../../../src/model/dns-record.ts'
import { emptyDNSLock } from '../../../../src/model/dns-lock.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import type { LoadBalancerAddress, LoadBalancerObservation } from '../../../../src/model/observed-cluster.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import type { DNSCluster } from '../../../../src/stages/plan/dns/cluster-dns.ts'
import { planDNS, type DNSInputs } from '../../../../src/stages/plan/dns/plan-dns.ts'
import { defaultRenderConfig } from '../../../../src/model/render-config.ts'

/** Freezes a value and everything in it; what Maps and Sets hold is frozen, but only their types keep writes from them. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
    if (value instanceof Map || value instanceof Set) [...value].forEach(deepFreeze)
  }
  return value
}

export function manifestOf(value: JsonObject): Manifest {
  return deepFreeze({ file: { path: 'dns.yaml', text: '' }, start: 0, end: 0, item: '', value })
}

export function serviceRecord(spec: JsonObject = {}, rest: JsonObject = {}, name = 'web'): ServiceDNSRecord {
  const value = {
    apiVersion: 'multiclusterdns.kubefed.io/v1alpha1',
    kind: 'ServiceDNSRecord',
    metadata: { name, namespace: 'shop' },
    spec: { domainRef: 'corp', ...spec },
    ...rest,
  }
  return deepFreeze(createServiceDNSRecord(manifestOf(value), 'shop'))
}

export function ingressRecord(spec: JsonObject, rest: JsonObject = {}, name = 'web'): IngressDNSRecord {
  const value = {
    apiVersion: 'multiclusterdns.kubefed.io/v1alpha1',
    kind: 'IngressDNSRecord',
    metadata: { name, namespace: 'shop' },
    spec,
    ...rest,
  }
  return deepFreeze(createIngressDNSRecord(manifestOf(value), 'shop'))
}

export function domainOf(fields: JsonObject = { domain: 'example.com' }, namespace?: string): Domain {
  const metadata: Record<string, Json> = { name: 'corp' }
  if (namespace !== undefined) metadata['namespace'] = namespace
  return deepFreeze(createDomain(manifestOf({ kind: 'Domain', metadata, ...fields })))
}

export const clusterA: DNSCluster = deepFreeze({ name: 'a', ready: true, region: 'eu', zones: ['eu-1'] })
export const clusterB: DNSCluster = deepFreeze({
  name: 'b',
  ready: true,
  region: 'us',
  zones: ['us-1', 'us-2'],
})

/** What is observed of a cluster that has the Service and the Ingress `shop/web` with some addresses. */
export function observed(...loadBalancer: LoadBalancerAddress[]): LoadBalancerObservation {
  const service = { type: 'LoadBalancer', loadBalancer, readyEndpoints: true }
  return {
    services: new Map([['shop/web', service]]),
    ingresses: new Map([['shop/web', loadBalancer]]),
    routes: new Map(),
  }
}

/** Plans records over clusters a and b, each placed in both, and with one address each unless told otherwise. */
export function planRecords(
  records: readonly DNSRecord[],
  overrides: Partial<DNSInputs> = {},
): { readonly plan: ReturnType<typeof planDNS>[0]; readonly diagnostics: readonly Diagnostic[] } {
  const placed = new Set(['a', 'b'])
  const inputs: DNSInputs = {
    records,
    domains: [domainOf()],
    systemNamespace: 'kube-federation-system',
    clusters: [clusterA, clusterB],
    observed: new Map([
      ['a', observed({ ip: '203.0.113.1' })],
      ['b', observed({ ip: '203.0.113.2' })],
    ]),
    targets: new Map(records.map((record) => [record, { placed }])),
    lock: emptyDNSLock,
    settings: defaultRenderConfig.dns,
    ...overrides,
  }
  const [plan, diagnostics] = planDNS(deepFreeze(inputs))
  return { plan, diagnostics }
}

/** Diagnostics as `severity code`, for comparisons. */
export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`)
}

/** Endpoints as `name type target,target`, for comparisons. */
export function linesOf(
  endpoints: readonly {
    readonly dnsName: string
    readonly recordType: string
    readonly targets: readonly (string | { readonly target: string })[]
  }[],
): readonly string[] {
  return endpoints.map(({ dnsName, recordType, targets }) => {
    const texts = targets.map((target) => (typeof target === 'string' ? target : target.target))
    return `${dnsName} ${recordType} ${texts.join(',')}`
  })
}
