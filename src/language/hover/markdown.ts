import type { Cluster } from '../../model/cluster.ts'
import { codeSpan } from '../../views/fleet-diff/format/markdown-text.ts'
import { nameClusters } from '../../views/fleet-diff/name-clusters.ts'

/** Names of clusters that are longer together are cut: the first one, and how many others there are. */
const longestNames = 90

/** Some clusters of a fleet in as few words as they can be named by, for Markdown. */
export function describeClusters(names: readonly string[], fleet: readonly Cluster[]): string {
  if (names.length === 0) return 'no cluster'
  const named = nameClusters(names, fleet)
  const [first = ''] = names
  return named.length <= longestNames ? codeSpan(named) : `${codeSpan(first)} and ${names.length - 1} others`
}

/** The first few lines, and one that says how many more there are. */
export function firstLines(lines: readonly string[], limit: number): readonly string[] {
  return lines.length <= limit ? lines : [...lines.slice(0, limit), `- … and ${lines.length - limit} more`]
}
