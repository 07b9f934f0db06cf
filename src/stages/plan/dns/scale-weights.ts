/** The greatest weight that Route 53 takes. */
const maxWeight = 255

/**
 * The weight of each cluster: its replicas, brought down in proportion where one exceeds what providers take, and never
 * to 0 where there are replicas; 1 for each without replicas to go by.
 */
export function scaleWeights(
  clusters: readonly string[],
  replicas: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const counts = clusters.map((cluster) => (replicas === undefined ? 1 : (replicas.get(cluster) ?? 0)))
  const greatest = counts.reduce((left, right) => Math.max(left, right), maxWeight)
  return new Map(
    clusters.map((cluster, index) => [cluster, Math.ceil(((counts[index] ?? 0) * maxWeight) / greatest)]),
  )
}
