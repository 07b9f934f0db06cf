import type { DNSEndpoint } from './dns-endpoint.ts'
import type { HeldRule } from './file-tree.ts'
import type { ObjectPlan, Variant } from './render-plan.ts'

/** One object of the fleet: its file, which is the same in every cluster that has it, and what those clusters get. */
export interface FleetObject {
  /** Below a cluster's directory, as `shop/deployments.apps/web.yaml`; below `dns/` for what belongs to no cluster. */
  readonly path: string
  /** As the FederatedTypeConfig is called: `deployments.apps`. */
  readonly type: string
  readonly kind: string
  /** Absent for what is cluster-scoped, Namespaces included. */
  readonly namespace?: string
  readonly name: string
  /** The clusters of a DNSEndpoint that belongs to no cluster are none. */
  readonly variants: readonly Variant[]
  /** What it was planned from; both are absent where it was read from rendered files. */
  readonly plan?: ObjectPlan
  /** The plans of the commits that waves are held at, where these make something else of it. Default: there are none. */
  readonly heldPlans?: readonly ObjectPlan[]
  readonly dnsEndpoint?: DNSEndpoint
}

/** A member cluster as people call it and select it. */
export interface FleetCluster {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
}

/** What every cluster is to hold, each distinct object once: the content of the files, before there are any. */
export interface Fleet {
  /** By name, sorted. */
  readonly clusters: readonly FleetCluster[]
  /** The objects of clusters, by path, sorted. */
  readonly objects: readonly FleetObject[]
  /** The DNSEndpoints that belong to no cluster, by path, sorted. */
  readonly dns: readonly FleetObject[]
  readonly held: readonly HeldRule[]
}

/** The plan of what a cluster gets of an object, by the commit that its wave is held at. */
export function planIn(
  { plan, heldPlans = [] }: FleetObject,
  cluster: string | undefined,
): ObjectPlan | undefined {
  const held = heldPlans.find(({ part }) => cluster !== undefined && part?.clusters.includes(cluster))
  return held ?? plan
}
