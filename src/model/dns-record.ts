import type { Manifest } from './manifest.ts'
import type { LoadBalancerAddress } from './observed-cluster.ts'

/** A DNS domain of the federation (KubeFed v0.3.1: pkg/apis/multiclusterdns/v1alpha1/domain_types.go). */
export interface Domain {
  readonly manifest: Manifest
  readonly name: string
  readonly namespace?: string
  /** Absent where the file has none at its top level. */
  readonly domain?: string
}

/**
 * The state of a Service in one cluster, in the form of a ServiceDNSRecord's status (KubeFed v0.3.1:
 * servicednsrecord_types.go).
 */
export interface ClusterDNS {
  readonly cluster: string
  /** Sorted by ip, then hostname. */
  readonly loadBalancer: readonly LoadBalancerAddress[]
  readonly zones: readonly string[]
  readonly region: string
}

/**
 * The state of an Ingress in one cluster, in the form of an IngressDNSRecord's status (KubeFed v0.3.1:
 * ingressdnsrecord_types.go).
 */
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
  /** In seconds; 0 means the default. */
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
