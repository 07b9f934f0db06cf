import type { ReplicaRow, ReplicaTable } from '../replicas.ts'
import { bar } from './bar.ts'
import type { ClusterReplicas } from './cluster-replicas.ts'
import { count } from './count.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { scrollable, type Section } from './section.ts'

/** How many replicas run in each cluster, and how each preference divides its own. */
export function replicasSection(page: Page): Section {
  const { replicas, preferences } = page.report
  const content = html` ${replicas.length === 0 ? html`<p>No object has replicas.</p>` : chart(replicas)}
  ${
    preferences.length > 0 &&
    html`<h3>By ReplicaSchedulingPreference</h3>
      ${preferences.map((each) => preference(page, each))}`
  }`
  return { id: 'replicas', title: 'Replicas', content }
}

function chart(replicas: readonly ClusterReplicas[]): Html {
  const most = Math.max(...replicas.map((each) => each.scheduled + each.fixed))
  return html`<p>
      The <code>spec.replicas</code> of all objects of a cluster:
      <span class="key scheduled">divided by a preference</span>,
      <span class="key fixed">fixed by templates and overrides</span>.
    </p>
    ${scrollable(
      'replicas',
      html`<table class="chart">
        <thead>
          <tr>
            <th scope="col">Cluster</th>
            <th scope="col">Divided</th>
            <th scope="col">Fixed</th>
            <th scope="col">Together</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${replicas.map((each) => chartRow(each, most))}
        </tbody>
      </table>`,
    )}`
}

function chartRow({ cluster, scheduled, fixed }: ClusterReplicas, most: number): Html {
  const parts = [{ kind: 'scheduled', number: scheduled } as const, { kind: 'fixed', number: fixed } as const]
  return html` <tr>
    <th scope="row">${cluster}</th>
    <td>${scheduled}</td>
    <td>${fixed}</td>
    <td>${scheduled + fixed}</td>
    <td>${bar(parts, most)}</td>
  </tr>`
}

function preference(page: Page, table: ReplicaTable): Html {
  const { name, targetKind, totalReplicas, unplaced } = table
  const most = Math.max(...table.clusters.map((each) => each.planned ?? 0))
  const id = `preference-${page.report.preferences.indexOf(table)}`
  return html`<details>
    <summary id="${id}">
      <b>${name}</b> ${targetKind},
      ${count(totalReplicas, 'replica')}${unplaced > 0 && `, ${unplaced} of them in no cluster`}
    </summary>
    ${scrollable(
      id,
      html`<table class="chart">
        <thead>
          <tr>
            <th scope="col">Clusters</th>
            ${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${foldAlike(table.clusters).map((rows) => preferenceRow(page, rows, most))}
        </tbody>
      </table>`,
    )}
  </details>`
}

const columns = [
  { title: 'Weight', field: 'weight' },
  { title: 'Minimum', field: 'minReplicas' },
  { title: 'Maximum', field: 'maxReplicas' },
  { title: 'Current', field: 'current' },
  { title: 'Capacity', field: 'capacity' },
  { title: 'Planned', field: 'planned' },
] as const satisfies readonly { readonly title: string; readonly field: keyof ReplicaRow }[]

function preferenceRow(page: Page, rows: readonly ReplicaRow[], most: number): Html {
  const [first] = rows
  const clusters = rows.map((each) => each.cluster)
  return html` <tr>
    <th scope="row">${page.nameClusters(clusters)}</th>
    ${columns.map(({ field }) => html`<td>${first?.[field] ?? '–'}</td>`)}
    <td>${bar([{ kind: 'scheduled', number: first?.planned ?? 0 }], most)}</td>
  </tr>`
}

/** The clusters with the same numbers, by the first of them. */
function foldAlike(rows: readonly ReplicaRow[]): readonly (readonly ReplicaRow[])[] {
  const alike = new Map<string, ReplicaRow[]>()
  for (const row of rows) {
    const key = columns.map(({ field }) => String(row[field])).join(' ')
    const group = alike.get(key)
    if (group === undefined) alike.set(key, [row])
    else group.push(row)
  }
  return [...alike.values()]
}
