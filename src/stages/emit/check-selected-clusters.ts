import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import type { Federation } from '../../model/federation.ts'

/** Reports `selected-cluster-unknown` for each selected cluster that the inventory lacks. */
export function checkSelectedClusters(
  selected: readonly string[],
  { clusters }: Federation,
): readonly Diagnostic[] {
  const known = new Set(clusters.map((cluster) => cluster.name))
  return selected
    .filter((cluster) => !known.has(cluster))
    .map((cluster) =>
      createDiagnostic('selected-cluster-unknown', { cluster, nearest: nearest(cluster, known) }),
    )
}
