import type { FederatedTypeConfig } from '../model/federated-type-config.ts'

/**
 * The types that a person may mean: the one of this name (`deployments.apps`), else all with this plural
 * (`deployments`), kind (`Deployment`), federated kind or its plural, in any case of letters.
 */
export function findTypes(
  text: string,
  types: readonly FederatedTypeConfig[],
): readonly FederatedTypeConfig[] {
  const wanted = text.toLowerCase()
  const named = types.filter((each) => each.name.toLowerCase() === wanted)
  return named.length > 0 ? named : types.filter((each) => wordsFor(each).includes(wanted))
}

/** Everything that a type may be called, in lower case. */
export function wordsFor({ name, targetType, federatedType }: FederatedTypeConfig): readonly string[] {
  const words = [targetType.pluralName, targetType.kind, federatedType.kind, federatedType.pluralName]
  return [name, ...words].map((each) => each.toLowerCase())
}
