import type { FleetCluster } from '../../model/fleet.ts'
import { nameClusters } from '../fleet-diff/name-clusters.ts'

/** Says which clusters are meant, given some of a fleet, sorted. */
export type DescribeClusters = (clusters: readonly string[]) => string

/** As many characters can be read at a glance; so many clusters then stand for the others. */
const longestDescription = 100
const mostNamed = 3

/** Describes sets of a fleet's clusters as `nameClusters` does, and longer ones by their first: `a, b, c and 17 more`. */
export function describeClusters(fleetClusters: readonly FleetCluster[]): DescribeClusters {
  return (clusters) => {
    const description = nameClusters(clusters, fleetClusters)
    return description.length <= longestDescription || clusters.length <= mostNamed + 1
      ? description
      : `${clusters.slice(0, mostNamed).join(', ')} and ${clusters.length - mostNamed} more`
  }
}
