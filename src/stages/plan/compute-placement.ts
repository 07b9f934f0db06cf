import { isArray, isObject } from '../../json/own.ts'
import { readLabelSelector, type LabelSelectorFault } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** What computing a placement needs of a cluster. */
export type PlacementCluster = Pick<Cluster, 'name' | 'labels'>

/** The clusters that a placement selects, sorted, or why it selects none (ComputePlacementFailed). */
export type PlacementResult =
  | {
      readonly clusters: readonly string[]
      /** The field of `spec` that chose, as a pointer from the object's root. */
      readonly chosenBy: '/spec/placement/clusters' | '/spec/placement/clusterSelector' | '/spec'
      readonly faults?: undefined
    }
  | { readonly faults: readonly LabelSelectorFault[]; readonly clusters?: undefined }

/**
 * The clusters that a federated object's own placement selects (KubeFed: pkg/controller/util/placement.go,
 * ComputePlacement): `placement.clusters` where it is present, even empty, else the selector; only known clusters
 * count. A selector that is not used is not read either. `selectorOnly` leaves the list of names aside.
 */
export function computePlacement(
  value: JsonObject,
  clusters: readonly PlacementCluster[],
  selectorOnly = false,
): PlacementResult {
  const placement = placementOf(value)
  const listed = placement['clusters']
  if (isArray(listed) && !selectorOnly) {
    const names = new Set(listed.map(clusterNameOf))
    const selected = clusters.filter((cluster) => names.has(cluster.name))
    return { clusters: sortedNames(selected), chosenBy: '/spec/placement/clusters' }
  }
  const { selector, faults } = readLabelSelector(placement['clusterSelector'])
  if (selector === undefined) return { faults }
  const chosenBy = isObject(placement['clusterSelector']) ? '/spec/placement/clusterSelector' : '/spec'
  return { clusters: sortedNames(clusters.filter((cluster) => selector(cluster.labels))), chosenBy }
}

/** The names in `placement.clusters` of a federated object, in its order; undefined where the list is absent or null. */
export function listedClusters(value: JsonObject): readonly string[] | undefined {
  const listed = placementOf(value)['clusters']
  return isArray(listed) ? listed.map(clusterNameOf) : undefined
}

function placementOf(value: JsonObject): JsonObject {
  const spec = value['spec']
  const placement = isObject(spec) ? spec['placement'] : undefined
  return isObject(placement) ? placement : {}
}

function clusterNameOf(reference: Json): string {
  const name = isObject(reference) ? reference['name'] : undefined
  return typeof name === 'string' ? name : ''
}

function sortedNames(clusters: readonly PlacementCluster[]): readonly string[] {
  return clusters.map((cluster) => cluster.name).sort()
}
