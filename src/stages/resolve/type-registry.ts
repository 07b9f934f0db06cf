import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { builtinTypes } from '../../kubefed/builtin-types.ts'
import { otherNames } from '../../kubernetes/custom-types.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import { compareText } from '../../text/compare-text.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { Resources } from '../../model/resources.ts'

/**
 * The FederatedTypeConfigs in force, by name: the repository's, and the built-in ones that none of them displaces by
 * its name or its federated type, each with the names that its CustomResourceDefinition gives the target type. Reports
 * `duplicate-type-config` and drops the later of two.
 */
export function resolveTypes(
  { federatedTypeConfigs: configs, customTypes }: Pick<Resources, 'federatedTypeConfigs' | 'customTypes'>,
  config: RenderConfig,
  report: Report,
): readonly FederatedTypeConfig[] {
  const kept = withoutDuplicates(configs, report)
  const names = new Set(kept.map((each) => each.name))
  const federated = new Set(kept.map(federatedTypeOf))
  const builtin = builtinTypes.filter(
    (each) => isWanted(each.name, config) && !names.has(each.name) && !federated.has(federatedTypeOf(each)),
  )
  const definitions = new Map(customTypes.map((each) => [groupKind(each.group, each.kind), each]))
  return [...kept, ...builtin]
    .map((each) => withTargetNames(each, definitions.get(targetTypeOf(each))))
    .sort((left, right) => compareText(left.name, right.name))
}

function withTargetNames(type: FederatedTypeConfig, definition: KnownType | undefined): FederatedTypeConfig {
  return definition ? { ...type, targetNames: otherNames(definition) } : type
}

function isWanted(name: string, { builtinTypes: wanted }: RenderConfig): boolean {
  return typeof wanted === 'boolean' ? wanted : wanted.includes(name)
}

function federatedTypeOf({ federatedType: { group, kind } }: FederatedTypeConfig): string {
  return groupKind(group, kind)
}

function targetTypeOf({ targetType: { group, kind } }: FederatedTypeConfig): string {
  return groupKind(group, kind)
}

function withoutDuplicates<T extends FederatedTypeConfig & { readonly manifest: Manifest }>(
  configs: readonly T[],
  report: Report,
): readonly T[] {
  const claims: readonly [what: string, pointer: string, claim: (each: T) => string][] = [
    ['name', '/metadata/name', (each) => each.name],
    ['federated type', '/spec/federatedType', federatedTypeOf],
    ['target type', '/spec/targetType', targetTypeOf],
  ]
  const first = new Map<string, T>()
  return configs.filter((each) => {
    const clash = claims.find(([what, , claim]) => first.has(`${what} ${claim(each)}`))
    if (clash === undefined) {
      for (const [what, , claim] of claims) first.set(`${what} ${claim(each)}`, each)
      return true
    }
    const [what, pointer, claim] = clash
    const value = claim(each)
    const earlier = first.get(`${what} ${value}`) ?? each
    report(
      createDiagnostic(
        'duplicate-type-config',
        { what, value },
        {
          at: valueAt(each.manifest, pointer),
          related: [{ message: 'the first claim', at: valueAt(earlier.manifest, pointer) }],
          subject: each.manifest,
        },
      ),
    )
    return false
  })
}
