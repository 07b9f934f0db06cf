import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { childPointer } from '../../../json/pointer.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import type { DNSLock, DNSLockEntry } from '../../../model/dns-lock.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import { parseIPAddress } from './ip-address.ts'

/** The lock of a manifest that is valid by its schema; what is no address is left out and reported: dns-lock-address-invalid. */
export function readDNSLock(manifest: Manifest, report: Report): DNSLock {
  const value = getOwn(manifest.value, 'hosts')
  const hosts = new Map<string, DNSLockEntry>()
  for (const [host, entry] of Object.entries(isObject(value) ? value : {})) {
    if (!isObject(entry)) continue
    const listed = getOwn(entry, 'addresses')
    const addresses = isArray(listed) ? listed.filter((address) => typeof address === 'string') : []
    const isValid = addresses.map((address) => parseIPAddress(address) !== undefined)
    for (const [index, address] of addresses.entries()) {
      if (isValid[index]) continue
      const pointer = `${childPointer('/hosts', host)}/addresses/${index}`
      report(
        createDiagnostic('dns-lock-address-invalid', { host, address }, { at: valueAt(manifest, pointer) }),
      )
    }
    const kept = addresses.filter((_, index) => isValid[index])
    const lookedUp = getOwn(entry, 'lookedUp')
    if (kept.length === 0 || typeof lookedUp !== 'string') continue
    hosts.set(host, { addresses: [...new Set(kept)].sort(), lookedUp })
  }
  return { hosts }
}
