/** The addresses that a host name had when it was last looked up. */
export interface DNSLockEntry {
  /** Sorted, unique and never empty. */
  readonly addresses: readonly string[]
  /** The time of the look-up, by RFC 3339. */
  readonly lookedUp: string
}

/** The content of `dns.lock.yaml`: addresses that replace live look-ups of load balancers' host names. */
export interface DNSLock {
  readonly hosts: ReadonlyMap<string, DNSLockEntry>
}

/** What looking up one host name gave. */
export type LookUp =
  { readonly addresses: readonly string[]; readonly lookedUp: string } | { readonly failure: string }

/** The lock of a repository without `dns.lock.yaml`. */
export const emptyDNSLock: DNSLock = { hosts: new Map() }
