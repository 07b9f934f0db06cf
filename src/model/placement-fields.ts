import type { JsonObject } from './json.ts'

/**
 * `spec.placement` of a federated object as it is written (KubeFed: pkg/controller/util/genericplacement.go,
 * GenericPlacementFields). Which clusters it comes to is a Placement of the plan.
 */
export interface PlacementFields {
  /**
   * The names in `placement.clusters`, in its order, each at `clusterNamePointer` of its index; absent where the list
   * is absent or null, and empty where it is empty.
   */
  readonly clusters?: readonly string[]
  /** The LabelSelector at `clusterSelectorPointer`; absent where it is absent or null. */
  readonly clusterSelector?: JsonObject
}

/** Where `placement.clusters` is, from the federated object's root. */
export const clustersPointer = '/spec/placement/clusters'

/** Where `placement.clusterSelector` is, from the federated object's root. */
export const clusterSelectorPointer = '/spec/placement/clusterSelector'

/** Where a name of `placement.clusters` is, from the federated object's root. */
export function clusterNamePointer(index: number): string {
  return `${clustersPointer}/${index}/name`
}
