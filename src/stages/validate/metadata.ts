import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { Json } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { ValidateContext } from './validate-context.ts'

/** A string field of a manifest's metadata; undefined where it is absent, empty or no string. */
export function metadataField(manifest: Manifest, field: 'name' | 'namespace'): string | undefined {
  const metadata = manifest.value['metadata']
  const value = isObject(metadata) ? metadata[field] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The mapping of strings at `metadata.labels` or `metadata.annotations`. */
export function metadataStrings(
  manifest: Manifest,
  field: 'labels' | 'annotations',
): ReadonlyMap<string, string> {
  const metadata = manifest.value['metadata']
  const value: Json | undefined = isObject(metadata) ? metadata[field] : undefined
  if (!isObject(value)) return new Map()
  return new Map(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The name of an object that must be a DNS-1123 subdomain; reports `invalid-name` and answers undefined otherwise. */
export function validName(manifest: Manifest, kind: string, context: ValidateContext): string | undefined {
  const name = metadataField(manifest, 'name')
  if (name === undefined) return undefined
  if (isDns1123Subdomain(name)) return name
  const at = valueAt(manifest, '/metadata/name')
  context.report(createDiagnostic('invalid-name', { what: kind, name }, { at, subject: manifest }))
  return undefined
}

/** Reports `system-namespace-other` where an object of the control plane is in another namespace. */
export function checkSystemNamespace(manifest: Manifest, kind: string, context: ValidateContext): void {
  const namespace = metadataField(manifest, 'namespace')
  const system = context.config.systemNamespace
  if (namespace === undefined || namespace === system) return
  const at = valueAt(manifest, '/metadata/namespace')
  context.report(
    createDiagnostic('system-namespace-other', { kind, namespace, system }, { at, subject: manifest }),
  )
}
