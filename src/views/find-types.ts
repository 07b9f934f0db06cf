import { nearest } from '../text/nearest.ts'
import { quote } from '../text/quote.ts'
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

/** Whether DNSEndpoints are meant, which have no FederatedTypeConfig; their group may follow after a dot. */
export function isDNSEndpointType(text: string): boolean {
  return /^dnsendpoints?(?:\.|$)/i.test(text)
}

/** That no type is called so, and what it may have been or could be. */
export function describeUnknownType(text: string, types: readonly FederatedTypeConfig[]): string {
  const near = nearest(text.toLowerCase(), types.flatMap(wordsFor))
  const hint =
    near === undefined
      ? `The types are ${types.map(({ name }) => name).join(', ')}.`
      : `Did you mean ${quote(near)}?`
  return `No FederatedTypeConfig enables the type ${quote(text)}. ${hint}`
}

/** Everything that a type may be called, in lower case. */
function wordsFor({ name, targetType, federatedType }: FederatedTypeConfig): readonly string[] {
  const words = [targetType.pluralName, targetType.kind, federatedType.kind, federatedType.pluralName]
  return [name, ...words].map((each) => each.toLowerCase())
}
