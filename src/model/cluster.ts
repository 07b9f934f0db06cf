import type { Manifest } from './manifest.ts'
import type { Place } from './place.ts'

/** A member cluster, from its KubeFedCluster (KubeFed: pkg/apis/core/v1beta1/kubefedcluster_types.go). */
export interface Cluster {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  /** True without any recorded condition; false once Ready is not True, or Offline or ConfigMalformed is. */
  readonly ready: boolean
  readonly region?: string
  readonly zones: readonly string[]
  /** Its version of Kubernetes as it is written, and where: in the configuration, its label, or its recorded status. */
  readonly kubernetesVersion?: { readonly text: string; readonly at?: Place }
  /** When a control plane made the KubeFedCluster, as the dump has it (RFC 3339). */
  readonly created?: string
  readonly manifest: Manifest
}

const known = new WeakMap<readonly Cluster[], ReadonlySet<string>>()

/** The names of the clusters of an inventory, in its order: one set for it, however many objects ask. */
export function clusterNames(clusters: readonly Cluster[]): ReadonlySet<string> {
  const present = known.get(clusters)
  if (present !== undefined) return present
  const names = new Set(clusters.map(({ name }) => name))
  known.set(clusters, names)
  return names
}
