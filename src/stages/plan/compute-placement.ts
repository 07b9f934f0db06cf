import { isArray } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { readLabelSelector, type LabelSelectorFault } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
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

/** The placements of an inventory by what chooses: many objects write the same, and share what comes of it. */
const placements = new WeakMap<readonly PlacementCluster[], Map<string, PlacementResult>>()

/**
 * The clusters that a federated object's own placement selects (KubeFed: pkg/controller/util/placement.go,
 * ComputePlacement): `placement.clusters` where it is present, even empty, else the selector; only known clusters
 * count. A selector that is not used is not read either. `selectorOnly` leaves the list of names aside. Equal placements
 * of one inventory have one result.
 */
export function computePlacement(
  placement: PlacementFields,
  clusters: readonly PlacementCluster[],
  selectorOnly = false,
): PlacementResult {
  const listed = selectorOnly ? undefined : placement.clusters
  const choice = listed ?? placement.clusterSelector ?? null
  const known = placements.get(clusters) ?? new Map<string, PlacementResult>()
  placements.set(clusters, known)
  const key = stringifyJson(choice)
  const result = known.get(key) ?? select(choice, clusters)
  known.set(key, result)
  return result
}

function select(
  choice: readonly string[] | JsonObject | null,
  clusters: readonly PlacementCluster[],
): PlacementResult {
  if (isArray(choice)) {
    const names = new Set(choice)
    return {
      clusters: sortedNames(clusters.filter(({ name }) => names.has(name))),
      chosenBy: clustersPointer,
    }
  }
  const { selector, faults } = readLabelSelector(choice ?? undefined)
  if (selector === undefined) return { faults }
  const chosenBy = choice ? clusterSelectorPointer : '/spec'
  return { clusters: sortedNames(clusters.filter(({ labels }) => selector(labels))), chosenBy }
}

function sortedNames(clusters: readonly PlacementCluster[]): readonly string[] {
  return clusters.map((cluster) => cluster.name).sort()
}
