import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { formatIPAddress, parseIPAddress } from '../../kubernetes/ip-address.ts'
import type { DNSLock, DNSLockEntry, LookUp } from '../../model/dns-lock.ts'

/**
 * The new lock after looking up every host name that is needed: entries of others are dropped, and a failed look-up
 * keeps the old entry. Reports dns-look-up-failed-entry-kept, or dns-look-up-failed where there was no entry.
 */
export function mergeDNSLock(
  old: DNSLock,
  hosts: readonly string[],
  lookUps: ReadonlyMap<string, LookUp>,
): DiagnosticResult<DNSLock> {
  const merged = new Map<string, DNSLockEntry>()
  const diagnostics: Diagnostic[] = []
  for (const host of [...new Set(hosts)].sort()) {
    const lookUp = lookUps.get(host) ?? { failure: 'it was not asked for' }
    const earlier = old.hosts.get(host)
    const addresses = 'failure' in lookUp ? [] : canonicalAddresses(lookUp.addresses)
    if (!('failure' in lookUp) && addresses.length > 0) {
      merged.set(host, { addresses, lookedUp: lookUp.lookedUp })
      continue
    }
    const problem = 'failure' in lookUp ? lookUp.failure : 'it has no address'
    if (earlier) {
      merged.set(host, earlier)
      const parameters = { host, problem, lookedUp: earlier.lookedUp }
      diagnostics.push(createDiagnostic('dns-look-up-failed-entry-kept', parameters))
    } else diagnostics.push(createDiagnostic('dns-look-up-failed', { host, problem }))
  }
  return [{ hosts: merged }, diagnostics]
}

/** The host names whose addresses two locks disagree about, sorted; the time of the look-up does not count. */
export function changedHosts(old: DNSLock, current: DNSLock): readonly string[] {
  const hosts = new Set([...old.hosts.keys(), ...current.hosts.keys()])
  const addressesOf = (lock: DNSLock, host: string): string => JSON.stringify(lock.hosts.get(host)?.addresses)
  return [...hosts].filter((host) => addressesOf(old, host) !== addressesOf(current, host)).sort()
}

function canonicalAddresses(addresses: readonly string[]): readonly string[] {
  const parsed = addresses.map(parseIPAddress).filter((address) => address !== undefined)
  return [...new Set(parsed.map(formatIPAddress))].sort()
}
