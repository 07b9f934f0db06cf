import type { Cluster } from '../../../model/cluster.ts'
import { valueAt } from '../../../model/place.ts'
import { compareText } from '../../../text/compare-text.ts'
import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import type { Section } from '../sections/section.ts'
import type { LinkSource } from '../source-link.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import { describePlaced, noObjects, placedObjects, type PlacedObjects } from './placed-objects.ts'

/** The inventory: the clusters with their labels and how many objects they get; those that are alike are one row. */
export function clustersSection(link: LinkSource, { clusters, matrix, blocked }: FleetReport): Section {
  const placed = placedObjects(matrix)
  const alike = groupBy(clusters, (each) =>
    JSON.stringify([each.ready, placed.get(each.name), sortedLabels(each)]),
  )
  const header = columnTitles(['Cluster', 'Ready', 'Objects', 'Labels'])
  const content =
    clusters.length === 0
      ? markup`<p>The repository declares no KubeFedCluster.</p>`
      : scrolledTable({
          labelledBy: 'clusters',
          kind: 'inventory',
          header,
          rows: [...alike.values()].map((group) =>
            clusterRow(link, group, placed.get(group[0]?.name ?? '') ?? noObjects, blocked),
          ),
        })
  return { id: 'clusters', title: 'Clusters', content }
}

function clusterRow(
  link: LinkSource,
  alike: readonly Cluster[],
  objects: PlacedObjects,
  isPlanned: boolean,
): Markup {
  const [first, ...others] = alike
  if (first === undefined) return markup``
  const links = alike.map(
    ({ name, manifest }, index) =>
      markup`${index > 0 && ', '}${link.toPlace(valueAt(manifest, '/metadata/name'), name)}`,
  )
  const title =
    others.length === 0
      ? links
      : markup`<details><summary>${count(alike.length, 'cluster')}</summary>${links}</details>`
  return markup`
<tr><th scope="row">${title}</th>
<td>${first.ready ? 'yes' : markup`<b class="held">not ready</b>`}</td><td>${describePlaced(objects, isPlanned)}</td>
<td>${sortedLabels(first).map(([key, value]) => markup`<code>${`${key}=${value}`}</code> `)}</td></tr>`
}

function sortedLabels({ labels }: Cluster): readonly (readonly [string, string])[] {
  return [...labels].sort(([left], [right]) => compareText(left, right))
}
