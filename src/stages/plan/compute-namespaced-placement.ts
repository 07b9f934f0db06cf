import type { Scope } from '../../model/api-resource.ts'
import type { PlacementFields } from '../../model/placement-fields.ts'
import { computePlacement, type PlacementCluster, type PlacementResult } from './compute-placement.ts'

/** A namespaced placement: what the object chose, and what its namespace left of it. */
export type NamespacedPlacementResult = PlacementResult & {
  /** The clusters that the object's own placement chose; absent where that failed. */
  readonly chosen?: readonly string[]
  /** Whether the faults are those of the FederatedNamespace. */
  readonly inNamespace?: boolean
}

/**
 * The clusters of a namespaced federated object: its own placement, intersected with that of the FederatedNamespace
 * that contains it (KubeFed: pkg/controller/util/placement.go, ComputeNamespacedPlacement). Without a
 * FederatedNamespace it is placed nowhere, but by its own placement where the control plane is namespaced.
 */
export function computeNamespacedPlacement(
  placement: PlacementFields,
  namespacePlacement: PlacementFields | undefined,
  clusters: readonly PlacementCluster[],
  controlPlaneScope: Scope,
  selectorOnly = false,
): NamespacedPlacementResult {
  const own = computePlacement(placement, clusters, selectorOnly)
  if (own.clusters === undefined) return own
  const { clusters: chosen, chosenBy } = own
  if (namespacePlacement === undefined) {
    return { clusters: controlPlaneScope === 'Namespaced' ? chosen : [], chosen, chosenBy }
  }
  const limit = computePlacement(namespacePlacement, clusters, selectorOnly)
  if (limit.clusters === undefined) return { ...limit, chosen, inNamespace: true }
  // Of equal placements there is one list, which is shared.
  if (limit.clusters === chosen) return { clusters: chosen, chosen, chosenBy }
  const allowed = new Set(limit.clusters)
  return { clusters: chosen.filter((name) => allowed.has(name)), chosen, chosenBy }
}
