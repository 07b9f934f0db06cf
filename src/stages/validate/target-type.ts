import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { ValidateContext } from './validate-context.ts'

/** What kubectl, kpt and kustomize take apart or obey as soon as they see it in a file. */
const listKinds: ReadonlySet<string> = new Set(['List', 'ResourceList'])
const kustomizeGroups: ReadonlySet<string> = new Set(['kustomize.config.k8s.io', 'config.kubernetes.io'])

/**
 * Whether rendered files can hold objects of a target type, one each and in the namespaces of their paths.
 * Reports `type-config-target` and `type-config-scope`.
 */
export function checkTargetType(
  manifest: Manifest,
  target: ApiResource,
  federated: ApiResource,
  { report }: ValidateContext,
): boolean {
  const { group, kind, scope } = target
  const name = groupKind(group, kind)
  if (listKinds.has(kind) || kustomizeGroups.has(group)) {
    const at = valueAt(manifest, '/spec/targetType/kind')
    report(createDiagnostic('type-config-target', { target: name }, { at, subject: manifest }))
    return false
  }
  // The other way round, what is in a namespace is rendered beside the namespaces, which is KubeFed's own for those.
  if (scope !== 'Namespaced' || federated.scope === 'Namespaced') return true
  const at = valueAt(manifest, '/spec/federatedType/scope')
  report(createDiagnostic('type-config-scope', { target: name }, { at, subject: manifest }))
  return false
}
