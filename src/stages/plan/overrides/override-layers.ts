import type { Report } from '../../../diagnostics/diagnostic.ts'
import type { ResolvedClusterOverride, ResolvedRule, RuleOperation } from '../../../model/cluster-override.ts'
import type { Cluster } from '../../../model/cluster.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Override } from '../../../model/override.ts'
import type { OverrideLayer } from '../../../model/override-layer.ts'
import { reportOverrideNulls } from '../report-nulls.ts'
import { isOfCluster, valueInCluster } from './cluster-values.ts'
import { checkRule } from './check-rule.ts'
import { reportValueFaults, type FaultInCluster } from './report-value-faults.ts'
import { reportOverrideFault } from './report-override-check.ts'

/** The layers of each federated object that has any, in the order of their ClusterOverrides. */
export type OverrideLayers = ReadonlyMap<FederatedObject, readonly OverrideLayer[]>

/**
 * What the ClusterOverrides of a federation add to their targets, each made once for all of them; of one in error nothing,
 * since its targets are held. Reports `override-path-invalid`, `override-path-forbidden`, `template-null`, and what
 * `reportValueFaults` does.
 *
 * @param keep gives the value that is equal and was known before
 */
export function overrideLayers(
  { clusterOverrides, clusters }: Pick<Federation, 'clusterOverrides' | 'clusters'>,
  keep: (manifest: Manifest, value: OverrideLayer) => OverrideLayer,
  report: Report,
): OverrideLayers {
  const known = new Map<ResolvedClusterOverride, OverrideLayer>()
  const inventory = new Map(clusters.map((each) => [each.name, each]))
  const layerOf = (each: ResolvedClusterOverride): OverrideLayer => {
    const { manifest } = each.clusterOverride
    const layer = known.get(each) ?? keep(manifest, makeLayer(each, inventory, report))
    known.set(each, layer)
    return layer
  }
  return new Map([...clusterOverrides].map(([object, each]) => [object, each.map(layerOf)]))
}

function makeLayer(
  { clusterOverride, rules }: ResolvedClusterOverride,
  inventory: ReadonlyMap<string, Cluster>,
  report: Report,
): OverrideLayer {
  const { manifest } = clusterOverride
  const checks = rules.map(({ rule }) => checkRule(rule.operations, manifest))
  const faults = checks.flatMap((each) => each.faults)
  for (const each of faults) reportOverrideFault(each, manifest, report)
  if (faults.length > 0) return { manifest, byCluster: new Map() }
  for (const { overrides } of checks) {
    for (const each of overrides) if (each.op !== 'remove') reportOverrideNulls({ manifest }, each, report)
  }
  const operations = rules.map(({ rule }, index) =>
    rule.operations.flatMap((operation, position): readonly RuledOverride[] => {
      const override = checks[index]?.overrides[position]
      return override ? [{ operation, override, isOfCluster: isOfCluster(operation) }] : []
    }),
  )
  const [byCluster, found] = fillClusters(rules, operations, inventory)
  reportValueFaults(manifest, found, report)
  return { manifest, byCluster: found.length > 0 ? new Map() : byCluster }
}

/** One operation as it is written, and as it is applied where its value is the same in every cluster. */
interface RuledOverride {
  readonly operation: RuleOperation
  readonly override: Override
  readonly isOfCluster: boolean
}

/** The overrides of each cluster that rules select, and the values that cannot be there. */
function fillClusters(
  rules: readonly ResolvedRule[],
  operations: readonly (readonly RuledOverride[])[],
  inventory: ReadonlyMap<string, Cluster>,
): readonly [ReadonlyMap<string, readonly Override[]>, readonly FaultInCluster[]] {
  const rulesOf = new Map<string, number[]>()
  for (const [index, { clusters }] of rules.entries()) {
    for (const cluster of clusters) {
      const known = rulesOf.get(cluster)
      if (known === undefined) rulesOf.set(cluster, [index])
      else known.push(index)
    }
  }
  const lists = new Map<string, readonly Override[]>()
  const found: FaultInCluster[] = []
  const byCluster = new Map<string, readonly Override[]>()
  for (const [name, selecting] of rulesOf) {
    const ruled = selecting.flatMap((index) => operations[index] ?? [])
    const cluster = inventory.get(name)
    if (cluster !== undefined && ruled.some((each) => each.isOfCluster)) {
      byCluster.set(
        name,
        ruled.flatMap((each) => overrideIn(each, cluster, found)),
      )
      continue
    }
    const key = selecting.join(' ')
    const list = lists.get(key) ?? ruled.map(({ override }) => override)
    lists.set(key, list)
    byCluster.set(name, list)
  }
  return [byCluster, found]
}

function overrideIn(
  { operation, override, isOfCluster }: RuledOverride,
  cluster: Cluster,
  found: FaultInCluster[],
): readonly Override[] {
  if (!isOfCluster || override.op === 'remove') return [override]
  const { value, faults = [] } = valueInCluster(operation, cluster)
  for (const fault of faults) found.push({ fault, pointer: override.pointer, cluster })
  return value === undefined ? [] : [Object.assign({}, override, { value })]
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
