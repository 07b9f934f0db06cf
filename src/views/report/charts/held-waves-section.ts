import { shortCommit, type Wave } from '../../../model/wave.ts'
import { count } from '../../../text/count.ts'
import { describeWaiting } from '../../format-waves.ts'
import { markup, type Markup } from '../markup.ts'
import { clusterCell } from '../sections/cluster-cell.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'
import { columnTitles, scrolledTable } from '../table.ts'

/** The commit that each wave is held at, how far back that is, and what waits for its promotion. */
export function heldWavesSection(describe: DescribeClusters, waves: readonly Wave[]): Section {
  const content = markup`<p id="held">A wave that is held gets the sources of its commit, by its line in <code>waves.yaml</code>.
<code>fedrender promote WAVE</code> lets the rest through.</p>
${scrolledTable({
  labelledBy: 'held',
  kind: 'chart',
  header: columnTitles(['Wave', 'Commit', 'Back', 'Clusters', 'Waiting']),
  rows: waves.map((wave) => waveRow(describe, wave)),
})}`
  return { id: 'held-waves', title: 'Held waves', content }
}

function waveRow(describe: DescribeClusters, wave: Wave): Markup {
  const { name, held, clusters } = wave
  const [commit, back] =
    held === undefined ? ['HEAD', ''] : [shortCommit(held.commit), count(held.back, 'commit')]
  const cell = clusters.length === 0 ? 'none' : clusterCell(describe, clusters)
  return markup`
<tr><th scope="row">${name}</th><td><code>${commit}</code></td><td>${back}</td><td>${cell}</td><td>${describeWaiting(wave)}</td></tr>`
}
