import {
  coreGroup,
  multiclusterDnsGroup,
  schedulingGroup,
  servedVersions,
  typesGroup,
} from '../../../kubefed/groups.ts'
import { apiVersionOf } from '../../../kubernetes/group-version-kind.ts'

/** Where KubeFed v0.10.0 has a kind. */
export interface HomeOfKind {
  readonly apiVersion: string
  /** Another one than was asked for, where federation v2 called the kind otherwise. */
  readonly kind: string
}

/** The group of each kind of KubeFed's own (KubeFed: charts/kubefed/charts/controllermanager/crds/crds.yaml). */
const groupOfKind: Readonly<Partial<Record<string, string>>> = {
  KubeFedCluster: coreGroup,
  KubeFedConfig: coreGroup,
  FederatedTypeConfig: coreGroup,
  ReplicaSchedulingPreference: schedulingGroup,
  ServiceDNSRecord: multiclusterDnsGroup,
  IngressDNSRecord: multiclusterDnsGroup,
  Domain: multiclusterDnsGroup,
}

/** The kinds of federation v2 v0.0.x that were renamed for KubeFed v0.1.0. */
const renamed: Readonly<Partial<Record<string, string>>> = {
  FederatedCluster: 'KubeFedCluster',
  FederationConfig: 'KubeFedConfig',
  FederationV2Config: 'KubeFedConfig',
  MultiClusterServiceDNSRecord: 'ServiceDNSRecord',
  MultiClusterIngressDNSRecord: 'IngressDNSRecord',
}

/** The groups that had the templates of federation v2 v0.0.1 to v0.0.6, in the current spelling of their domain. */
const earlyTemplateGroups: ReadonlySet<string> = new Set(['primitives.kubefed.io', 'generated.kubefed.io'])

/**
 * Where KubeFed has a kind that a manifest asks for in another group, or undefined where the group is the right one or
 * nothing is known: KubeFed's own kinds in another of its groups, and federated objects in a group that KubeFed keeps for
 * others. Kinds of other makers that have one of the names are in other domains. `group` is in its current spelling.
 */
export function homeOfKind(group: string, kind: string): HomeOfKind | undefined {
  if (group !== 'kubefed.io' && !group.endsWith('.kubefed.io')) return undefined
  const name = renamed[kind] ?? kind
  const home = groupOfKind[name] ?? (/^Federated[A-Z]/.test(kind) && isKept(group) ? typesGroup : undefined)
  if (home === undefined || (home === group && name === kind)) return undefined
  return { apiVersion: apiVersionOf(home, servedVersions[home] ?? ''), kind: name }
}

function isKept(group: string): boolean {
  return group !== typesGroup && (group in servedVersions || earlyTemplateGroups.has(group))
}
