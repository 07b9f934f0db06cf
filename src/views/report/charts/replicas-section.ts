import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { ReplicaRow, ReplicaTable } from '../../replicas.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import { clusterCell } from '../sections/cluster-cell.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import { bar } from './bar.ts'
import type { ClusterReplicas } from './cluster-replicas.ts'

/** How many replicas run in each cluster, and how each preference divides its own. */
export function replicasSection(describe: DescribeClusters, report: FleetReport): Section {
  const { replicas, preferences } = report
  const content = markup`${replicas.length === 0 ? markup`<p>No object has replicas.</p>` : chart(describe, replicas)}
${preferences.length > 0 && markup`<h3>By ReplicaSchedulingPreference</h3>${preferenceList(describe, preferences)}`}`
  return { id: 'replicas', title: 'Replicas', content }
}

/** The column of the bars has no title: its numbers are to its left. */
const barColumn = markup`<td></td>`

/** So many rows of a chart are read at once; the others are folded below them. */
const mostRows = 20

/** The most replicas first; the clusters with equal numbers are one row. */
function chart(describe: DescribeClusters, replicas: readonly ClusterReplicas[]): Markup {
  const ranked = replicas.toSorted((left, right) => together(right) - together(left))
  const [first] = ranked
  const most = first === undefined ? 0 : together(first)
  const alike = groupBy(ranked, ({ scheduled, fixed, notRendered }) =>
    JSON.stringify([scheduled ?? '', fixed ?? '', notRendered]),
  )
  const rows = [...alike.values()].map((each) => chartRow(describe, each, most))
  const rest = rows.slice(mostRows)
  const more = markup`<details><summary id="more-replicas">${count(rest.length, 'more row')}, with fewer replicas</summary>
${chartTable('more-replicas', rest)}</details>`
  return markup`<p>The <code>spec.replicas</code> of all objects in a cluster:
<span class="key scheduled">divided by a preference</span>, <span class="key fixed">fixed by templates and overrides</span>.</p>
${chartTable('replicas', rows.slice(0, mostRows))}${rest.length > 0 && more}`
}

function chartTable(labelledBy: string, rows: readonly Markup[]): Markup {
  const header = [columnTitles(['Clusters', 'Divided', 'Fixed', 'Together']), barColumn]
  return scrolledTable({ labelledBy, kind: 'chart', header, rows })
}

function chartRow(describe: DescribeClusters, alike: readonly ClusterReplicas[], most: number): Markup {
  const [first] = alike
  if (first === undefined) return markup``
  const { scheduled, fixed, notRendered } = first
  const names = clusterCell(
    describe,
    alike.map(({ cluster }) => cluster),
  )
  const left = notRendered > 0 && `the replicas of ${count(notRendered, 'workload')} are not rendered`
  if (scheduled === undefined && fixed === undefined) {
    return markup`
<tr><th scope="row">${names}</th><td>–</td><td>–</td><td>–</td><td><i>${left || 'no workload is placed here'}</i></td></tr>`
  }
  return markup`
<tr><th scope="row">${names}</th><td>${scheduled ?? '–'}</td><td>${fixed ?? '–'}</td><td>${together(first)}</td>
<td>${bar(
    [
      { kind: 'scheduled', number: scheduled ?? 0 },
      { kind: 'fixed', number: fixed ?? 0 },
    ],
    most,
  )}${left !== false && markup`<small>${left}</small>`}</td></tr>`
}

function together({ scheduled = 0, fixed = 0 }: ClusterReplicas): number {
  return scheduled + fixed
}

/** So many preferences are read at once; the others are folded below them. */
const mostOpen = 12

/** Each preference as a bar of what is planned and what no cluster gets; those that lack clusters come first. */
function preferenceList(describe: DescribeClusters, tables: readonly ReplicaTable[]): Markup {
  const ranked = [
    ...tables.filter(({ unplaced }) => unplaced > 0),
    ...tables.filter(({ unplaced }) => unplaced === 0),
  ].map((each, index) => preferenceItem(describe, each, `preference-${index}`))
  const rest = ranked.slice(mostOpen)
  return markup`<p><span class="key scheduled">planned</span>, <span class="key unplaced">unplaced</span>.</p>
${ranked.slice(0, mostOpen)}
${rest.length > 0 && markup`<details><summary>${count(rest.length, 'more preference')}</summary>${rest}</details>`}`
}

const columns = [
  { title: 'Weight', field: 'weight' },
  { title: 'Minimum', field: 'minReplicas' },
  { title: 'Maximum', field: 'maxReplicas' },
  { title: 'Current', field: 'current' },
  { title: 'Capacity', field: 'capacity' },
  { title: 'Planned', field: 'planned' },
] as const satisfies readonly { readonly title: string; readonly field: keyof ReplicaRow }[]

function preferenceItem(describe: DescribeClusters, table: ReplicaTable, id: string): Markup {
  const { name, targetKind, totalReplicas, division, unplaced, clusters } = table
  const most = clusters.reduce((greatest, each) => Math.max(greatest, each.planned ?? 0), 0)
  const planned = clusters.reduce((sum, each) => sum + (each.planned ?? 0), 0)
  const alike = groupBy(clusters, (row) => columns.map(({ field }) => String(row[field])).join(' '))
  const isPlanned = clusters.some((each) => each.planned !== undefined)
  const answer = isPlanned ? markup`${planned} planned` : markup`<b class="held">not divided</b>`
  return markup`
<details class="preference"><summary id="${id}"><b>${name}</b> ${targetKind}, ${count(totalReplicas, 'replica')}${division === 'monotone' && ', monotone division'}: ${answer}${
    unplaced > 0 && markup`, <b class="unplaced">${unplaced} unplaced</b>`
  }${bar(
    [
      { kind: 'scheduled', number: planned },
      { kind: 'unplaced', number: unplaced },
    ],
    Math.max(totalReplicas, planned + unplaced),
  )}</summary>
${scrolledTable({
  labelledBy: id,
  kind: 'chart',
  header: [columnTitles(['Clusters', ...columns.map(({ title }) => title)]), barColumn],
  rows: [...alike.values()].map((rows) => preferenceRow(describe, rows, most)),
})}</details>`
}

/** One row for clusters with the same numbers. */
function preferenceRow(describe: DescribeClusters, rows: readonly ReplicaRow[], most: number): Markup {
  const [first] = rows
  const cells = columns.map(({ field }) => markup`<td>${first?.[field] ?? '–'}</td>`)
  const names = clusterCell(
    describe,
    rows.map((each) => each.cluster),
  )
  const shown =
    first?.planned === undefined
      ? markup`<i>${first?.why[0] ?? 'not planned'}</i>`
      : bar([{ kind: 'scheduled', number: first.planned }], most)
  return markup`
<tr><th scope="row">${names}</th>${cells}
<td>${shown}</td></tr>`
}
