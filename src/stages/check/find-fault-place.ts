import type { FieldOrigin, FieldOrigins, Origin } from '../../model/field-origin.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt, type Reference } from '../../model/place.ts'
import type { Fault } from './judge.ts'

/**
 * Finds the place in the sources that makes an object wrong: in the template, in the override that set the field or
 * removed it, or, where no field decides it, at the template as a whole.
 */
export function findFaultPlace(
  fault: Fault,
  { fields, omitted }: FieldOrigins,
  manifest: Manifest,
): Reference {
  const { pointer, kind } = fault
  if (kind === 'missing-field') {
    const missing = childPointer(pointer, fault.field)
    const removed = omitted.find((each) => each.reason === 'removed' && each.pointer === missing)
    if (removed) return removed.at
  }
  const template = keyAt(manifest, '/spec/template')
  if (pointer === '') return template
  const source = sourceOf(pointer, fields)
  if (source === undefined) return template
  const { at, override } = source
  if (kind === 'unknown-field' && override && at.pointer === `${override.pointer}/value`) {
    return valueAt(at.manifest, `${override.pointer}/path`)
  }
  return kind === 'unknown-field' || kind === 'missing-field' ? { ...at, part: 'key' } : at
}

/** The origin with its place. */
type PlacedOrigin = Origin & { readonly at: Reference }

/** The origin of the value at a pointer of the object, of mappings and lists too. */
function sourceOf(pointer: string, fields: FieldOrigins['fields']): PlacedOrigin | undefined {
  const own = fields.get(pointer)?.origin
  if (own && isPlaced(own)) return own
  const below = [...fields].filter(([each]) => each.startsWith(`${pointer}/`))
  // The place of a mapping is that in the template, even where an override has set a field in it.
  const ordered = [...below.filter(isOfTemplate), ...below.filter((each) => !isOfTemplate(each))]
  for (const [leaf, { origin }] of ordered) {
    const rest = leaf.slice(pointer.length)
    if (isPlaced(origin) && origin.at.pointer.endsWith(rest)) {
      const at = valueAt(origin.at.manifest, origin.at.pointer.slice(0, -rest.length))
      return { ...origin, at }
    }
  }
  return ordered.map(([, { origin }]) => origin).find(isPlaced)
}

function isPlaced(origin: Origin): origin is PlacedOrigin {
  return origin.at !== undefined
}

function isOfTemplate([, { origin }]: readonly [string, FieldOrigin]): boolean {
  return origin.kind === 'template'
}
