import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { FleetCluster } from '../model/fleet.ts'
import { nearest } from '../text/nearest.ts'

/** `cluster-not-found`: that no cluster is called so, and what it may have been. */
export function reportUnknownCluster(
  name: string,
  clusters: readonly Pick<FleetCluster, 'name'>[],
): Diagnostic {
  const names = clusters.map((each) => each.name)
  return createDiagnostic('cluster-not-found', { name, nearest: nearest(name, names) })
}
