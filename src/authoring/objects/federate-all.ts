import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { typeConfigFor } from '../../kubefed/type-config-for.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { objectPath } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import type { Authored } from '../edits/authored.ts'
import { enableType } from '../types/enable-type.ts'
import { qualifiedPlural } from '../types/find-type.ts'
import { federateObject } from './federate-object.ts'
import { placeObject } from './place-object.ts'

/** How objects are federated. */
export interface FederateAllOptions {
  /** The FederatedTypeConfigs in force. */
  readonly types: readonly FederatedTypeConfig[]
  readonly knownTypes: readonly KnownType[]
  readonly manifests: readonly Manifest[]
  /** Default: every cluster; an object that is federated already keeps its own. */
  readonly placement?: JsonObject
  /** Of namespaced objects that name none. Default: none, and such an object is an error. */
  readonly namespace?: string
  /** The directory of new files. */
  readonly directory: string
  /** The directory of new FederatedTypeConfigs. */
  readonly typesDirectory: string
  readonly systemNamespace: string
  /** Whether types are enabled that are not yet. */
  readonly enable: boolean
  /** Whether objects of a type that is not enabled are left out, and no error. */
  readonly lenient: boolean
  readonly force: boolean
}

/**
 * Writes the federated object of each plain one into a file of its own, or brings the one that the repository has up to
 * date. Reports `type-not-enabled`, `object-incomplete`, `object-differs` and what `enableType` reports.
 */
export function federateAll(
  plain: readonly Manifest[],
  options: FederateAllOptions,
): DiagnosticResult<readonly Authored[]> {
  const diagnostics: Diagnostic[] = []
  const enabled = new Map<string, EnabledType>()
  const authored = plain.flatMap((manifest): readonly Authored[] => {
    const problem = problemOf(manifest.value)
    if (problem !== undefined) {
      const at = valueAt(manifest, '/kind')
      diagnostics.push(createDiagnostic('object-incomplete', { problem }, { at, subject: manifest }))
      return []
    }
    const type = typeOf(manifest, enabled, options, diagnostics)
    if (type === undefined) return []
    const [placed, placing] = placeFederated(manifest.value, type, options)
    for (const each of placing) diagnostics.push(each)
    return [placed]
  })
  return [[...[...enabled.values()].map((each) => each.authored), ...authored], diagnostics]
}

function problemOf({ kind, metadata, spec }: JsonObject): string | undefined {
  const name = isObject(metadata) ? getOwn(metadata, 'name') : undefined
  if (typeof name !== 'string' || name === '') return 'it has no name'
  const isFederated =
    String(kind).startsWith('Federated') && isObject(spec) && Object.hasOwn(spec, 'template')
  return isFederated ? 'it is a federated object already' : undefined
}

/** A type that is enabled now. */
interface EnabledType {
  readonly config: FederatedTypeConfig
  readonly authored: Authored
}

/** The FederatedTypeConfig of an object's type, which may be one that is enabled now. */
function typeOf(
  { value, ...rest }: Manifest,
  enabled: Map<string, EnabledType>,
  options: FederateAllOptions,
  diagnostics: Diagnostic[],
): FederatedTypeConfig | undefined {
  const [group, kind] = [groupOf(String(value['apiVersion'])), String(value['kind'])]
  const isType = (type: { readonly group: string; readonly kind: string }): boolean =>
    type.group === group && type.kind === kind
  const config = options.types.find(({ targetType }) => isType(targetType))
  if (config !== undefined) return config
  const known = options.knownTypes.find(isType)
  if (known !== undefined && options.enable) {
    const config = typeConfigFor(known)
    if (enabled.has(config.name)) return config
    const enabling = { ...options, federated: {}, directory: options.typesDirectory }
    const inForce = [...options.types, ...[...enabled.values()].map((each) => each.config)]
    const [authored, found] = enableType(known, inForce, options.manifests, enabling)
    for (const each of found) diagnostics.push(each)
    enabled.set(config.name, { config, authored })
    return config
  }
  const manifest = { ...rest, value }
  const name = known === undefined ? kind : qualifiedPlural(known)
  const code = options.lenient ? 'type-left-out' : 'type-not-enabled'
  const context = { at: valueAt(manifest, '/kind'), subject: manifest }
  diagnostics.push(createDiagnostic(code, { name }, context))
  return undefined
}

function placeFederated(
  object: JsonObject,
  type: FederatedTypeConfig,
  { placement, namespace, directory, manifests, force }: FederateAllOptions,
): DiagnosticResult<Authored> {
  const federated = federateObject(withNamespace(object, type, namespace), type, placement)
  const metadata = isObject(federated['metadata']) ? federated['metadata'] : {}
  const own = getOwn(metadata, 'namespace')
  const scope = typeof own === 'string' ? own : undefined
  const name = String(metadata['name'])
  const path = joinPath(directory, objectPath({ namespace: scope, type: type.name, name }))
  const kept = placement === undefined ? ['/spec/placement'] : []
  const exact = ['/spec/template', '/spec/placement']
  return placeObject(federated, manifests, { path, force, kept, exact })
}

function withNamespace(
  object: JsonObject,
  type: FederatedTypeConfig,
  namespace: string | undefined,
): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  if (namespace === undefined || isNamespaceType(type) || metadata['namespace'] !== undefined) return object
  return { ...object, metadata: { ...metadata, namespace } }
}
