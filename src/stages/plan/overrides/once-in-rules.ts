import type { Diagnostic, Report } from '../../../diagnostics/diagnostic.ts'
import type { OverrideLayer } from '../../../model/override-layer.ts'

/**
 * Passes on what is reported of a place in a ClusterOverride once, as a rule is for many clusters; all else as often as it
 * is reported.
 *
 * @param counts whether a diagnostic is one of those that are passed on once. Default: all are.
 */
export function onceInRules(
  layers: readonly OverrideLayer[],
  report: Report,
  counts: (diagnostic: Diagnostic) => boolean = () => true,
): Report {
  if (layers.length === 0) return report
  const seen = new Map(layers.map(({ manifest }) => [manifest, new Set<string>()] as const))
  return (diagnostic) => {
    const { at, code } = diagnostic
    if (at && 'manifest' in at && counts(diagnostic)) {
      const places = seen.get(at.manifest)
      const key = `${code}\n${at.pointer}`
      if (places?.has(key) === true) return
      places?.add(key)
    }
    report(diagnostic)
  }
}
