import type { KnownType } from './api-resource.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterOverride } from './cluster-override.ts'
import type { ControlPlane } from './control-plane.ts'
import type { DNSRecord, Domain } from './dns-record.ts'
import type { FederatedTypeConfig } from './federated-type-config.ts'
import type { Invariant } from './invariant.ts'
import type { Manifest } from './manifest.ts'
import type { OverrideItem } from './override-item.ts'
import type { PlacementFields } from './placement-fields.ts'
import type { ReplicaSchedulingPreference } from './replica-scheduling-preference.ts'

/** An object of a federated type, valid in itself; its FederatedTypeConfig is not looked up yet. */
export interface FederatedResource {
  readonly manifest: Manifest
  /** In KubeFed's current spelling. */
  readonly group: string
  readonly kind: string
  readonly name: string
  /** Absent for a cluster-scoped federated object. */
  readonly namespace?: string
  readonly placement: PlacementFields
  /** In the order of `spec.overrides`. */
  readonly overrides: readonly OverrideItem[]
}

/** The KubeFed objects of a repository, each valid in itself and none yet looked at beside another. */
export interface Resources {
  readonly controlPlanes: readonly { readonly manifest: Manifest; readonly value: ControlPlane }[]
  readonly federatedTypeConfigs: readonly (FederatedTypeConfig & { readonly manifest: Manifest })[]
  /** The types that CustomResourceDefinitions among the sources define. */
  readonly customTypes: readonly KnownType[]
  /** The names of the FederatedTypeConfigs in error, by the federated type that each claims, as `<kind>.<group>`. */
  readonly refusedTypes: ReadonlyMap<string, string>
  readonly clusters: readonly Cluster[]
  readonly preferences: readonly ReplicaSchedulingPreference[]
  readonly clusterOverrides: readonly ClusterOverride[]
  /** Those of files; the configuration has others. */
  readonly invariants: readonly Invariant[]
  readonly domains: readonly Domain[]
  readonly dnsRecords: readonly DNSRecord[]
  readonly federatedResources: readonly FederatedResource[]
  /** How many objects are not KubeFed's and so are left alone. */
  readonly plainObjects: number
}
