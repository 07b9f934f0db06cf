import { coreGroup, currentGroup, multiclusterDnsGroup, schedulingGroup } from '../../kubefed/groups.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Manifest } from '../../model/manifest.ts'
import { homeOfKind } from './versions/home-of-kind.ts'

/** Kinds that a control plane keeps for itself; a dump of a live one holds them. */
const controlPlaneKinds = /^(?:Cluster)?PropagatedVersion$|^EnableTypeDirective$|^DNSEndpoint$/

/** fedrender's own kinds that are no sources: its settings, the DNS lock, the ledger of waves, and results that somebody keeps. */
const ownKinds = new Set([
  'RenderConfig',
  'DNSLock',
  'WaveLedger',
  'Adoption',
  'Drill',
  'Explanation',
  'FleetDiff',
])

/** What a manifest is to the renderer. */
export type Role =
  | 'KubeFedConfig'
  | 'KubeFedCluster'
  | 'FederatedTypeConfig'
  | 'ReplicaSchedulingPreference'
  | 'ClusterOverride'
  | 'FleetInvariant'
  | 'Domain'
  | 'ServiceDNSRecord'
  | 'IngressDNSRecord'
  | 'misplaced'
  | 'not-rendered'
  | 'object'
  | 'ignored'

/**
 * Decides what a manifest is: an object of the control plane by its kind, `object` for what may be federated or plain,
 * `ignored` for what a control plane keeps for itself, `misplaced` for a kind that KubeFed has in another of its groups,
 * `not-rendered` for a kind of KubeFed's, or of fedrender's, that nobody knows.
 */
export function classify(manifest: Manifest): Role {
  const { group, kind } = identity(manifest)
  const role = roleOf[`${kind}.${group}`]
  if (role !== undefined) return role
  if (group === 'fedrender.dev') return ownKinds.has(kind) ? 'ignored' : 'not-rendered'
  if (group.endsWith('.kubefed.io') && controlPlaneKinds.test(kind)) return 'ignored'
  const home = homeOfKind(group, kind)
  if (home !== undefined && !home.kind.startsWith('Federated')) return 'misplaced'
  if (home?.kind === 'FederatedTypeConfig') return 'misplaced'
  // A FederatedTypeConfig may claim any other Federated kind, in any group.
  if (/^Federated[A-Z]/.test(kind)) return 'object'
  return kubefedGroups.has(group) ? 'not-rendered' : 'object'
}

const kubefedGroups = new Set([coreGroup, schedulingGroup, multiclusterDnsGroup])

/** The kinds that are read, beside federated ones, as `<kind>.<group>`. */
const roleOf: Readonly<Partial<Record<string, Role>>> = {
  [`KubeFedConfig.${coreGroup}`]: 'KubeFedConfig',
  [`KubeFedCluster.${coreGroup}`]: 'KubeFedCluster',
  [`FederatedTypeConfig.${coreGroup}`]: 'FederatedTypeConfig',
  [`ReplicaSchedulingPreference.${schedulingGroup}`]: 'ReplicaSchedulingPreference',
  'ClusterOverride.fedrender.dev': 'ClusterOverride',
  'FleetInvariant.fedrender.dev': 'FleetInvariant',
  [`Domain.${multiclusterDnsGroup}`]: 'Domain',
  [`ServiceDNSRecord.${multiclusterDnsGroup}`]: 'ServiceDNSRecord',
  [`IngressDNSRecord.${multiclusterDnsGroup}`]: 'IngressDNSRecord',
}

/** The group, in KubeFed's current spelling, and the kind of a manifest. */
export function identity(manifest: Manifest): { group: string; kind: string } {
  const { apiVersion, kind } = manifest.value
  return { group: currentGroup(groupOf(String(apiVersion))), kind: String(kind) }
}
