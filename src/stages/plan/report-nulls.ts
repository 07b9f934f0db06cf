import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'
import { keyAt } from '../../model/place.ts'

/**
 * Reports `template-null` at the first null of a mapping in a template, of which ways of applying make different things:
 * `kubectl apply` drops the key, and a server that takes it for a text gives the empty one. The fix removes all of them.
 */
export function reportNulls({ manifest }: FederatedObject, object: JsonObject, report: Report): void {
  if (!hasNull(object)) return
  const pointers = findNulls(object, '')
  const [first] = pointers
  if (first === undefined) return
  const edits = pointers.map((pointer) => ({ pointer: `/spec/template${pointer}` }))
  const fix = { kind: 'edit' as const, manifest, edits }
  const at = keyAt(manifest, `/spec/template${first}`)
  const parameters = { pointer: first, more: pointers.length - 1 }
  report(createDiagnostic('template-null', parameters, { at, subject: manifest, fix }))
}

/**
 * Reports `template-null` at an override whose value is null, or has one, which an object then has as from a template. The
 * fix removes those in the value; what an override of null is to do nobody but its author knows.
 */
export function reportOverrideNulls(
  { manifest }: Pick<FederatedObject, 'manifest'>,
  { path, value, pointer }: Pick<Override, 'path' | 'value' | 'pointer'>,
  report: Report,
): void {
  if (value !== null && !hasNull(value)) return
  const below = value === null ? [''] : findNulls(value, '')
  const [first] = below
  if (first === undefined) return
  const edits = below.map((each) => ({ pointer: `${pointer}/value${each}` }))
  const fix = value === null ? undefined : { kind: 'edit' as const, manifest, edits }
  const at = keyAt(manifest, `${pointer}/value${first}`)
  const parameters = { pointer: `${path}${first}`, more: below.length - 1 }
  report(createDiagnostic('template-null', parameters, { at, subject: manifest, fix }))
}

/** Whether a mapping has a null: most have none, and no pointer is made. */
function hasNull(value: Json): boolean {
  if (isArray(value)) return value.some(hasNull)
  return isObject(value) && Object.values<Json>(value).some((child) => child === null || hasNull(child))
}

function findNulls(value: Json, pointer: string): readonly string[] {
  if (isArray(value)) return value.flatMap((item, index) => findNulls(item, childPointer(pointer, index)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, child]) =>
    child === null ? [childPointer(pointer, key)] : findNulls(child, childPointer(pointer, key)),
  )
}
