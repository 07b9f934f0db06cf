import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt, type Reference } from '../../model/place.ts'
import type { TemplateResult } from './object-for-cluster.ts'

/**
 * Reports what a template lost or cannot have: `template-annotations-not-supported`,
 * `template-finalizers-not-supported`, `template-server-fields`, `template-metadata-invalid`, `template-labels-invalid`.
 */
export function reportTemplate({ manifest }: FederatedObject, result: TemplateResult, report: Report): void {
  const context = (pointer: string): { at: ReturnType<typeof keyAt>; subject: Manifest } => ({
    at: keyAt(manifest, `/spec/template${pointer}`),
    subject: manifest,
  })
  if (result.droppedAnnotations) {
    report(createDiagnostic('template-annotations-not-supported', {}, context('/metadata/annotations')))
  }
  if (result.droppedFinalizers) {
    report(createDiagnostic('template-finalizers-not-supported', {}, context('/metadata/finalizers')))
  }
  const [first] = result.droppedServerFields
  if (first !== undefined) {
    const pointer = `/${first.replace('.', '/')}`
    report(
      createDiagnostic('template-server-fields', { fields: result.droppedServerFields }, context(pointer)),
    )
  }
  for (const field of result.invalid) {
    if (field === 'metadata') report(createDiagnostic('template-metadata-invalid', {}, context('/metadata')))
    else
      reportInvalidLabels(
        manifest,
        field,
        valueAt(manifest, `/spec/template/${field.replace('.', '/')}`),
        report,
      )
  }
}

/**
 * Reports `template-labels-invalid` at the field of the template, or the override, that made it so; the fix removes nulls
 * where there is nothing else to quote.
 */
export function reportInvalidLabels(manifest: Manifest, field: string, at: Reference, report: Report): void {
  const fix = withoutNulls(at.manifest, at.pointer)
  report(createDiagnostic('template-labels-invalid', { field }, { at, subject: manifest, fix }))
}

/** The fix that removes nulls, where nothing else keeps a mapping from being one of strings. */
function withoutNulls(manifest: Manifest, pointer: string): Fix | undefined {
  const value = atPointer(manifest.value, pointer)
  if (!isObject(value)) return undefined
  const entries = Object.entries(value)
  if (entries.some(([, each]) => each !== null && typeof each !== 'string')) return undefined
  const edits = entries.flatMap(([key, each]) =>
    each === null ? [{ pointer: childPointer(pointer, key) }] : [],
  )
  return edits.length === 0 ? undefined : { kind: 'edit', manifest, edits }
}
