import { builtinResources } from '../../kubernetes/builtin-resources.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import { knownTypeOf } from './find-type-config.ts'

/** Each type once that can be federated; what the repository defines itself comes before what Kubernetes does. */
export function knownTypes(
  customTypes: readonly KnownType[],
  types: readonly FederatedTypeConfig[],
): readonly KnownType[] {
  const discovered = [...customTypes, ...builtinResources]
  const targets = types.map(({ targetType }) => knownTypeOf(targetType, discovered))
  return withoutRepeats([...discovered, ...targets])
}

/** The first of the types of one group and kind. */
export function withoutRepeats(types: readonly KnownType[]): readonly KnownType[] {
  const byName = new Map<string, KnownType>()
  for (const type of types) {
    const name = groupKind(type.group, type.kind)
    if (!byName.has(name)) byName.set(name, type)
  }
  return [...byName.values()]
}
