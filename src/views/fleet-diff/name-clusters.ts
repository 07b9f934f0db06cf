import { compareText } from '../../text/compare-text.ts'
import type { FleetCluster } from '../../model/fleet.ts'

/**
 * The shortest honest description of a set of clusters: `eu-1, eu-2`, `all 100 clusters`, `all 97 with region=eu`,
 * `all 100 clusters but eu-3, eu-7`, where the number is that of all clusters meant, the exceptions among them. Of
 * equally short ones names come first, then the whole fleet, then labels by key and value. Raw text: escape it where
 * it is printed.
 *
 * @param clusters some of the fleet's clusters, sorted
 */
export function nameClusters(clusters: readonly string[], fleetClusters: readonly FleetCluster[]): string {
  const concerned = new Set(clusters)
  let shortest = clusters.join(', ')
  for (const { title, members } of groupsOf(fleetClusters)) {
    if (members.length <= 1 || members.length < concerned.size) continue
    if (leastLength(title, members.length - concerned.size) >= shortest.length) continue
    const exceptions = members.filter((each) => !concerned.has(each))
    if (members.length - exceptions.length !== concerned.size) continue
    const description = exceptions.length === 0 ? title : `${title} but ${exceptions.join(', ')}`
    if (description.length < shortest.length) shortest = description
  }
  return shortest
}

/** How long a description with so many exceptions is at least: names have a character, and a comma and a space between. */
function leastLength(title: string, exceptions: number): number {
  return exceptions === 0 ? title.length : `${title} but `.length + 3 * exceptions - 2
}

interface ClusterGroup {
  readonly title: string
  /** Sorted. */
  readonly members: readonly string[]
}

const groupsByFleet = new WeakMap<readonly FleetCluster[], readonly ClusterGroup[]>()

function groupsOf(clusters: readonly FleetCluster[]): readonly ClusterGroup[] {
  const known = groupsByFleet.get(clusters)
  if (known) return known
  const byLabel = new Map<string, string[]>()
  for (const { name, labels } of clusters) {
    for (const [key, value] of labels) {
      const label = `${key}=${value}`
      const members = byLabel.get(label)
      if (members) members.push(name)
      else byLabel.set(label, [name])
    }
  }
  const groups = [
    { title: `all ${clusters.length} clusters`, members: clusters.map(({ name }) => name) },
    ...[...byLabel]
      .sort(([left], [right]) => compareText(left, right))
      .map(([label, members]) => ({ title: `all ${members.length} with ${label}`, members })),
  ]
  groupsByFleet.set(clusters, groups)
  return groups
}
