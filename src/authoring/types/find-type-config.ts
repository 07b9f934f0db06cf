import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource, KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import { findType, qualifiedPlural } from './find-type.ts'

/**
 * The FederatedTypeConfig in force that a name means: the name of its target type in any form that `findType`
 * takes, or the kind or plural name of its federated type. Reports `type-unknown`, `type-ambiguous`, `type-not-enabled`.
 */
export function findTypeConfig(
  name: string,
  inForce: readonly FederatedTypeConfig[],
  known: readonly KnownType[],
): DiagnosticResult<FederatedTypeConfig | undefined> {
  const enabled = inForce.map((config) => ({
    config,
    target: knownTypeOf(config.targetType, known),
  }))
  const names = enabled.flatMap(({ config, target }) => [target, withoutShortNames(config.federatedType)])
  const [found, finding] = findType(name, names)
  if (found !== undefined) {
    const config = enabled.find(
      ({ config, target }) => target === found || isType(config.federatedType, found),
    )
    return [config?.config, []]
  }
  if (finding.some(({ code }) => code === 'type-ambiguous')) return [undefined, finding]
  const [type, diagnostics] = findType(name, known)
  if (type === undefined) return [undefined, diagnostics]
  return [undefined, [createDiagnostic('type-not-enabled', { name: qualifiedPlural(type) })]]
}

/** The facts that discovery would give of a type, as far as they are known. */
export function knownTypeOf(type: ApiResource, known: readonly KnownType[]): KnownType {
  return known.find((each) => isType(type, each)) ?? withoutShortNames(type)
}

function isType(type: ApiResource, other: ApiResource): boolean {
  return groupKind(type.group, type.kind) === groupKind(other.group, other.kind)
}

function withoutShortNames(type: ApiResource): KnownType {
  return { ...type, shortNames: [], hasReplicas: false }
}
