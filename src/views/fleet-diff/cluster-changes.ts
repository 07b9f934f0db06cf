import type { ClusterChange, ClusterRename, LabelChange } from '../../model/fleet-diff.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import { compareText } from '../../text/compare-text.ts'

/**
 * The clusters that come, go, or have other labels, sorted by name: that is why objects come and go there. None of a
 * rename that its own labels do not change.
 */
export function compareClusters(
  base: readonly FleetCluster[],
  head: readonly FleetCluster[],
  renames: readonly ClusterRename[],
): readonly ClusterChange[] {
  const renamed = new Set(renames.flatMap(({ from, to }) => [from, to]))
  const [before, after] = [base, head].map((clusters) => new Map(clusters.map((each) => [each.name, each])))
  const names = new Set([...base, ...head].map(({ name }) => name))
  return [...names].sort(compareText).flatMap((cluster): readonly ClusterChange[] => {
    const [old, now] = [before?.get(cluster), after?.get(cluster)]
    if (renamed.has(cluster)) return []
    if (old === undefined) return [{ cluster, kind: 'added', labels: [] }]
    if (now === undefined) return [{ cluster, kind: 'removed', labels: [] }]
    const labels = compareLabels(old.labels, now.labels)
    return labels.length === 0 ? [] : [{ cluster, kind: 'changed', labels }]
  })
}

function compareLabels(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly LabelChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).flatMap((label) => {
    const [from, to] = [before.get(label), after.get(label)]
    if (from === to) return []
    return [{ label, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
}
