import type { WavesConfig } from '../../../model/delivery-config.ts'
import type { FleetDiff } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import { count } from '../../../text/count.ts'
import { countRisks } from '../../fleet-diff/risk-groups.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import { clusterCell } from '../sections/cluster-cell.ts'
import type { DescribeClusters } from '../sections/describe-clusters.ts'
import type { Section } from '../sections/section.ts'

/** Clusters that are to get a change together. */
export interface Wave {
  /** The value of the label; undefined for the last wave, of all other clusters. */
  readonly value: string | undefined
  readonly clusters: readonly string[]
}

/** The waves of a fleet, the first one first: those that the order names, then all other clusters if there are any. */
export function fleetWaves(
  clusters: readonly FleetCluster[],
  { label, order }: WavesConfig,
): readonly Wave[] {
  const named = order.map((value) => ({
    value,
    clusters: namesWith(clusters, (found) => found === value, label),
  }))
  const others = namesWith(clusters, (found) => found === undefined || !order.includes(found), label)
  return [...named, ...(others.length > 0 ? [{ value: undefined, clusters: others }] : [])]
}

function namesWith(
  clusters: readonly FleetCluster[],
  isMeant: (value: string | undefined) => boolean,
  label: string,
): readonly string[] {
  return clusters.filter(({ labels }) => isMeant(labels.get(label))).map(({ name }) => name)
}

/** In which order clusters are to get the change, and what each wave gets. */
export function wavesSection(describe: DescribeClusters, report: FleetReport, config: WavesConfig): Section {
  const { diff, clusters } = report
  const waves = fleetWaves(clusters, config)
  const content = markup`<p>By the label <code>${config.label}</code>, as <code>delivery.argocd.waves</code> has it. Argo CD does not always keep the order.</p>
<ol class="waves">${waves.map((each, index) => waveItem(describe, each, index, config, diff))}</ol>`
  return { id: 'waves', title: 'Waves', content }
}

function waveItem(
  describe: DescribeClusters,
  { value, clusters }: Wave,
  index: number,
  { maxUpdate }: WavesConfig,
  diff: FleetDiff | undefined,
): Markup {
  const atOnce = maxUpdate === undefined ? 'all at once' : `${maxUpdate} at once`
  return markup`
<li><b>${index + 1}. ${value ?? 'all others'}</b>
<div>${clusters.length === 0 ? 'no cluster' : clusterCell(describe, clusters)}</div>
<small>${count(clusters.length, 'cluster')}, ${atOnce}</small>${diff && waveChange(clusters, diff)}</li>`
}

/** What a change does in the clusters of a wave, and the levels of its risks there. */
function waveChange(clusters: readonly string[], diff: FleetDiff): Markup {
  const members = new Set(clusters)
  const changes = diff.changes.filter((each) => each.clusters.some((name) => members.has(name)))
  const objects = new Set(changes.map(({ object }) => object.path)).size
  const levels = [...countRisks({ ...diff, risks: [], files: [], changes })]
  return markup`<p>${objects === 0 ? 'nothing changes' : `${count(objects, 'object')} affected`}${levels.map(
    ([level, number]) => markup` <span class="level ${level}">${number} ${level}</span>`,
  )}</p>`
}
