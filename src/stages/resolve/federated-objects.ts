import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { nearest } from '../../text/nearest.ts'
import { typesGroup } from '../../kubefed/groups.ts'
import { groupKind, pluralName, versionOf } from '../../kubernetes/group-version-kind.ts'
import { compareText } from '../../text/compare-text.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { FederatedResource, Resources } from '../../model/resources.ts'

/**
 * The federated objects with their types, sorted by type, namespace and name. Reports `missing-type-config` and
 * `duplicate-object`, and drops such an object.
 */
export function resolveFederatedObjects(
  { federatedResources, refusedTypes }: Pick<Resources, 'federatedResources' | 'refusedTypes'>,
  types: readonly FederatedTypeConfig[],
  report: Report,
): readonly FederatedObject[] {
  const typeOf = new Map(
    types.map((type) => [groupKind(type.federatedType.group, type.federatedType.kind), type]),
  )
  const byKey = new Map<string, FederatedObject>()
  for (const resource of federatedResources) {
    const type = typeOf.get(groupKind(resource.group, resource.kind))
    if (type === undefined) {
      reportMissingType(resource, types, refusedTypes, report)
      continue
    }
    const key = `${type.name}\n${qualifiedName(resource)}`
    const first = byKey.get(key)
    if (first === undefined) byKey.set(key, { ...resource, type })
    else reportDuplicate(resource, first, report)
  }
  return [...byKey.entries()].sort(([left], [right]) => compareText(left, right)).map(([, object]) => object)
}

function reportMissingType(
  { group, kind, manifest }: FederatedResource,
  types: readonly FederatedTypeConfig[],
  refusedTypes: ReadonlyMap<string, string>,
  report: Report,
): void {
  const refused = refusedTypes.get(groupKind(group, kind))
  const parameters = {
    refused,
    apiVersion: templateVersion(manifest),
    groupKind: groupKind(group, kind),
    group: group === typesGroup ? undefined : group,
    target: pluralName(kind.replace(/^Federated/, '')),
    // A well-formed kind is more likely one that was never enabled: FederatedClusterRoleBinding is not a typing error.
    nearest: /^Federated[A-Z]/.test(kind)
      ? undefined
      : nearest(
          kind,
          types.map((type) => type.federatedType.kind),
        ),
  }
  const at = valueAt(manifest, '/kind')
  const version = versionOf(String(manifest.value['apiVersion']))
  const fix =
    parameters.nearest === undefined && refused === undefined
      ? { kind: 'enable-type' as const, federatedType: { group, version, kind } }
      : undefined
  report(createDiagnostic('missing-type-config', parameters, { at, subject: manifest, fix }))
}

/** The apiVersion that a template names, which says of what type its object is. */
function templateVersion({ value }: Manifest): string | undefined {
  const apiVersion = atPointer(value, '/spec/template/apiVersion')
  return typeof apiVersion === 'string' && apiVersion.includes('/') ? apiVersion : undefined
}

/** The directory of a path in which kustomize's users keep patches of a base, by its name: `overlays/prod`. */
function overlayOf(path: string): string | undefined {
  return /^(?:.*\/)?overlays?\/[^/]+(?=\/)/.exec(path)?.[0]
}

function reportDuplicate(resource: FederatedResource, first: FederatedObject, report: Report): void {
  const { kind, manifest } = resource
  const at = valueAt(manifest, '/metadata/name')
  const related = [{ message: 'the first declaration', at: valueAt(first.manifest, '/metadata/name') }]
  const overlay = [manifest, first.manifest]
    .map(({ file }) => overlayOf(file.path))
    .find((each) => each !== undefined)
  report(
    createDiagnostic(
      'duplicate-object',
      { kind, name: qualifiedName(resource), overlay },
      { at, related, subject: manifest },
    ),
  )
}
