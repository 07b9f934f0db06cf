import { nearest } from '../text/nearest.ts'
import { quote } from '../text/quote.ts'
import type { FleetCluster } from '../model/fleet.ts'

/** That no cluster is called so, and what it may have been. */
export function describeUnknownCluster(
  name: string,
  clusters: readonly Pick<FleetCluster, 'name'>[],
): string {
  const names = clusters.map((each) => each.name)
  const near = nearest(name, names)
  const hint = near === undefined ? '' : ` Did you mean ${quote(near)}?`
  return `No KubeFedCluster is called ${quote(name)}.${hint}`
}
