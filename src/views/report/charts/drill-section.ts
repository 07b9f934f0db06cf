import { type Drill, drillFigures, type DrilledLoss, type DrillFigures } from '../../drill/drill.ts'
import { markup, type Markup } from '../markup.ts'
import { clusterCell } from '../sections/cluster-cell.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'
import { columnTitles, scrolledTable } from '../table.ts'

const columns = [
  { title: 'Replicas moved', of: 'moved', isLoss: false },
  { title: 'Replicas lost', of: 'lost', isLoss: true },
  { title: 'Workloads nowhere else', of: 'nowhereElse', isLoss: true },
  { title: 'Below their minimum', of: 'belowMinimum', isLoss: true },
  { title: 'Names unreachable', of: 'unreachable', isLoss: true },
  { title: 'Names shifted', of: 'shifted', isLoss: false },
] as const satisfies readonly {
  readonly title: string
  readonly of: keyof DrillFigures
  readonly isLoss: boolean
}[]

/** What becomes of the fleet without each of its clusters, as a matrix of numbers. */
export function drillSection(describe: DescribeClusters, { losses }: Drill): Section {
  const content = markup`<p id="drilled">Each cluster as lost by itself: replicas, placement and names are planned again without it.
<code>fedrender drill --without CLUSTER</code> lists the objects.</p>
${scrolledTable({
  labelledBy: 'drilled',
  kind: 'chart',
  header: columnTitles(['Without', ...columns.map(({ title }) => title)]),
  rows: losses.map((loss) => lossRow(describe, loss)),
})}`
  return { id: 'drill', title: 'Drill', content }
}

function lossRow(describe: DescribeClusters, loss: DrilledLoss): Markup {
  const figures = drillFigures(loss)
  const cells = columns.map(({ of, isLoss }) =>
    isLoss && figures[of] > 0
      ? markup`<td><b class="unplaced">${figures[of]}</b></td>`
      : markup`<td>${figures[of]}</td>`,
  )
  return markup`
<tr><th scope="row">${clusterCell(describe, loss.clusters)}</th>${cells}</tr>`
}
