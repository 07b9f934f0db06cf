import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { objectAt } from '../../json/fields.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import { objectPath } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import type { Authored } from '../edits/authored.ts'
import { annotationsOf, federateObject, isOfOtherVersion } from './federate-object.ts'
import { type EnabledType, findOrEnableType, type TypeOptions } from './find-or-enable-type.ts'
import { placeObject } from './place-object.ts'

/** How objects are federated. */
export interface FederateAllOptions extends TypeOptions {
  /** Default: every cluster; an object that is federated already keeps its own. */
  readonly placement?: JsonObject
  /** Of namespaced objects that name none. Default: none, and such an object is an error. */
  readonly namespace?: string
  /** The directory of new files. */
  readonly directory: string
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
    const type = findOrEnableType(manifest, enabled, options, diagnostics)
    if (type === undefined) return []
    for (const each of lossesOf(manifest, type, options)) diagnostics.push(each)
    const [placed, placing] = placeFederated(manifest.value, type, options)
    for (const each of placing) diagnostics.push(each)
    return [placed]
  })
  return [[...[...enabled.values()].map((each) => each.authored), ...authored], diagnostics]
}

/** Why an object cannot be federated; undefined where it can. */
export function problemOf({ kind, metadata, spec }: JsonObject): string | undefined {
  const name = isObject(metadata) ? getOwn(metadata, 'name') : undefined
  if (typeof name !== 'string' || name === '') return 'it has no name'
  const isFederated =
    String(kind).startsWith('Federated') && isObject(spec) && Object.hasOwn(spec, 'template')
  return isFederated ? 'it is a federated object already' : undefined
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
  const path = federatedPath(directory, federated, type)
  const kept = placement === undefined ? ['/spec/placement'] : []
  const exact = ['/spec/template', '/spec/placement']
  return placeObject(federated, manifests, { path, force, kept, exact })
}

/** The file of a new federated object, below the directory of new files. */
export function federatedPath(directory: string, federated: JsonObject, type: FederatedTypeConfig): string {
  const { namespace, name } = objectAt(federated, 'metadata')
  const scope = typeof namespace === 'string' ? namespace : undefined
  return joinPath(directory, objectPath({ namespace: scope, type: type.name, name: String(name) }))
}

/** The file of a new ClusterOverride, beside those of its targets. */
export function clusterOverridePath(directory: string, clusterOverride: JsonObject): string {
  const { namespace, name } = objectAt(clusterOverride, 'metadata')
  const scope = typeof namespace === 'string' ? namespace : undefined
  const type = 'clusteroverrides.fedrender.dev'
  return joinPath(directory, objectPath({ namespace: scope, type, name: String(name) }))
}

/** A namespaced object in its namespace: its own, or else the one that a command line names. */
function withNamespace(
  object: JsonObject,
  type: FederatedTypeConfig,
  namespace: string | undefined,
): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  if (namespace === undefined || isNamespaceType(type) || metadata['namespace'] !== undefined) return object
  return { ...object, metadata: { ...metadata, namespace } }
}
