import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { valueAt } from '../../model/place.ts'

/**
 * The FederatedNamespace of each namespace: the one that bears its name. Reports `federated-namespace-name` for any
 * other, which KubeFed propagates nowhere (KubeFed: pkg/controller/sync/accessor.go).
 */
export function resolveFederatedNamespaces(
  objects: readonly FederatedObject[],
  report: Report,
): ReadonlyMap<string, FederatedObject> {
  const namespaces = new Map<string, FederatedObject>()
  for (const object of objects) {
    const { name, namespace, manifest } = object
    if (!isNamespaceType(object.type) || namespace === undefined) continue
    if (name === namespace) {
      namespaces.set(name, object)
      continue
    }
    const at = valueAt(manifest, '/metadata/name')
    report(createDiagnostic('federated-namespace-name', { name, namespace }, { at, subject: manifest }))
  }
  return namespaces
}
