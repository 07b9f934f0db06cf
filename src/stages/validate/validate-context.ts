import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { SchemaFault, SchemaValidator } from './schema-validator.ts'

/** What every validation needs besides the manifest. */
export interface ValidateContext {
  readonly schema: SchemaValidator
  readonly config: RenderConfig
  readonly report: Report
}

/**
 * Checks a manifest against the schema of its kind: reports `schema-violation` and `unknown-field`, and answers
 * whether it may be read on.
 */
export function followsSchema(
  manifest: Manifest,
  kind: string,
  path: string,
  context: ValidateContext,
): boolean {
  const faults = context.schema(path, manifest.value)
  for (const fault of faults) reportSchemaFault(fault, manifest, kind, context.report)
  return faults.every((fault) => fault.kind === 'unknown-field')
}

/** Reports one schema fault at its place: an unknown field at its key, anything else at its value. */
export function reportSchemaFault(
  fault: SchemaFault,
  manifest: Manifest,
  kind: string,
  report: Report,
): void {
  const { pointer, problem } = fault
  if (fault.kind === 'unknown-field') {
    const name = pointerSegments(pointer).at(-1) ?? ''
    const parameters = { kind, pointer, nearest: nearest(name, fault.known), meant: fault.meant }
    report(createDiagnostic('unknown-field', parameters, { at: keyAt(manifest, pointer), subject: manifest }))
  } else {
    const at = valueAt(manifest, pointer)
    report(createDiagnostic('schema-violation', { kind, pointer, problem }, { at, subject: manifest }))
  }
}
