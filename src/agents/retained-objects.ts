import { hasReplicas, retainsReplicas } from '../kubefed/retained-replicas.ts'
import type { Fleet, FleetObject } from '../model/fleet.ts'

/** The objects whose replica count is the member cluster's, and which are nevertheless rendered with one. */
export function retainedObjects({ objects }: Fleet): readonly FleetObject[] {
  return objects.filter(
    ({ plan, variants }) =>
      plan !== undefined &&
      retainsReplicas(plan.federatedObject.manifest.value) &&
      variants.some(({ object }) => hasReplicas(object)),
  )
}
