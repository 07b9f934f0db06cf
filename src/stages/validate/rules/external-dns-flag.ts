import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { Json } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'

const ignoredFlags = new Set(['--crd-source-apiversion', '--crd-source-kind'])

/**
 * Reports `external-dns-flag` for a plain workload that passes ExternalDNS the flags that once chose the DNSEndpoints
 * to read (ExternalDNS: source/crd.go, without effect since v0.21.0).
 */
export function externalDnsFlag(manifest: Manifest, report: Report): void {
  let value: Json | undefined = manifest.value
  for (const key of ['spec', 'template', 'spec', 'containers'])
    value = isObject(value) ? value[key] : undefined
  if (!isArray(value)) return
  value.forEach((container, index) => {
    const args = isObject(container) && isArray(container['args']) ? container['args'] : []
    args.forEach((argument, position) => {
      const flag = String(argument).split('=')[0] ?? ''
      if (!ignoredFlags.has(flag)) return
      const pointer = childPointer(`/spec/template/spec/containers/${index}/args`, position)
      report(createDiagnostic('external-dns-flag', { flag }, { at: valueAt(manifest, pointer) }))
    })
  })
}
