import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { readLabelSelector, type LabelSelector } from '../../kubernetes/label-selector.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'

/**
 * Reads a selector at a pointer of a ClusterOverride; undefined where Kubernetes would refuse it. Reports
 * `cluster-override-selector-invalid`.
 */
export function readOverrideSelector(
  manifest: Manifest,
  value: JsonObject | undefined,
  pointer: string,
  report: Report,
): LabelSelector | undefined {
  const { selector, faults = [] } = readLabelSelector(value)
  for (const { pointer: below, atKey = false, problem } of faults) {
    const at = (atKey ? keyAt : valueAt)(manifest, `${pointer}${below}`)
    report(createDiagnostic('cluster-override-selector-invalid', { problem }, { at, subject: manifest }))
  }
  return selector
}
