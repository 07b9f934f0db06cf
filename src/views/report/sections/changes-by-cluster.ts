import type { ClusterSummary, FleetDiff } from '../../../model/fleet-diff.ts'
import { groupBy } from '../../../text/group-by.ts'
import { markup, type Markup } from '../markup.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import { clusterCell } from './cluster-cell.ts'
import type { DescribeClusters } from './describe-clusters.ts'

/** How many objects come, go and change in each cluster: a row for all clusters with equal numbers. */
export function changesByCluster(describe: DescribeClusters, { summary }: FleetDiff): Markup {
  const alike = groupBy(summary, ({ cluster, added, changed, removed, held }) =>
    [cluster === '', added, changed, removed, held].join(' '),
  )
  return scrolledTable({
    labelledBy: 'changes-by-cluster',
    kind: 'counts',
    header: columnTitles(['Clusters', 'Added', 'Changed', 'Removed', 'Held']),
    rows: [...alike.values()].map((each) => rowOf(describe, each)),
  })
}

function rowOf(describe: DescribeClusters, alike: readonly ClusterSummary[]): Markup {
  const { cluster, added, changed, removed, held } = alike[0] ?? emptySummary
  const title =
    cluster === ''
      ? markup`<i>no cluster</i>`
      : clusterCell(
          describe,
          alike.map((each) => each.cluster),
        )
  return markup`
<tr><th scope="row">${title}</th>
<td>${added}</td><td>${changed}</td><td>${removed}</td><td>${held}</td></tr>`
}

const emptySummary: ClusterSummary = { cluster: '', added: 0, changed: 0, removed: 0, held: 0 }
