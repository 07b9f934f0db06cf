import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'

/** A namespace whose objects are federated, and types to leave out. */
export interface Contents {
  readonly namespace: string
  readonly skippedTypes: readonly KnownType[]
}

/**
 * A namespace with all plain objects in it (KubeFed: pkg/kubefedctl/federate/util.go); a Namespace that the repository
 * does not have is made up, so that what is in it may be placed. Reports `object-left-out`.
 */
export function namespaceContents(
  plain: readonly Manifest[],
  { namespace, skippedTypes }: Contents,
): DiagnosticResult<readonly Manifest[]> {
  const diagnostics: Diagnostic[] = []
  const isSkipped = ({ value }: Manifest): boolean =>
    skippedTypes.some(
      ({ group, kind }) => kind === value['kind'] && group === groupOf(String(value['apiVersion'])),
    )
  const isNamespace = ({ value }: Manifest): boolean =>
    value['kind'] === 'Namespace' &&
    value['apiVersion'] === 'v1' &&
    metadataField(value, 'name') === namespace
  const inside = plain.filter(
    (each) => metadataField(each.value, 'namespace') === namespace && !isSkipped(each),
  )
  const contents = inside.filter((manifest) => {
    const reason = reasonToLeaveOut(manifest.value)
    if (reason === undefined) return true
    const [kind, name] = [String(manifest.value['kind']), String(metadataField(manifest.value, 'name'))]
    const context = { at: valueAt(manifest, '/metadata/name'), subject: manifest }
    diagnostics.push(createDiagnostic('object-left-out', { kind, name, reason }, context))
    return false
  })
  return [[plain.find(isNamespace) ?? namespaceManifest(namespace), ...contents], diagnostics]
}

/** A Namespace that nobody has written. */
export function namespaceManifest(name: string): Manifest {
  const value = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  return { file: { path: '', text: '' }, start: 0, end: 0, item: '', value }
}

/** Why an object is not federated with its namespace; what controllers make, they make in every cluster. */
export function reasonToLeaveOut(object: JsonObject): string | undefined {
  const { apiVersion, kind, type } = object
  if (alwaysLeftOut.has(String(kind))) return 'controllers make it in each cluster'
  if (groupOf(String(apiVersion)) === 'extensions') return 'the group extensions is no longer served'
  const owners = metadataField(object, 'ownerReferences')
  if (isArray(owners) && owners.length > 0) return 'another object owns it'
  if (kind === 'Secret' && type === 'kubernetes.io/service-account-token')
    return 'it is a token of one cluster'
  const name = metadataField(object, 'name')
  return typeof name === 'string' && isDns1123Subdomain(name) ? undefined : 'its name is not DNS-1123'
}

const alwaysLeftOut: ReadonlySet<string> = new Set(['Endpoints', 'Event', 'PropagatedVersion'])

function metadataField({ metadata }: JsonObject, field: string): JsonObject[string] | undefined {
  return isObject(metadata) ? getOwn(metadata, field) : undefined
}
