import type { Cluster } from './cluster.ts'

const known = new WeakMap<readonly Cluster[], ReadonlySet<string>>()

/** The names of the clusters of an inventory, in its order: one set for it, however many objects ask. */
export function clusterNames(clusters: readonly Cluster[]): ReadonlySet<string> {
  const present = known.get(clusters)
  if (present !== undefined) return present
  const names = new Set(clusters.map(({ name }) => name))
  known.set(clusters, names)
  return names
}
