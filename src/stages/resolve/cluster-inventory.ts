import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import { compareText } from '../../text/compare-text.ts'
import { valueAt } from '../../model/place.ts'

/** The member clusters, sorted by name. Reports `duplicate-cluster`, and `cluster-not-ready` for each that is not. */
export function resolveClusters(clusters: readonly Cluster[], report: Report): readonly Cluster[] {
  const byName = new Map<string, Cluster>()
  for (const cluster of clusters) {
    const { name, manifest } = cluster
    const first = byName.get(name)
    if (first === undefined) {
      byName.set(name, cluster)
      continue
    }
    const related = [{ message: 'the first declaration', at: valueAt(first.manifest, '/metadata/name') }]
    const at = valueAt(manifest, '/metadata/name')
    report(createDiagnostic('duplicate-cluster', { name }, { at, related, subject: manifest }))
  }
  const inventory = [...byName.values()].sort((left, right) => compareText(left.name, right.name))
  for (const { name, ready, manifest } of inventory) {
    if (ready) continue
    const at = valueAt(manifest, '/status/conditions')
    report(createDiagnostic('cluster-not-ready', { cluster: name }, { at, subject: manifest }))
  }
  return inventory
}
