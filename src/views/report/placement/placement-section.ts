import type { ClusterSummary } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import { markup, type Markup } from '../markup.ts'
import { countKinds } from '../matrix/matrix-row.ts'
import { isPlacedNowhere } from '../matrix/matrix.ts'
import type { FleetReport } from '../report.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'
import { columnTitles } from '../table.ts'
import { describePlaced } from './placed-objects.ts'
import type { MappedCluster, PlacementMap, PlacementPattern } from './placement-map.ts'
import { mostSquares, placementPicture } from './placement-picture.ts'

/** The fleet as a picture: its clusters by region and tier, what each gets, and which objects are placed alike. */
export function placementSection(describe: DescribeClusters, report: FleetReport): Section {
  const { placement, matrix, blocked } = report
  const nowhere = matrix.rows.filter(isPlacedNowhere).flatMap(({ objects }) => objects)
  const content =
    placement.cells.length === 0
      ? markup`<p>The repository declares no KubeFedCluster.</p>`
      : markup`${fleetTable(placement, blocked)}
<h3>What lands where</h3>
<p>${pictureLegend(placement)}</p>
${patternList(describe, placement)}
${nowhere.length > 0 && markup`<p>${count(nowhere.length, 'object')} in no cluster: ${countKinds(nowhere)}.</p>`}`
  return { id: 'placement', title: 'Placement', content }
}

function axisTitle(label: string): string {
  return label.split('/').at(-1) ?? label
}

function fleetTable({ rows, columns, cells }: PlacementMap, isPlanned: boolean): Markup {
  const titles = columns.values.map((value) => valueTitle(columns.label, value))
  const corner = rows.label === '' ? markup`<td></td>` : columnTitles([axisTitle(rows.label)])
  const body = cells.map((row, index) => {
    const title = valueTitle(rows.label, rows.values[index])
    const tiles = row.map((cell, column) => fleetCell(cell, titles[column] ?? '', isPlanned))
    return markup`
<tr><th scope="row">${title}</th>${tiles}</tr>`
  })
  return markup`<div class="scrolled whole" role="group" tabindex="0" aria-labelledby="placement">
<table class="fleet"><thead><tr>${corner}${columnTitles(titles)}</tr></thead>
<tbody>${body}</tbody></table></div>`
}

function valueTitle(label: string, value: string | undefined): string {
  if (label === '') return 'all clusters'
  return value ?? `without ${axisTitle(label)}`
}

/** Clusters that are alike are one tile. */
function fleetCell(cell: readonly MappedCluster[], column: string, isPlanned: boolean): Markup {
  if (cell.length === 0) return markup`<td class="none"></td>`
  const tiles = groupBy(cell, ({ ready, isGone, objects, change }) =>
    JSON.stringify([ready, isGone, objects, change && describeChange(change)]),
  )
  const shown = [...tiles.values()].map((alike) => tile(alike, isPlanned))
  return markup`<td data-column="${column}"><div class="tiles">${shown}</div></td>`
}

function tile(alike: readonly MappedCluster[], isPlanned: boolean): Markup {
  const [first] = alike
  if (first === undefined) return markup``
  const { isGone, ready, objects, change } = first
  const names = alike.map(({ name }) => name)
  const title =
    alike.length === 1
      ? markup`<b>${names}</b>`
      : markup`<details><summary><b>${count(alike.length, 'cluster')}</b></summary>${names.join(', ')}</details>`
  const kind = isGone ? 'gone' : change ? 'touched' : 'same'
  return markup`<div class="tile ${kind}">${title}
<span>${isGone ? 'goes with this change' : describePlaced(objects, isPlanned)}${!ready && markup`, <b class="held">not ready</b>`}</span>${
    change && markup`<small>${describeChange(change)}</small>`
  }</div>`
}

function describeChange({ added, changed, removed, held }: ClusterSummary): string {
  return Object.entries({ added, changed, removed, held })
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${number} ${kind}`)
    .join(', ')
}

function pictureLegend({ cells }: PlacementMap): string {
  return cells.flat(2).length > mostSquares
    ? 'Each square is a cell of the table above, and blue by the share of its clusters that get the objects.'
    : 'Each square is a cluster, in the order of the table above; the blue ones get the objects.'
}

/** So many pictures are on a page. */
const mostPatterns = 12

function patternList(describe: DescribeClusters, map: PlacementMap): Markup {
  const { patterns } = map
  const rest = patterns.slice(mostPatterns)
  const objects = rest.reduce((sum, each) => sum + each.objects.length, 0)
  return markup`<ul class="patterns">${patterns.slice(0, mostPatterns).map((each) => patternItem(describe, map, each))}</ul>
${rest.length > 0 && markup`<p>${count(objects, 'more object')} in ${count(rest.length, 'other set')} of clusters: see <a href="#matrix">what runs where</a>.</p>`}`
}

function patternItem(
  describe: DescribeClusters,
  map: PlacementMap,
  { objects, clusters }: PlacementPattern,
): Markup {
  const where = describe([...clusters])
  const what = count(objects.length, 'object')
  return markup`
<li>${placementPicture(map, clusters, `${what} in ${where}`)}<span><b>${what}</b> in ${where}<small>${countKinds(objects)}</small></span></li>`
}
