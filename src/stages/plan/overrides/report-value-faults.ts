import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../../model/cluster.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import type { ValueFault } from './cluster-values.ts'

/** A fault of the value of an operation, whose pointer is from the ClusterOverride's root, in one cluster. */
export interface FaultInCluster {
  readonly fault: ValueFault
  readonly pointer: string
  readonly cluster: Cluster
}

/**
 * Reports each fault of a place once, with all clusters of which it is one: `cluster-override-variable-unknown`,
 * `cluster-override-label-missing` and `cluster-override-value-type`.
 */
export function reportValueFaults(
  manifest: Manifest,
  found: readonly FaultInCluster[],
  report: Report,
): void {
  const byPlace = new Map<string, FaultInCluster[]>()
  for (const each of found) {
    const { kind, pointer } = each.fault
    const label = each.fault.kind === 'label' ? each.fault.label : ''
    const key = [each.pointer, pointer, kind, label].join('\n')
    byPlace.set(key, [...(byPlace.get(key) ?? []), each])
  }
  for (const [first, ...others] of byPlace.values()) {
    if (first === undefined) continue
    const clusters = [first, ...others].map(({ cluster }) => cluster.name)
    const { fault, pointer, cluster } = first
    const at = valueAt(manifest, `${pointer}/value${fault.pointer}`)
    const context = { at, subject: manifest }
    if (fault.kind === 'unknown') {
      report(createDiagnostic('cluster-override-variable-unknown', { text: fault.text }, context))
    } else if (fault.kind === 'type') {
      const parameters = { as: fault.as, clusters }
      report(createDiagnostic('cluster-override-value-type', parameters, context))
    } else {
      const labels = { message: 'its labels', at: keyAt(cluster.manifest, '/metadata/labels') }
      const parameters = { label: fault.label, clusters }
      report(
        createDiagnostic('cluster-override-label-missing', parameters, { ...context, related: [labels] }),
      )
    }
  }
}
