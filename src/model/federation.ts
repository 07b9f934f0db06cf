import type { Cluster } from './cluster.ts'
import type { ResolvedClusterOverride } from './cluster-override.ts'
import type { ControlPlane } from './control-plane.ts'
import type { FederatedTypeConfig } from './federated-type-config.ts'
import type { DNSLock } from './dns-lock.ts'
import type { DNSRecord, Domain } from './dns-record.ts'
import type { ObservedCluster } from './observed-cluster.ts'
import type { ReplicaSchedulingPreference } from './replica-scheduling-preference.ts'
import type { FederatedResource } from './resources.ts'

/** A federated object together with its type. */
export interface FederatedObject extends FederatedResource {
  readonly type: FederatedTypeConfig
}

/** Everything that placement needs, each thing once and every reference resolved. */
export interface Federation {
  readonly controlPlane: ControlPlane
  /** By name, sorted. */
  readonly types: readonly FederatedTypeConfig[]
  /** By name, sorted. */
  readonly clusters: readonly Cluster[]
  /** By type, namespace and name, sorted. */
  readonly federatedObjects: readonly FederatedObject[]
  /** The FederatedNamespace of each namespace that has a valid one. */
  readonly federatedNamespaces: ReadonlyMap<string, FederatedObject>
  /** The preference of each federated object that has one. */
  readonly preferences: ReadonlyMap<FederatedObject, ReplicaSchedulingPreference>
  /** The ClusterOverrides of each federated object that has any, in the order of the sources. */
  readonly clusterOverrides: ReadonlyMap<FederatedObject, readonly ResolvedClusterOverride[]>
  /** What was observed in each member cluster of which anything was. */
  readonly observed: ReadonlyMap<string, ObservedCluster>
  readonly domains: readonly Domain[]
  /** Each once. */
  readonly dnsRecords: readonly DNSRecord[]
  readonly dnsLock: DNSLock
}
