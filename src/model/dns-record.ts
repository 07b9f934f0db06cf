import { getOwn, isArray, isObject } from '../json/own.ts'
import { compareText } from './compare-text.ts'
import type { Json, JsonObject } from './json.ts'
import type { LoadBalancerAddress } from './load-balancer-observation.ts'
import type { Manifest } from './manifest.ts'

/** A DNS domain of the federation (KubeFed v0.3.1: pkg/apis/multiclusterdns/v1alpha1/domain_types.go). */
export interface Domain {
  readonly manifest: Manifest
  readonly name: string
  readonly namespace?: string
  /** Absent where the file has none at its top level. */
  readonly domain?: string
}

/** The state of a Service in one cluster, as a ServiceDNSRecord's status has it (KubeFed v0.3.1: servicednsrecord_types.go). */
export interface ClusterDNS {
  readonly cluster: string
  /** Sorted by ip, then hostname. */
  readonly loadBalancer: readonly LoadBalancerAddress[]
  readonly zones: readonly string[]
  readonly region: string
}

/** The state of an Ingress in one cluster, as an IngressDNSRecord's status has it (KubeFed v0.3.1: ingressdnsrecord_types.go). */
export type ClusterIngressDNS = Pick<ClusterDNS, 'cluster' | 'loadBalancer'>

/** One entry of the `status.dns` that a record's own file carries. */
export interface RecordedClusterDNS extends ClusterIngressDNS {
  readonly zones: readonly string[]
  readonly region?: string
}

interface RecordFields {
  readonly manifest: Manifest
  readonly name: string
  readonly namespace: string
  /** In seconds; 0 stands for the default. */
  readonly recordTTL: number
  /** Absent where the file has no `status.dns`. */
  readonly recordedDNS?: readonly RecordedClusterDNS[]
}

/** Names for a Service of the same namespace and name (KubeFed v0.3.1: servicednsrecord_types.go). */
export interface ServiceDNSRecord extends RecordFields {
  readonly kind: 'ServiceDNSRecord'
  readonly domainRef: string
  /** `''` where there is none. */
  readonly dnsPrefix: string
  /** `''` where there is none. */
  readonly externalName: string
  readonly allowServiceWithoutEndpoints: boolean
}

/** Names for an Ingress of the same namespace and name (KubeFed v0.3.1: ingressdnsrecord_types.go). */
export interface IngressDNSRecord extends RecordFields {
  readonly kind: 'IngressDNSRecord'
  readonly hosts: readonly string[]
}

/** A record of either kind. */
export type DNSRecord = ServiceDNSRecord | IngressDNSRecord

/** The Domain of a manifest that is valid by its schema. */
export function createDomain(manifest: Manifest): Domain {
  const metadata = objectAt(manifest.value, 'metadata')
  const namespace = textAt(metadata, 'namespace')
  const domain = textAt(manifest.value, 'domain')
  return {
    manifest,
    name: textAt(metadata, 'name'),
    ...(namespace !== '' && { namespace }),
    ...(domain !== '' && { domain }),
  }
}

/** The ServiceDNSRecord of a manifest that is valid by its schema; `namespace` is the one it counts for. */
export function createServiceDNSRecord(manifest: Manifest, namespace: string): ServiceDNSRecord {
  const spec = objectAt(manifest.value, 'spec')
  return {
    kind: 'ServiceDNSRecord',
    ...recordFields(manifest, namespace),
    domainRef: textAt(spec, 'domainRef'),
    dnsPrefix: textAt(spec, 'dnsPrefix'),
    externalName: textAt(spec, 'externalName'),
    allowServiceWithoutEndpoints: getOwn(spec, 'allowServiceWithoutEndpoints') === true,
  }
}

/** The IngressDNSRecord of a manifest that is valid by its schema; `namespace` is the one it counts for. */
export function createIngressDNSRecord(manifest: Manifest, namespace: string): IngressDNSRecord {
  const hosts = textsAt(objectAt(manifest.value, 'spec'), 'hosts')
  return { kind: 'IngressDNSRecord', ...recordFields(manifest, namespace), hosts }
}

/** The entries of a `status.loadBalancer` that hold something, sorted by ip, then hostname; other shapes have none. */
export function createLoadBalancerAddresses(loadBalancer: Json | undefined): readonly LoadBalancerAddress[] {
  if (!isObject(loadBalancer)) return []
  return objectsAt(loadBalancer, 'ingress')
    .map((entry) => loadBalancerAddress(textAt(entry, 'ip'), textAt(entry, 'hostname')))
    .filter(({ ip, hostname }) => ip !== undefined || hostname !== undefined)
    .sort((a, b) => compareText(a.ip ?? '', b.ip ?? '') || compareText(a.hostname ?? '', b.hostname ?? ''))
}

function loadBalancerAddress(ip: string, hostname: string): LoadBalancerAddress {
  return { ...(ip !== '' && { ip }), ...(hostname !== '' && { hostname }) }
}

function recordFields(manifest: Manifest, namespace: string): RecordFields {
  const recorded = getOwn(objectAt(manifest.value, 'status'), 'dns')
  return {
    manifest,
    name: textAt(objectAt(manifest.value, 'metadata'), 'name'),
    namespace,
    recordTTL: Number(getOwn(objectAt(manifest.value, 'spec'), 'recordTTL') ?? 0),
    ...(isArray(recorded) && { recordedDNS: recorded.filter(isObject).map(recordedClusterDNS) }),
  }
}

function recordedClusterDNS(entry: JsonObject): RecordedClusterDNS {
  const region = textAt(entry, 'region')
  return {
    cluster: textAt(entry, 'cluster'),
    loadBalancer: createLoadBalancerAddresses(getOwn(entry, 'loadBalancer')),
    zones: textsAt(entry, 'zones'),
    ...(region !== '' && { region }),
  }
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}

function objectsAt(object: JsonObject, key: string): JsonObject[] {
  const value = getOwn(object, key)
  return isArray(value) ? value.filter(isObject) : []
}

function textAt(object: JsonObject, key: string): string {
  const value = getOwn(object, key)
  return typeof value === 'string' ? value : ''
}

function textsAt(object: JsonObject, key: string): readonly string[] {
  const value = getOwn(object, key)
  return isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
