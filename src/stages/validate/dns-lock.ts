import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticResult,
  type Report,
} from '../../diagnostics/diagnostic.ts'
import { childPointer } from '../../json/pointer.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { emptyDNSLock, type DNSLock, type DNSLockEntry } from '../../model/dns-lock.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from '../parse/parse.ts'
import type { SchemaValidator } from './schema-validator.ts'
import { reportSchemaFault } from './validate-context.ts'
import { valueAt } from '../../model/place.ts'
import { parseIPAddress } from '../../kubernetes/ip-address.ts'

const schemaPath = 'fedrender.dev/v1alpha1/DNSLock.json'

/**
 * Reads `dns.lock.yaml`; without one the lock is empty. Reports what parsing reports, `schema-violation`,
 * `unknown-field` and `dns-lock-address-invalid`.
 */
export function readDNSLock(
  file: SourceFile | undefined,
  schema: SchemaValidator,
): DiagnosticResult<DNSLock> {
  if (file === undefined) return [emptyDNSLock, []]
  const [{ manifests }, parsing] = parse([file])
  const diagnostics: Diagnostic[] = [...parsing]
  const report: Report = (each) => diagnostics.push(each)
  const [manifest] = manifests
  if (manifest === undefined) return [emptyDNSLock, diagnostics]
  const faults = schema(schemaPath, manifest.value)
  for (const fault of faults) reportSchemaFault(fault, manifest, 'DNSLock', report)
  return [faults.length > 0 ? emptyDNSLock : lockOf(manifest, report), diagnostics]
}

/** The lock of a manifest that is valid by its schema; an entry with something else than addresses is left out and reported. */
export function lockOf(manifest: Manifest, report: Report): DNSLock {
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
    const lookedUp = getOwn(entry, 'lookedUp')
    if (addresses.length === 0 || isValid.includes(false) || typeof lookedUp !== 'string') continue
    hosts.set(host, { addresses: [...new Set(addresses)].sort(), lookedUp })
  }
  return { hosts }
}
