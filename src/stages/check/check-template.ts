import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { ApiServer, Judge } from './judge.ts'

/**
 * Reports `template-unknown-field` and `template-invalid-value` where a template does not follow the schema of its
 * type. What it lacks overrides may add.
 */
export function checkTemplate(
  { manifest }: FederatedObject,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  judge: Judge,
  server: ApiServer | undefined,
  report: Report,
): void {
  const template = atPointer(manifest.value, '/spec/template')
  if (!isObject(template) || server === undefined) return
  const faults = judge({ ...template, apiVersion, kind }, server)
  for (const fault of faults) {
    const { pointer } = fault
    const written = `/spec/template${pointer}`
    if (fault.kind === 'unknown-field') {
      const near = nearest(pointerSegments(pointer).at(-1) ?? '', fault.known)
      const context = { at: keyAt(manifest, written), subject: manifest }
      report(createDiagnostic('template-unknown-field', { kind, pointer, nearest: near }, context))
    } else if (fault.kind === 'invalid-value') {
      const context = { at: valueAt(manifest, written), subject: manifest }
      report(createDiagnostic('template-invalid-value', { kind, pointer, problem: fault.problem }, context))
    }
  }
}
