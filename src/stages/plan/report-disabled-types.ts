import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import type { Federation } from '../../model/federation.ts'
import { valueAt } from '../../model/place.ts'

/** Reports `propagation-disabled` for each type whose files are held. */
export function reportDisabledTypes({ types }: Federation, report: Report): void {
  for (const { name, propagation, manifest } of types) {
    if (propagation === 'Enabled' || manifest === undefined) continue
    const at = valueAt(manifest, '/spec/propagation')
    report(createDiagnostic('propagation-disabled', { type: name }, { at, subject: manifest }))
  }
}
