import type { ClusterIngressDNS, DNSRecord } from './dns-record.ts'

/** The API that DNSEndpoints are written for; ExternalDNS 0.21 and later read only its own. */
export type DNSEndpointApiVersion = 'externaldns.k8s.io/v1alpha1' | 'multiclusterdns.kubefed.io/v1alpha1'

/** A value for one DNS provider (ExternalDNS: endpoint/endpoint.go, ProviderSpecificProperty). */
export interface ProviderSpecificProperty {
  readonly name: string
  readonly value: string
}

/** One record set of a DNSEndpoint, its fields in the order of ExternalDNS's type (ExternalDNS: endpoint/endpoint.go, Endpoint). */
export interface Endpoint {
  readonly dnsName: string
  /** Sorted, unique and never empty; a CNAME has exactly one. */
  readonly targets: readonly string[]
  readonly recordType: 'A' | 'AAAA' | 'CNAME'
  readonly setIdentifier?: string
  /** In seconds. */
  readonly recordTTL: number
  readonly labels?: Readonly<Record<string, string>>
  readonly providerSpecific?: readonly ProviderSpecificProperty[]
}

/** A target of an endpoint that is still generated: an address or host name, or the name one level up. */
export interface GeneratedTarget {
  readonly target: string
  /** The cluster whose load balancer it is; absent for a name that fedrender itself makes. */
  readonly cluster?: string
  /** Whether it is a load balancer's host name instead of an address. */
  readonly isHostName: boolean
}

/**
 * An endpoint as KubeFed generates it, before host names are looked at and addresses split by family: type A is
 * for load-balancer targets of any kind, type CNAME for the way to another name of the same record.
 */
export interface GeneratedEndpoint {
  readonly dnsName: string
  readonly targets: readonly GeneratedTarget[]
  readonly recordType: 'A' | 'CNAME'
  readonly recordTTL: number
  readonly labels?: Readonly<Record<string, string>>
}

/** The DNSEndpoint that one record becomes. */
export interface DNSEndpoint {
  readonly record: DNSRecord
  readonly apiVersion: DNSEndpointApiVersion
  /** `service-<name>` or `ingress-<name>`. */
  readonly name: string
  readonly namespace: string
  /** The load balancers that it was made from, of each cluster that counts. */
  readonly clusters: readonly ClusterIngressDNS[]
  /** By dnsName, then record type, then set identifier; sorted. */
  readonly endpoints: readonly Endpoint[]
}

/** What the records become. */
export interface DNSPlan {
  /** By namespace, then name; sorted. */
  readonly dnsEndpoints: readonly DNSEndpoint[]
  /** The records that were found in error and so have no DNSEndpoint here. */
  readonly failed: readonly DNSRecord[]
  /** Every host name that a load balancer has, sorted: what `dns.lock.yaml` has to hold under `lock`. */
  readonly hostNames: readonly string[]
}
