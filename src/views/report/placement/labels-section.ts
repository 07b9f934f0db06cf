import { count } from '../../../text/count.ts'
import { markup, type Markup } from '../markup.ts'
import { objectLink } from '../object-link.ts'
import type { FleetReport } from '../report.ts'
import type { LinkSource } from '../source-link.ts'
import { columnTitles } from '../table.ts'
import type { LabelPlacement, LabelValue } from './label-placement.ts'
import type { Section } from '../sections/section.ts'

/** How many objects the clusters with each value of a label get, and which objects select by the label. */
export function labelsSection(link: LinkSource, { labels }: FleetReport): Section {
  const content =
    labels.length === 0
      ? markup`<p>No cluster has a label.</p>`
      : markup`<div class="cards">${labels.map((each) => labelCard(link, each))}</div>`
  return { id: 'labels', title: 'Placement by label', content }
}

/** A label with so many values is shown at once; more are folded. */
const mostOpen = 12

function labelCard(link: LinkSource, { key, values, selectedBy }: LabelPlacement): Markup {
  const table = markup`<table><thead><tr>${columnTitles(['Value', 'Clusters', 'Objects in all', 'In some'])}</tr></thead>
<tbody>${values.map(valueRow)}</tbody></table>`
  const folded = markup`<details><summary>${count(values.length, 'value')}</summary>${table}</details>`
  return markup`
<div class="card"><h3>${key}</h3>
${values.length > mostOpen ? folded : table}
${selectedBy.length === 0 ? markup`<p>No object selects by it.</p>` : selectingObjects(link, selectedBy)}</div>`
}

function valueRow({ value, clusters, everywhere, partly }: LabelValue): Markup {
  const title = value === undefined ? markup`<i>without it</i>` : value === '' ? markup`<i>empty</i>` : value
  return markup`
<tr><th scope="row">${title}</th><td>${clusters.length}</td><td>${everywhere}</td><td>${partly}</td></tr>`
}

function selectingObjects(link: LinkSource, objects: LabelPlacement['selectedBy']): Markup {
  const verb = objects.length === 1 ? 'selects' : 'select'
  return markup`<details><summary>${count(objects.length, 'object')} ${verb} by it</summary>
<ul>${objects.map((each) => markup`<li>${objectLink(link, each)}</li>`)}</ul></details>`
}
