import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { ReplicaRow, ReplicaTable } from '../../replicas.ts'
import { bar } from '../bar.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import type { ClusterReplicas } from './cluster-replicas.ts'
import type { DescribeClusters } from './describe-clusters.ts'
import type { Section } from './section.ts'

/** How many replicas run in each cluster, and how each preference divides its own. */
export function replicasSection(describe: DescribeClusters, report: FleetReport): Section {
  const { replicas, preferences } = report
  const tables = preferences.map((each, index) => preferenceTable(describe, each, index))
  const content = markup`${replicas.length === 0 ? markup`<p>No object has replicas.</p>` : chart(replicas)}
${tables.length > 0 && markup`<h3>By ReplicaSchedulingPreference</h3>${tables}`}`
  return { id: 'replicas', title: 'Replicas', content }
}

/** The column of the bars has no title: its numbers are to its left. */
const barColumn = markup`<td></td>`

function chart(replicas: readonly ClusterReplicas[]): Markup {
  const most = replicas.reduce((greatest, each) => Math.max(greatest, each.scheduled + each.fixed), 0)
  return markup`<p>The <code>spec.replicas</code> of all objects in a cluster:
<span class="key scheduled">divided by a preference</span>, <span class="key fixed">fixed by templates and overrides</span>.</p>
${scrolledTable({
  labelledBy: 'replicas',
  kind: 'chart',
  header: [columnTitles(['Cluster', 'Divided', 'Fixed', 'Together']), barColumn],
  rows: replicas.map(
    ({ cluster, scheduled, fixed }) => markup`
<tr><th scope="row">${cluster}</th><td>${scheduled}</td><td>${fixed}</td><td>${scheduled + fixed}</td>
<td>${bar(
      [
        { kind: 'scheduled', number: scheduled },
        { kind: 'fixed', number: fixed },
      ],
      most,
    )}</td></tr>`,
  ),
})}`
}

const columns = [
  { title: 'Weight', field: 'weight' },
  { title: 'Minimum', field: 'minReplicas' },
  { title: 'Maximum', field: 'maxReplicas' },
  { title: 'Current', field: 'current' },
  { title: 'Capacity', field: 'capacity' },
  { title: 'Planned', field: 'planned' },
] as const satisfies readonly { readonly title: string; readonly field: keyof ReplicaRow }[]

function preferenceTable(describe: DescribeClusters, table: ReplicaTable, index: number): Markup {
  const { name, targetKind, totalReplicas, unplaced, clusters } = table
  const most = clusters.reduce((greatest, each) => Math.max(greatest, each.planned ?? 0), 0)
  const alike = groupBy(clusters, (row) => columns.map(({ field }) => String(row[field])).join(' '))
  const id = `preference-${index}`
  const rest = unplaced > 0 && `, ${unplaced} of them in no cluster`
  return markup`
<details><summary id="${id}"><b>${name}</b> ${targetKind}, ${count(totalReplicas, 'replica')}${rest}</summary>
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
  return markup`
<tr><th scope="row">${describe(rows.map((each) => each.cluster))}</th>${cells}
<td>${bar([{ kind: 'scheduled', number: first?.planned ?? 0 }], most)}</td></tr>`
}
