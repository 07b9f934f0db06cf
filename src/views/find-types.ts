import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { builtinResources } from '../kubernetes/builtin-resources.ts'
import { groupKind } from '../kubernetes/group-version-kind.ts'
import type { ApiResource, KnownType } from '../model/api-resource.ts'
import { nearest } from '../text/nearest.ts'

/** What a type may be called by. */
export interface FindableType {
  /** The plural name with its group, as a FederatedTypeConfig is called. */
  readonly name: string
  readonly targetType: Pick<ApiResource, 'group' | 'kind' | 'pluralName'>
  /** What a CustomResourceDefinition of the repository calls the target type besides. */
  readonly targetNames?: readonly string[]
  /** Absent where only the rendered objects are known. */
  readonly federatedType?: Pick<ApiResource, 'kind' | 'pluralName'>
}

/**
 * The types that a person may mean: the one of this name (`deployments.apps`), else all with this plural
 * (`deployments`), kind (`Deployment`), short name (`deploy`), category, federated kind or its plural, in any case of letters.
 */
export function findTypes<Type extends FindableType>(text: string, types: readonly Type[]): readonly Type[] {
  const wanted = text.toLowerCase()
  const named = types.filter((each) => each.name.toLowerCase() === wanted)
  return named.length > 0 ? named : types.filter((each) => wordsFor(each).includes(wanted))
}

/** Whether DNSEndpoints are meant, which have no FederatedTypeConfig; their group may follow after a dot. */
export function isDNSEndpointType(text: string): boolean {
  return /^dnsendpoints?(?:\.|$)/i.test(text)
}

/** That no type is called so: `type-not-enabled` of one that Kubernetes has, else `type-unknown`. */
export function reportUnknownType(name: string, types: readonly FindableType[]): Diagnostic {
  const wanted = name.toLowerCase()
  if (builtinResources.some((each) => namesOf(each).includes(wanted))) {
    return createDiagnostic('type-not-enabled', { name })
  }
  return createDiagnostic('type-unknown', { name, nearest: nearest(wanted, types.flatMap(wordsFor)) })
}

/** Everything that a type may be called, in lower case. */
function wordsFor({ name, targetType, targetNames = [], federatedType }: FindableType): readonly string[] {
  const federated = federatedType ? [federatedType.kind, federatedType.pluralName] : []
  const others = [...shortNamesOf(targetType), ...targetNames]
  return [name, targetType.pluralName, targetType.kind, ...federated, ...others].map((each) =>
    each.toLowerCase(),
  )
}

function namesOf({ group, kind, pluralName, shortNames }: KnownType): readonly string[] {
  return [kind.toLowerCase(), pluralName, groupKind(group, pluralName), ...shortNames]
}

/** As kubectl has them for Kubernetes' own types. */
function shortNamesOf({ group, kind }: Pick<ApiResource, 'group' | 'kind'>): readonly string[] {
  return builtinResources.find((each) => each.group === group && each.kind === kind)?.shortNames ?? []
}
