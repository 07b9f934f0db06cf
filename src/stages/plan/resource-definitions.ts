import { groupKind } from '../../kubernetes/group-version-kind.ts'
import {
  readResourceDefinition,
  type ResourceDefinition,
} from '../../kubernetes/schema/resource-definition.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'

/** The CustomResourceDefinitions that clusters get, by the group and kind that they define and by cluster. */
export function placedDefinitions(
  objects: readonly ObjectPlan[],
): ReadonlyMap<string, ReadonlyMap<string, ResourceDefinition>> {
  const placed = new Map<string, Map<string, ResourceDefinition>>()
  for (const { federatedObject, variants } of objects) {
    if (federatedObject.type.targetType.kind !== 'CustomResourceDefinition') continue
    for (const { object, clusters } of variants) {
      const definition = readResourceDefinition(object)
      if (definition === undefined) continue
      const defined = groupKind(definition.group, definition.kind)
      const known = placed.get(defined) ?? new Map<string, ResourceDefinition>()
      for (const cluster of clusters) known.set(cluster, definition)
      placed.set(defined, known)
    }
  }
  return placed
}
