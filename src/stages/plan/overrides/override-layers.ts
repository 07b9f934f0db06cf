import type { Report } from '../../../diagnostics/diagnostic.ts'
import type { ResolvedClusterOverride } from '../../../model/cluster-override.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Override } from '../../../model/override.ts'
import type { OverrideLayer } from '../../../model/override-layer.ts'
import { reportOverrideNulls } from '../report-nulls.ts'
import { checkRule } from './check-overrides.ts'
import { reportOverrideFault } from './report-override-check.ts'

/** The layers of each federated object that has any, in the order of their ClusterOverrides. */
export type OverrideLayers = ReadonlyMap<FederatedObject, readonly OverrideLayer[]>

/**
 * What the ClusterOverrides of a federation add to their targets, each made once for all of them; of one in error nothing,
 * since its targets are held. Reports `override-path-invalid`, `override-path-forbidden` and `template-null`.
 *
 * @param keep gives the value that is equal and was known before
 */
export function overrideLayers(
  { clusterOverrides }: Pick<Federation, 'clusterOverrides'>,
  keep: (manifest: Manifest, value: OverrideLayer) => OverrideLayer,
  report: Report,
): OverrideLayers {
  const known = new Map<ResolvedClusterOverride, OverrideLayer>()
  const layerOf = (each: ResolvedClusterOverride): OverrideLayer => {
    const { manifest } = each.clusterOverride
    const layer = known.get(each) ?? keep(manifest, makeLayer(each, report))
    known.set(each, layer)
    return layer
  }
  return new Map([...clusterOverrides].map(([object, each]) => [object, each.map(layerOf)]))
}

function makeLayer({ clusterOverride, rules }: ResolvedClusterOverride, report: Report): OverrideLayer {
  const { manifest } = clusterOverride
  const checks = rules.map(({ rule }) => checkRule(rule.operations, manifest))
  const faults = checks.flatMap((each) => each.faults)
  for (const each of faults) reportOverrideFault(each, manifest, report)
  if (faults.length > 0) return { manifest, byCluster: new Map() }
  for (const { overrides } of checks) {
    for (const each of overrides) if (each.op !== 'remove') reportOverrideNulls({ manifest }, each, report)
  }
  const rulesOf = new Map<string, number[]>()
  for (const [index, { clusters }] of rules.entries()) {
    for (const cluster of clusters) rulesOf.set(cluster, [...(rulesOf.get(cluster) ?? []), index])
  }
  const lists = new Map<string, readonly Override[]>()
  const byCluster = new Map<string, readonly Override[]>()
  for (const [cluster, selecting] of rulesOf) {
    const key = selecting.join(' ')
    const list = lists.get(key) ?? selecting.flatMap((index) => checks[index]?.overrides ?? [])
    lists.set(key, list)
    byCluster.set(cluster, list)
  }
  return { manifest, byCluster }
}

/** The overrides of each cluster with those of the layers before them, where an object is placed. */
export function withLayers(
  own: ReadonlyMap<string, readonly Override[]>,
  layers: readonly OverrideLayer[],
  placed: readonly string[],
): ReadonlyMap<string, readonly Override[]> {
  if (layers.length === 0) return own
  const layered = new Map(own)
  for (const cluster of placed) {
    const lists = layers.flatMap(({ byCluster }) => {
      const list = byCluster.get(cluster)
      return list === undefined ? [] : [list]
    })
    const above = own.get(cluster)
    if (above !== undefined && above.length > 0) lists.push(above)
    const [first = [], ...others] = lists
    layered.set(cluster, others.length === 0 ? first : lists.flat())
  }
  return layered
}
