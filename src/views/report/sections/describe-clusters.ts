import type { FleetCluster } from '../../../model/fleet.ts'
import { listSome } from '../../../text/list-some.ts'
import { nameClusters } from '../../fleet-diff/name-clusters.ts'

/**
 * Describes some clusters of a fleet, given sorted. They are described as the others of `among` where
 * no shorter description is found.
 */
export type DescribeClusters = (clusters: readonly string[], among?: readonly string[]) => string

/** The number of characters that can be read at a glance. */
const longestDescription = 100
/** The number of clusters that are named for all of them where no description is short. */
const mostNamed = 3

/** Describes sets of a fleet's clusters as `nameClusters` does, and longer ones by their first: `a, b, c and 17 more`. */
export function describeClusters(fleetClusters: readonly FleetCluster[]): DescribeClusters {
  const describe: DescribeClusters = (clusters, among) => {
    const description = nameClusters(clusters, fleetClusters)
    if (description.length <= longestDescription) return description
    if (among !== undefined) return `the other ${clusters.length} of ${describe(among)}`
    return clusters.length < mostNamed + 2 ? description : listSome(clusters, mostNamed)
  }
  return describe
}
