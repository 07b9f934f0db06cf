import type { DNSEndpoint } from './dns-endpoint.ts'
import type { DNSRecord } from './dns-record.ts'

/** What the records become. */
export interface DNSPlan {
  /** By namespace, then name; sorted. */
  readonly dnsEndpoints: readonly DNSEndpoint[]
  /** The records that were found in error and so have no DNSEndpoint here. */
  readonly failed: readonly DNSRecord[]
  /** Every host name that stands for a load balancer, sorted: what `dns.lock.yaml` has to hold under `lock`. */
  readonly hostNames: readonly string[]
}
