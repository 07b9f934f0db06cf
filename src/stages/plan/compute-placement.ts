import { readLabelSelector, type LabelSelectorFault } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import {
  clusterSelectorPointer,
  clustersPointer,
  type PlacementFields,
} from '../../model/placement-fields.ts'

/** What computing a placement needs of a cluster. */
export type PlacementCluster = Pick<Cluster, 'name' | 'labels'>

/** The clusters that a placement selects, sorted, or why it selects none (ComputePlacementFailed). */
export type PlacementResult =
  | {
      readonly clusters: readonly string[]
      /** The field of `spec` that chose, as a pointer from the object's root. */
      readonly chosenBy: typeof clustersPointer | typeof clusterSelectorPointer | '/spec'
      readonly faults?: undefined
    }
  | { readonly faults: readonly LabelSelectorFault[]; readonly clusters?: undefined }

/**
 * The clusters that a federated object's own placement selects (KubeFed: pkg/controller/util/placement.go,
 * ComputePlacement): `placement.clusters` where it is present, even empty, else the selector; only known clusters
 * count. A selector that is not used is not read either. `selectorOnly` leaves the list of names aside.
 */
export function computePlacement(
  placement: PlacementFields,
  clusters: readonly PlacementCluster[],
  selectorOnly = false,
): PlacementResult {
  const { clusters: listed, clusterSelector } = placement
  if (listed && !selectorOnly) {
    const names = new Set(listed)
    const selected = clusters.filter((cluster) => names.has(cluster.name))
    return { clusters: sortedNames(selected), chosenBy: clustersPointer }
  }
  const { selector, faults } = readLabelSelector(clusterSelector)
  if (selector === undefined) return { faults }
  const chosenBy = clusterSelector ? clusterSelectorPointer : '/spec'
  return { clusters: sortedNames(clusters.filter((cluster) => selector(cluster.labels))), chosenBy }
}

function sortedNames(clusters: readonly PlacementCluster[]): readonly string[] {
  return clusters.map((cluster) => cluster.name).sort()
}
