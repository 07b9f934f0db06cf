import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import { valueAt } from '../../model/place.ts'
import type { HeldCommit, Wave, WaveOrder } from '../../model/wave.ts'
import { childPointer } from '../../json/pointer.ts'
import { nearest } from '../../text/nearest.ts'

/** A commit that waves are held at, and the clusters that its sources have. */
export interface HeldInventory {
  readonly held: HeldCommit
  readonly clusters: readonly Cluster[]
}

/**
 * Puts every cluster of an inventory into its wave. Reports `wave-cluster-unlisted` where a label names no wave, and
 * `wave-without-clusters`.
 */
export function assignWaves(
  { label, order, at: places = [], unlisted = order.at(-1) ?? '' }: WaveOrder,
  clusters: readonly Cluster[],
  inventories: readonly HeldInventory[],
): DiagnosticResult<readonly Wave[]> {
  const diagnostics: Diagnostic[] = []
  const members = new Map(order.map((wave): [string, string[]] => [wave, []]))
  for (const { name, labels, manifest } of clusters) {
    const value = labels.get(label)
    const wave = value !== undefined && members.has(value) ? value : unlisted
    members.get(wave)?.push(name)
    if (value === undefined || value === wave) continue
    const at = valueAt(manifest, childPointer('/metadata/labels', label))
    const parameters = { cluster: name, value, wave, nearest: nearest(value, order) }
    diagnostics.push(createDiagnostic('wave-cluster-unlisted', parameters, { at, subject: manifest }))
  }
  const waves = [...members].map(([name, ofWave], index): Wave => {
    const inventory = inventories.find(({ held }) => held.waves.includes(name))
    if (ofWave.length === 0 && clusters.length > 0)
      diagnostics.push(createDiagnostic('wave-without-clusters', { wave: name }, { at: places[index] }))
    if (inventory === undefined) return { name, clusters: ofWave, newer: [], waiting: [] }
    const known = new Set(inventory.clusters.map((each) => each.name))
    const newer = ofWave.filter((each) => !known.has(each))
    return { name, clusters: ofWave, held: inventory.held, newer, waiting: [] }
  })
  return [waves, diagnostics]
}
