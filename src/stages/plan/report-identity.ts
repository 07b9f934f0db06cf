import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { targetNamespace } from '../../kubefed/target-namespace.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { keyAt } from '../../model/place.ts'

/**
 * Reports `template-identity` where a template gives another kind, name or namespace than its object gets
 * (KubeFed: pkg/controller/sync/resource.go, ObjectForCluster, which sets all three), or a version that the core group
 * never had; and `template-owner-references`, which KubeFed sends as they are.
 */
export function reportIdentity(federatedObject: FederatedObject, report: Report): void {
  const { manifest, type, name } = federatedObject
  const template = atPointer(manifest.value, '/spec/template')
  if (!isObject(template)) return
  const metadata = isObject(template['metadata']) ? template['metadata'] : {}
  const { group, version, kind } = type.targetType
  const other = (written: unknown, real: string | undefined): boolean =>
    typeof written === 'string' && written !== '' && written !== real
  const fields = [
    ...(other(template['kind'], kind) ? ['kind'] : []),
    ...(other(metadata['name'], name) ? ['metadata.name'] : []),
    ...(other(metadata['namespace'], targetNamespace(federatedObject)) ? ['metadata.namespace'] : []),
  ]
  const isOtherVersion =
    group === '' && /^v\d\w*$/.test(String(template['apiVersion'])) && other(template['apiVersion'], version)
  const [first] = isOtherVersion ? ['apiVersion', ...fields] : fields
  if (first !== undefined) {
    const at = keyAt(manifest, `/spec/template/${first.replace('.', '/')}`)
    const expected = isOtherVersion ? apiVersionOf(group, version) : undefined
    const parameters = { fields, apiVersion: String(template['apiVersion']), expected }
    report(createDiagnostic('template-identity', parameters, { at, subject: manifest }))
  }
  const owners = metadata['ownerReferences']
  if (Array.isArray(owners) && owners.length > 0) {
    const at = keyAt(manifest, '/spec/template/metadata/ownerReferences')
    report(createDiagnostic('template-owner-references', {}, { at, subject: manifest }))
  }
}
