import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import { compareText } from '../../text/compare-text.ts'
import { nearest } from '../../text/nearest.ts'

/**
 * The type that a name means: a kind, a plural or singular name, a plural name with its group, or a short name, in
 * any case (KubeFed: pkg/kubefedctl/enable/util.go, LookupAPIResource). Reports `type-unknown` and `type-ambiguous`.
 */
export function findType(name: string, types: readonly KnownType[]): DiagnosticResult<KnownType | undefined> {
  const wanted = name.toLowerCase()
  const called = types.filter((type) => namesOf(type).includes(wanted))
  // Else no name would mean a type of the core group whose plural name another group has too.
  const exact = called.filter((type) => qualifiedPlural(type) === wanted)
  const found = exact.length > 0 ? exact : called
  const [first, second] = found
  if (first === undefined) {
    const known = types.flatMap(({ kind, pluralName }) => [pluralName, kind])
    return [undefined, [createDiagnostic('type-unknown', { name, nearest: nearest(name, known) })]]
  }
  if (second === undefined) return [first, []]
  const candidates = found.map(qualifiedPlural).sort(compareText)
  return [undefined, [createDiagnostic('type-ambiguous', { name, candidates })]]
}

/**
 * Every type that a name means, by its own names or as the group that it is in (KubeFed: pkg/kubefedctl/federate/util.go,
 * apiResourceMatchesSkipName and apiResourceGroupMatchesSkipName). Reports `type-unknown`.
 */
export function findTypes(name: string, types: readonly KnownType[]): DiagnosticResult<readonly KnownType[]> {
  const wanted = name.toLowerCase()
  const found = types.filter((type) => type.group === name || namesOf(type).includes(wanted))
  return found.length > 0 ? [found, []] : [[], findType(name, types)[1]]
}

/** The plural name with its group, which names a type and its FederatedTypeConfig: `deployments.apps`, `services`. */
export function qualifiedPlural({ group, pluralName }: KnownType): string {
  return groupKind(group, pluralName)
}

function namesOf(type: KnownType): readonly string[] {
  const { kind, pluralName, singularName, shortNames } = type
  const names = [pluralName, singularName ?? kind, kind, qualifiedPlural(type), ...shortNames]
  return names.map((each) => each.toLowerCase())
}
