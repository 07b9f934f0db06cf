import { compareText } from '../../model/compare-text.ts'
import { valueAt } from '../../model/place.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { scrollable, type Section } from './section.ts'

/** The inventory: every cluster with what is known of it. */
export function clustersSection(page: Page): Section {
  const { clusters } = page.report
  const content =
    clusters.length === 0
      ? html`<p>There is no KubeFedCluster.</p>`
      : scrollable(
          'clusters',
          html`<table>
            <thead>
              <tr>
                <th scope="col">Cluster</th>
                <th scope="col">Ready</th>
                <th scope="col">Objects</th>
                <th scope="col">Labels</th>
              </tr>
            </thead>
            <tbody>
              ${clusterRows(page)}
            </tbody>
          </table>`,
        )
  return { id: 'clusters', title: 'Clusters', content }
}

function clusterRows({ report, link }: Page): readonly Html[] {
  const counts = new Map<string, number>()
  for (const { objects, variants } of report.matrix.rows) {
    for (const cluster of variants.flatMap((each) => each.clusters)) {
      counts.set(cluster, (counts.get(cluster) ?? 0) + objects.length)
    }
  }
  return report.clusters.map(({ name, ready, labels, manifest }) => {
    const sorted = [...labels].sort(([left], [right]) => compareText(left, right))
    return html` <tr>
      <th scope="row">${link.toPlace(valueAt(manifest, '/metadata/name'), name)}</th>
      <td>${ready ? 'yes' : html`<b class="held">not ready</b>`}</td>
      <td>${counts.get(name) ?? 0}</td>
      <td>${sorted.map(([key, value]) => html`<code>${`${key}=${value}`}</code> `)}</td>
    </tr>`
  })
}
