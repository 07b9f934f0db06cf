import type { FederatedObject } from '../../../model/federation.ts'
import type { Placement } from '../../../model/render-plan.ts'

/** Whether the clusters of a federated object are those that it names: no label, namespace or preference may choose others. */
export function namesPlacement(
  { manifest }: Pick<FederatedObject, 'manifest'>,
  { chosenBy, clusters, chosen }: Placement,
): boolean {
  return (
    chosenBy.manifest === manifest &&
    chosenBy.pointer === '/spec/placement/clusters' &&
    clusters.length === chosen.length
  )
}
