import { valueAt } from '../../../model/place.ts'
import { compareText } from '../../../text/compare-text.ts'
import { markup, type Markup } from '../markup.ts'
import type { Matrix } from '../matrix.ts'
import type { FleetReport } from '../report.ts'
import type { LinkSource } from '../source-link.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import type { Section } from './section.ts'

/** The inventory: every cluster with its labels and how many objects it gets. */
export function clustersSection(link: LinkSource, { clusters, matrix }: FleetReport): Section {
  const counts = countObjects(matrix)
  const rows = clusters.map(({ name, ready, labels, manifest }) => {
    const sorted = [...labels].sort(([left], [right]) => compareText(left, right))
    return markup`
<tr><th scope="row">${link.toPlace(valueAt(manifest, '/metadata/name'), name)}</th>
<td>${ready ? 'yes' : markup`<b class="held">not ready</b>`}</td><td>${counts.get(name) ?? 0}</td>
<td>${sorted.map(([key, value]) => labelOf(key, value))}</td></tr>`
  })
  const header = columnTitles(['Cluster', 'Ready', 'Objects', 'Labels'])
  const content =
    clusters.length === 0
      ? markup`<p>The repository declares no KubeFedCluster.</p>`
      : scrolledTable({ labelledBy: 'clusters', kind: 'inventory', header, rows })
  return { id: 'clusters', title: 'Clusters', content }
}

function labelOf(key: string, value: string): Markup {
  return markup`<code>${`${key}=${value}`}</code> `
}

function countObjects({ rows }: Matrix): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { objects, variants } of rows) {
    for (const cluster of variants.flatMap((each) => each.clusters)) {
      counts.set(cluster, (counts.get(cluster) ?? 0) + objects.length)
    }
  }
  return counts
}
