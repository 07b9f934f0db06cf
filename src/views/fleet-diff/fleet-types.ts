import { builtinResources } from '../../kubernetes/builtin-resources.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { FindableType } from '../find-types.ts'

/** The types that may be asked for where rendered objects are compared: theirs, and those of Kubernetes. */
export function fleetTypes(fleets: readonly Fleet[]): readonly FindableType[] {
  const types = new Map<string, FindableType>()
  for (const { type, kind } of fleets.flatMap(({ objects }) => objects)) {
    const [pluralName = '', ...group] = type.split('.')
    if (!types.has(type))
      types.set(type, { name: type, targetType: { group: group.join('.'), kind, pluralName } })
  }
  for (const targetType of builtinResources) {
    const name = groupKind(targetType.group, targetType.pluralName)
    if (!types.has(name)) types.set(name, { name, targetType })
  }
  return [...types.values()]
}
