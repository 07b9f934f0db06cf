import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticContext,
  type Report,
} from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { ApiServer, Fault, Judge } from './judge.ts'
import { weighed } from './weigh-fault.ts'

/**
 * Reports `template-unknown-field`, `template-invalid-value` and `template-more-faults` where a template does not follow the schema of its
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
    if (!('pointer' in fault)) continue
    const written = `/spec/template${fault.pointer}`
    const at = (fault.kind === 'unknown-field' ? keyAt : valueAt)(manifest, written)
    reportTemplateFault(fault, kind, { at, subject: manifest }, report)
  }
}

/** Reports a fault of an object that no server of a known version judges: `template-unknown-field`,
 * `template-invalid-value` and `template-more-faults`. */
export function reportTemplateFault(
  fault: Fault,
  kind: string,
  context: DiagnosticContext,
  report: Report,
): void {
  const diagnostic = diagnosticOf(fault, kind, context)
  if (diagnostic) report(weighed(diagnostic, fault))
}

function diagnosticOf(fault: Fault, kind: string, context: DiagnosticContext): Diagnostic | undefined {
  switch (fault.kind) {
    case 'unknown-field': {
      const { pointer, known } = fault
      const near = nearest(pointerSegments(pointer).at(-1) ?? '', known)
      return createDiagnostic('template-unknown-field', { kind, pointer, nearest: near }, context)
    }
    case 'invalid-value': {
      const { pointer, problem } = fault
      return createDiagnostic('template-invalid-value', { kind, pointer, problem }, context)
    }
    case 'more-faults':
      return createDiagnostic('template-more-faults', { kind, reported: fault.reported }, context)
    default:
      return undefined
  }
}
