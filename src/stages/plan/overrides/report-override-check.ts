import { createDiagnostic, type DiagnosticContext, type Report } from '../../../diagnostics/diagnostic.ts'
import { setField } from '../../../diagnostics/fix.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import type { OverrideCheck, OverrideFault } from './check-overrides.ts'

/**
 * Reports what checkOverrides found: `override-op-invalid`, `override-path-invalid`, `override-path-forbidden`,
 * `override-duplicate-path`, `override-duplicate-cluster`, and `override-dotted-path` as a warning.
 */
export function reportOverrideCheck(check: OverrideCheck, manifest: Manifest, report: Report): void {
  for (const { pointer, written, path } of check.dotted) {
    const at = valueAt(manifest, pointer)
    const fix = setField(manifest, pointer, path)
    report(createDiagnostic('override-dotted-path', { written, path }, { at, subject: manifest, fix }))
  }
  for (const fault of check.faults) reportOverrideFault(fault, manifest, report)
}

/** Reports one fault of overrides that a manifest holds. */
export function reportOverrideFault(fault: OverrideFault, manifest: Manifest, report: Report): void {
  const context: DiagnosticContext = { at: valueAt(manifest, fault.pointer), subject: manifest }
  switch (fault.kind) {
    case 'op-invalid':
      return report(createDiagnostic('override-op-invalid', fault, context))
    case 'path-invalid':
      return report(
        createDiagnostic(
          'override-path-invalid',
          { ...fault, suggestion: fault.suggestion, taken: fault.taken },
          context,
        ),
      )
    case 'path-forbidden':
      return report(createDiagnostic('override-path-forbidden', fault, context))
    case 'duplicate-path':
    case 'duplicate-cluster': {
      const related = [{ message: 'the first one', at: valueAt(manifest, fault.relatedPointer) }]
      return report(
        fault.kind === 'duplicate-path'
          ? createDiagnostic('override-duplicate-path', fault, { ...context, related })
          : createDiagnostic('override-duplicate-cluster', fault, { ...context, related }),
      )
    }
  }
}
