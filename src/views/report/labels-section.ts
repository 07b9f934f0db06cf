import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../model/qualified-name.ts'
import { count } from './count.ts'
import { html, type Html } from './html.ts'
import type { LabelPlacement, LabelValue } from './label-placement.ts'
import type { Page } from './page.ts'
import { type Section } from './section.ts'

/** Which objects the clusters with each value of a label get, and which objects select by it. */
export function labelsSection(page: Page): Section {
  const { labels } = page.report
  const content =
    labels.length === 0
      ? html`<p>No cluster has a label.</p>`
      : html`<div class="cards">${labels.map((each) => labelOf(page, each))}</div>`
  return { id: 'labels', title: 'Placement by label', content }
}

/** A label with so many values is shown at once; one with more can be unfolded. */
const mostOpen = 12

function labelOf(page: Page, label: LabelPlacement): Html {
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">Value</th>
        <th scope="col">Clusters</th>
        <th scope="col">Objects in all</th>
        <th scope="col">Objects in some</th>
      </tr>
    </thead>
    <tbody>
      ${label.values.map(valueRow)}
    </tbody>
  </table>`
  const values = count(label.values.length, 'value')
  return html`<div class="card">
    <h3>${label.key}</h3>
    ${
      label.values.length > mostOpen
        ? html`<details>
            <summary>${values}</summary>
            ${table}
          </details>`
        : table
    }
    ${selectedBy(page, label)}
  </div>`
}

function valueRow({ value, clusters, everywhere, partly }: LabelValue): Html {
  const title =
    value === undefined ? html`<i>without the label</i>` : value === '' ? html`<i>empty</i>` : value
  return html` <tr>
    <th scope="row">${title}</th>
    <td>${clusters.length}</td>
    <td>${everywhere}</td>
    <td>${partly}</td>
  </tr>`
}

function selectedBy({ link }: Page, { selectedBy }: LabelPlacement): Html {
  if (selectedBy.length === 0) return html`<p>No object selects by it.</p>`
  return html`<details>
    <summary>
      ${count(selectedBy.length, 'object')} ${selectedBy.length === 1 ? 'selects' : 'select'} by it
    </summary>
    <ul>
      ${selectedBy.map(
        (each) =>
          html` <li>
            ${link.toPlace(valueAt(each.manifest, '/spec/placement/clusterSelector'), `${each.kind} ${qualifiedName(each)}`)}
          </li>`,
      )}
    </ul>
  </details>`
}
