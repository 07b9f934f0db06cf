import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import { without } from '../../json/without.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'

/**
 * The same objects, each in the namespace that an API server takes it to be in: none for one of a cluster-scoped type, which it
 * drops (Kubernetes: apiserver pkg/registry/rest/create.go, BeforeCreate), else its own, or the one that a command line names.
 * Of a type that is not known the object stays as it is. Reports `object-without-namespace`.
 *
 * @param namespace of namespaced objects that name none; undefined where such an object is an error, and left out
 */
export function placeByScope(
  manifests: readonly Manifest[],
  types: readonly KnownType[],
  namespace: string | undefined,
  report: Report,
): readonly Manifest[] {
  const scopes = new Map(types.map((type) => [groupKind(type.group, type.kind), type.scope]))
  return manifests.flatMap((manifest) => {
    const { value } = manifest
    const scope = scopes.get(groupKindOf(value))
    const metadata = objectAt(value, 'metadata')
    const own = textAt(metadata, 'namespace')
    if (scope === 'Cluster' && Object.hasOwn(metadata, 'namespace')) {
      return { ...manifest, value: { ...value, metadata: without(metadata, 'namespace') } }
    }
    if (scope !== 'Namespaced' || own !== '') return manifest
    if (namespace !== undefined) {
      return { ...manifest, value: { ...value, metadata: { ...metadata, namespace } } }
    }
    const [kind, name] = [textAt(value, 'kind'), textAt(metadata, 'name')]
    const context = { at: valueAt(manifest, '/metadata/name'), subject: manifest }
    report(createDiagnostic('object-without-namespace', { kind, name }, context))
    return []
  })
}
