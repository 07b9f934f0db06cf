import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { typeConfigFor } from '../../kubefed/type-config-for.ts'
import { apiVersionOf, groupKind, groupOf, versionOf } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import { objectPath } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import type { Authored } from '../edits/authored.ts'
import { enableType } from '../types/enable-type.ts'
import { qualifiedPlural } from '../types/find-type.ts'
import { annotationsOf, federateObject, isOfOtherVersion } from './federate-object.ts'
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
  /** Whether templates keep annotations, as `templateAnnotations: keep` of the configuration. Default: false. */
  readonly keepAnnotations?: boolean
}

/**
 * Writes the federated object of each plain one into a file of its own, or brings the one that the repository has up to
 * date. Reports `type-not-enabled`, `object-incomplete`, `object-version-other`, `object-annotations-lost`, `object-differs` and what `enableType` reports.
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
    for (const each of lossesOf(manifest, type, options)) diagnostics.push(each)
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

/** The groups of Kubernetes whose types have all moved to others. */
const leftGroups: ReadonlySet<string> = new Set(['extensions'])

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
    diagnostics.push(createDiagnostic('type-not-enabled', { name, replacedBy, unknown }, context))
  }
  return undefined
}

/** Reports `object-version-other` and `object-annotations-lost`. */
function lossesOf(
  manifest: Manifest,
  type: FederatedTypeConfig,
  { keepAnnotations = false }: FederateAllOptions,
): readonly Diagnostic[] {
  const { value } = manifest
  const names = keepAnnotations ? [] : Object.keys(annotationsOf(value))
  const found: Diagnostic[] = []
  if (isOfOtherVersion(value, type)) {
    const { group, version } = type.targetType
    const parameters = { apiVersion: String(value['apiVersion']), expected: apiVersionOf(group, version) }
    const at = valueAt(manifest, '/apiVersion')
    found.push(createDiagnostic('object-version-other', parameters, { at, subject: manifest }))
  }
  if (names.length > 0) {
    const at = keyAt(manifest, '/metadata/annotations')
    found.push(createDiagnostic('object-annotations-lost', { names }, { at, subject: manifest }))
  }
  return found
}

function placeFederated(
  object: JsonObject,
  type: FederatedTypeConfig,
  { placement, namespace, directory, manifests, force, keepAnnotations }: FederateAllOptions,
): DiagnosticResult<Authored> {
  const federated = federateObject(withNamespace(object, type, namespace), type, placement, keepAnnotations)
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
