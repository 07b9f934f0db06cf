import { builtinResources } from '../../kubernetes/builtin-resources.ts'
import { customTypes, otherNames } from '../../kubernetes/custom-types.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import type { FindableType } from '../find-types.ts'

/** The types that may be asked for where rendered objects are compared: theirs, and those of Kubernetes. */
export function fleetTypes(fleets: readonly Fleet[]): readonly FindableType[] {
  const types = new Map<string, FindableType>()
  const objects = fleets.flatMap((each) => each.objects)
  const definitions = new Map(
    customTypes(renderedDefinitions(objects)).map((each) => [groupKind(each.group, each.pluralName), each]),
  )
  for (const { type, kind, plan } of objects) {
    if (types.has(type)) continue
    const [pluralName = '', ...group] = type.split('.')
    const definition = definitions.get(type)
    const rendered = { name: type, targetType: { group: group.join('.'), kind, pluralName } }
    const named = definition ? { ...rendered, targetNames: otherNames(definition) } : rendered
    types.set(type, plan?.federatedObject.type ?? named)
  }
  for (const targetType of builtinResources) {
    const name = groupKind(targetType.group, targetType.pluralName)
    if (!types.has(name)) types.set(name, { name, targetType })
  }
  return [...types.values()]
}

function renderedDefinitions(objects: readonly FleetObject[]): readonly JsonObject[] {
  return objects
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .flatMap(({ variants }) => variants.map(({ object }) => object))
}
