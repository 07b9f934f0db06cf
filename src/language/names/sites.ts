import type { Manifest } from '../../model/manifest.ts'
import { classify, type Role } from '../../stages/validate/classify.ts'

/** What a text of the sources may name. */
export type NamedKind = 'cluster' | 'type' | 'federated-kind' | 'namespace' | 'object' | 'domain'

/** What holds names: a kind that fedrender reads, or an object of a federated type. */
export type Holder =
  | 'federated'
  | 'RenderConfig'
  | Exclude<Role, 'KubeFedConfig' | 'misplaced' | 'not-rendered' | 'object' | 'ignored'>

/** Where a manifest of some kinds names something. */
export interface Site {
  readonly holders: readonly Holder[]
  /** A JSON pointer from the manifest's root, in which `*` is any key or index. */
  readonly pattern: string
  readonly part: 'key' | 'value'
  readonly names: NamedKind
  /** Whether that is where it is declared. */
  readonly defines: boolean
}

const records: readonly Holder[] = ['ServiceDNSRecord', 'IngressDNSRecord']
const namespaced: readonly Holder[] = [
  'federated',
  'ReplicaSchedulingPreference',
  'ClusterOverride',
  ...records,
]

/**
 * Every place at which sources name a cluster, a type, a namespace, a federated object or a domain: what completion offers names
 * at, what leads to a definition, and what a rename changes. A name in a list of globs is one where it is spelled out.
 */
const sites: readonly Site[] = [
  definition('cluster', ['KubeFedCluster'], '/metadata/name'),
  value('cluster', ['federated'], '/spec/placement/clusters/*/name'),
  value('cluster', ['federated'], '/spec/overrides/*/clusterName'),
  value('cluster', ['federated'], '/spec/clusterNames/*'),
  key('cluster', ['ReplicaSchedulingPreference'], '/spec/clusters/*'),
  value('cluster', ['ClusterOverride'], '/spec/rules/*/clusters/*'),
  value('cluster', ['FleetInvariant'], '/spec/accepted/*/clusters/*'),
  value('cluster', records, '/status/dns/*/cluster'),
  value('cluster', ['RenderConfig'], '/dns/cluster'),
  key('cluster', ['RenderConfig'], '/delivery/argocd/destinations/*'),
  value('cluster', ['RenderConfig'], '/delivery/argocd/projects/*/clusters/*'),
  value('cluster', ['RenderConfig'], '/tenants/*/clusters/*'),
  key('cluster', ['RenderConfig'], '/clusters/*'),
  value('cluster', ['RenderConfig'], '/invariants/*/accepted/*/clusters/*'),
  definition('type', ['FederatedTypeConfig'], '/metadata/name'),
  value('type', ['ClusterOverride'], '/spec/target/type'),
  value('type', ['FleetInvariant'], '/spec/objects/types/*'),
  value('type', ['RenderConfig'], '/invariants/*/objects/types/*'),
  value('type', ['RenderConfig'], '/builtinTypes/*'),
  value('type', ['RenderConfig'], '/tenants/*/types/*'),
  value('federated-kind', ['federated'], '/kind'),
  value('federated-kind', ['ReplicaSchedulingPreference'], '/spec/targetKind'),
  value('namespace', namespaced, '/metadata/namespace'),
  value('namespace', ['FleetInvariant'], '/spec/objects/namespaces/*'),
  value('namespace', ['RenderConfig'], '/invariants/*/objects/namespaces/*'),
  value('namespace', ['RenderConfig'], '/tenants/*/namespaces/*'),
  value('namespace', ['RenderConfig'], '/delivery/argocd/projects/*/namespaces/*'),
  value('namespace', ['RenderConfig'], '/defaultNamespace'),
  definition('object', ['federated'], '/metadata/name'),
  value('object', ['ReplicaSchedulingPreference', ...records], '/metadata/name'),
  value('object', ['ClusterOverride'], '/spec/target/names/*'),
  definition('domain', ['Domain'], '/metadata/name'),
  value('domain', ['ServiceDNSRecord'], '/spec/domainRef'),
]

function value(names: NamedKind, holders: readonly Holder[], pattern: string): Site {
  return { holders, pattern, part: 'value', names, defines: false }
}

function key(names: NamedKind, holders: readonly Holder[], pattern: string): Site {
  return { holders, pattern, part: 'key', names, defines: false }
}

function definition(names: NamedKind, holders: readonly Holder[], pattern: string): Site {
  return { holders, pattern, part: 'value', names, defines: true }
}

/** What a manifest is, as a holder of names; undefined for what names nothing of the fleet. */
export function holderOf(manifest: Manifest): Holder | undefined {
  const role = classify(manifest)
  const { kind } = manifest.value
  switch (role) {
    case 'KubeFedConfig':
    case 'misplaced':
    case 'not-rendered':
      return undefined
    case 'ignored':
      return kind === 'RenderConfig' ? kind : undefined
    case 'object':
      return typeof kind === 'string' && /^Federated[A-Z]/.test(kind) ? 'federated' : undefined
    default:
      return role
  }
}

/** The sites of one kind of manifest. */
export function sitesOf(holder: Holder): readonly Site[] {
  return sites.filter(({ holders }) => holders.includes(holder))
}

/** Whether a pointer is one of a pattern. */
export function matchesPattern(pattern: string, pointer: string): boolean {
  const [wanted, given] = [pattern.split('/'), pointer.split('/')]
  return (
    wanted.length === given.length && wanted.every((each, index) => each === '*' || each === given[index])
  )
}
