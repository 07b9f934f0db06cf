import { isNamespaceType } from '../../../kubefed/is-namespace-type.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'
import type { ReplicaSchedulingPreference } from '../../../model/replica-scheduling-preference.ts'
import { groupBy } from '../../../text/group-by.ts'

/** What a manifest is to an object that depends on it. */
export type Role =
  /** The federated object. */
  | 'object'
  /** Its FederatedNamespace. */
  | 'namespace'
  /** Its ReplicaSchedulingPreference. */
  | 'preference'
  /** A ClusterOverride whose target it is. */
  | 'cluster-override'
  /** Its FederatedTypeConfig. */
  | 'type'
  /** The record of a DNSEndpoint. */
  | 'record'
  /** The federated Service or Ingress that such a record is for. */
  | 'target'
  /** The objects that such a Service may depend on: the workloads whose replicas are divided, and the preferences. */
  | 'workload'
  | 'domain'
  | 'cluster'
  | 'control-plane'
  | 'config'
  | 'observed'
  | 'lock'

/** A manifest on which an object depends. */
export interface Dependency {
  readonly role: Role
  readonly manifest: Manifest
}

/** Finds the manifests of one side on which an object depends for itself, and not as every other object does. */
export type FindDependencies = (object: ObjectIdentity) => readonly Dependency[]

/** Indexes one side by what is rendered from it. */
export function createDependencyFinder({ objects, federation }: RenderPlan): FindDependencies {
  const planned = groupBy(
    objects.map((each) => each.federatedObject),
    (each) => keyOf(each.type.name, targetOf(each)),
  )
  const records = new Map(federation.dnsRecords.map((each) => [endpointKey(each), each]))
  return (object) => {
    const rendered = planned.get(keyOf(object.type, object)) ?? []
    const record = object.kind === 'DNSEndpoint' ? records.get(qualifiedName(object)) : undefined
    return [
      ...rendered.flatMap((each) => objectDependencies(each, federation)),
      ...(record ? recordDependencies(record, federation) : []),
    ]
  }
}

/** What an object is called where it is rendered: a Namespace has no namespace, although its federated object has. */
function targetOf(object: FederatedObject): { readonly namespace?: string; readonly name: string } {
  const { type, name, namespace } = object
  const namespaced =
    namespace !== undefined && type.targetType.scope === 'Namespaced' && !isNamespaceType(type)
  return { ...(namespaced && { namespace }), name }
}

function keyOf(type: string, object: { readonly namespace?: string; readonly name: string }): string {
  return `${type}\n${qualifiedName(object)}`
}

function endpointKey({ kind, namespace, name }: DNSRecord): string {
  return `${namespace}/${kind === 'ServiceDNSRecord' ? 'service' : 'ingress'}-${name}`
}

function objectDependencies(object: FederatedObject, federation: Federation): readonly Dependency[] {
  const { manifest, type, namespace = '' } = object
  const containing = isNamespaceType(type) ? undefined : federation.federatedNamespaces.get(namespace)
  return [
    { role: 'object', manifest },
    ...dependency('namespace', containing),
    ...dependency('preference', federation.preferences.get(object)),
    ...(federation.clusterOverrides.get(object) ?? []).flatMap(({ clusterOverride }) =>
      dependency('cluster-override', clusterOverride),
    ),
    ...dependency('type', type),
  ]
}

function recordDependencies(record: DNSRecord, federation: Federation): readonly Dependency[] {
  const { kind, manifest, namespace, name } = record
  const targetKind = kind === 'ServiceDNSRecord' ? 'Service' : 'Ingress'
  const inNamespace = federation.federatedObjects.filter((each) => each.namespace === namespace)
  const domainRef = kind === 'ServiceDNSRecord' ? record.domainRef : undefined
  return [
    { role: 'record', manifest },
    ...federation.domains
      .filter((each) => each.name === domainRef)
      .flatMap((each) => dependency('domain', each)),
    ...inNamespace
      .filter((each) => each.name === name && each.type.targetType.kind === targetKind)
      .flatMap((each) => objectDependencies(each, federation))
      .map(({ role, manifest }): Dependency => ({ role: role === 'object' ? 'target' : role, manifest })),
    ...inNamespace.flatMap((each) => workloadDependencies(each, federation.preferences.get(each))),
  ]
}

function workloadDependencies(
  object: FederatedObject,
  preference: ReplicaSchedulingPreference | undefined,
): readonly Dependency[] {
  return preference ? [object, preference].flatMap((each) => dependency('workload', each)) : []
}

function dependency(role: Role, of: { readonly manifest?: Manifest } | undefined): readonly Dependency[] {
  return of?.manifest === undefined ? [] : [{ role, manifest: of.manifest }]
}
