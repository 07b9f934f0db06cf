import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { placedDefinitions } from './resource-definitions.ts'

/**
 * Reports `resource-definition-elsewhere` for an object that is placed in a cluster without its
 * CustomResourceDefinition, where that is federated itself: its API type must exist in every member cluster.
 */
export function checkResourceDefinitions(objects: readonly ObjectPlan[], report: Report): void {
  const clustersOf = placedDefinitions(objects)
  if (clustersOf.size === 0) return
  for (const { federatedObject, placement } of objects) {
    const { type, kind, manifest } = federatedObject
    const defined = clustersOf.get(groupKind(type.targetType.group, type.targetType.kind))
    const clusters = defined ? placement.clusters.filter((cluster) => !defined.has(cluster)) : []
    if (clusters.length === 0) continue
    const parameters = { kind, name: qualifiedName(federatedObject), clusters }
    const at = valueAt(manifest, '/spec/placement')
    report(createDiagnostic('resource-definition-elsewhere', parameters, { at, subject: manifest }))
  }
}
