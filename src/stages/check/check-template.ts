import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../diagnostics/nearest.ts'
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
    // Labels and annotations that are no strings are errors of their own.
    if (/^\/metadata\/(?:labels|annotations)\b/.test(fault.pointer)) continue
    const pointer = `/spec/template${fault.pointer}`
    if (fault.kind === 'unknown-field') {
      const parameters = {
        pointer,
        kind,
        nearest: nearest(pointerSegments(pointer).at(-1) ?? '', fault.known),
      }
      const at = keyAt(manifest, pointer)
      report(createDiagnostic('template-unknown-field', parameters, { at, subject: manifest }))
    } else if (fault.kind === 'invalid-value') {
      const parameters = { pointer, kind, problem: fault.problem }
      const at = valueAt(manifest, pointer)
      report(createDiagnostic('template-invalid-value', parameters, { at, subject: manifest }))
    }
  }
}
