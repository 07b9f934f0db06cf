import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { apiVersionOf, groupKind } from '../../kubernetes/group-version-kind.ts'
import {
  readResourceDefinition,
  type ResourceDefinition,
} from '../../kubernetes/schema/resource-definition.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Manifest } from '../../model/manifest.ts'

/**
 * The CustomResourceDefinitions among the sources, plain ones and templates, by the group and kind that they define;
 * of two for one kind the template counts, since it is what fedrender renders.
 */
export function declaredDefinitions(
  manifests: readonly Manifest[],
  federatedObjects: readonly FederatedObject[],
): ReadonlyMap<string, ResourceDefinition> {
  const plain = manifests.map(({ value }) => readResourceDefinition(value))
  const templates = federatedObjects.map(({ manifest, type: { targetType }, name }) => {
    const template = atPointer(manifest.value, '/spec/template')
    if (targetType.kind !== 'CustomResourceDefinition' || !isObject(template)) return undefined
    const apiVersion = template['apiVersion'] ?? apiVersionOf(targetType.group, targetType.version)
    return readResourceDefinition({ ...template, apiVersion, kind: targetType.kind, metadata: { name } })
  })
  const found = [...plain, ...templates].filter((each) => each !== undefined)
  return new Map(found.map((each) => [groupKind(each.group, each.kind), each]))
}
