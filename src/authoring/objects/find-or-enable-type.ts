import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { typeConfigFor } from '../../kubefed/type-config-for.ts'
import { apiVersionOf, groupKind, groupOf, versionOf } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { Authored } from '../edits/authored.ts'
import { enableType } from '../types/enable-type.ts'
import { qualifiedPlural } from '../types/find-type.ts'

/** Which types there are, and how others are enabled. */
export interface TypeOptions {
  /** The FederatedTypeConfigs in force. */
  readonly types: readonly FederatedTypeConfig[]
  readonly knownTypes: readonly KnownType[]
  /** What the repository has. */
  readonly manifests: readonly Manifest[]
  /** The directory of new FederatedTypeConfigs. */
  readonly typesDirectory: string
  readonly systemNamespace: string
  /** Whether types are enabled that are not yet. */
  readonly enable: boolean
  /** Whether objects of a type that is not enabled are left out, and no error. */
  readonly lenient: boolean
  /** Whether what the repository has with another value is changed. */
  readonly force: boolean
}

/** The groups of Kubernetes whose types have all moved to others. */
const leftGroups: ReadonlySet<string> = new Set(['extensions'])

/** A type that is enabled now. */
export interface EnabledType {
  readonly config: FederatedTypeConfig
  readonly authored: Authored
}

/**
 * The FederatedTypeConfig of an object's type, which may be one that is enabled now; undefined where there is none. Reports
 * `type-not-enabled`, `type-left-out` and what `enableType` does.
 *
 * @param enabled the types that were enabled for other objects, to which this one's is added
 */
export function findOrEnableType(
  { value, ...rest }: Manifest,
  enabled: Map<string, EnabledType>,
  options: TypeOptions,
  diagnostics: Diagnostic[],
): FederatedTypeConfig | undefined {
  const [group, kind] = [groupOf(String(value['apiVersion'])), String(value['kind'])]
  const isType = (type: { readonly group: string; readonly kind: string }): boolean =>
    type.group === group && type.kind === kind
  const config = options.types.find(({ targetType }) => isType(targetType))
  if (config !== undefined) return config
  const known = options.knownTypes.find(isType)
  if (known !== undefined && options.enable) {
    const ofObject = { ...known, version: versionOf(String(value['apiVersion'])) }
    const config = typeConfigFor(ofObject)
    const first = enabled.get(config.name)
    if (first !== undefined) return first.config
    const enabling = { ...options, federated: {}, directory: options.typesDirectory }
    const inForce = [...options.types, ...[...enabled.values()].map((each) => each.config)]
    const [authored, found] = enableType(ofObject, inForce, options.manifests, enabling)
    for (const each of found) diagnostics.push(each)
    enabled.set(config.name, { config, authored })
    return config
  }
  const manifest = { ...rest, value }
  const name = known === undefined ? groupKind(group, kind) : qualifiedPlural(known)
  const context = { at: valueAt(manifest, '/kind'), subject: manifest }
  if (options.lenient) diagnostics.push(createDiagnostic('type-left-out', { name }, context))
  else {
    const elsewhere = options.knownTypes.find((type) => type.kind === kind && leftGroups.has(group))
    const replacedBy = elsewhere && apiVersionOf(elsewhere.group, elsewhere.version)
    const unknown = known === undefined ? { apiVersion: String(value['apiVersion']), kind } : undefined
    diagnostics.push(
      createDiagnostic('type-not-enabled', { name, replacedBy, unknown, isEnabling: true }, context),
    )
  }
  return undefined
}
