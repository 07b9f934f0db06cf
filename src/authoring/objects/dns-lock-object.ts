import { setOwn } from '../../json/own.ts'
import type { DNSLock } from '../../model/dns-lock.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** The content of `dns.lock.yaml` for a lock, its hosts sorted (schemas/fedrender.dev/v1alpha1/DNSLock.json). */
export function dnsLockObject(lock: DNSLock): JsonObject {
  const hosts: Record<string, Json> = {}
  for (const host of [...lock.hosts.keys()].sort()) {
    const entry = lock.hosts.get(host)
    if (entry) setOwn(hosts, host, { addresses: entry.addresses, lookedUp: entry.lookedUp })
  }
  return { apiVersion: 'fedrender.dev/v1alpha1', kind: 'DNSLock', hosts }
}
