import type { FieldOrigins, Origin } from '../../model/field-origin.ts'
import { childPointer, pointersTo } from '../../json/pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt, type Reference } from '../../model/place.ts'
import type { Fault } from './judge.ts'

/**
 * Gives the function that finds the place in the sources that makes an object wrong: in the template, in the override
 * that set the field or removed it, or, where no field decides it, at the template as a whole. What it takes does not
 * grow with the object, of which it is asked a thousand times.
 */
export function faultPlaces(
  { fields, at, omitted }: FieldOrigins,
  manifest: Manifest,
): (fault: Fault) => Reference {
  const removals = new Map<string, Reference>()
  for (const each of omitted)
    if (each.reason === 'removed' && !removals.has(each.pointer)) removals.set(each.pointer, each.at)
  const template = keyAt(manifest, '/spec/template')
  let sources: ReadonlyMap<string, PlacedOrigin> | undefined
  const sourceOf = (pointer: string): PlacedOrigin | undefined => {
    const own = at(pointer)?.origin
    if (own && isPlaced(own)) return own
    sources ??= sourcesOf(fields)
    return sources.get(pointer)
  }
  return (fault) => {
    const { pointer, kind } = fault
    const removed = kind === 'missing-field' && removals.get(childPointer(pointer, fault.field))
    if (removed) return removed
    const source = pointer === '' ? undefined : sourceOf(pointer)
    if (source === undefined) return template
    const { at, override } = source
    if (kind === 'unknown-field' && override && at.pointer === `${override.pointer}/value`) {
      return valueAt(at.manifest, `${override.pointer}/path`)
    }
    return kind === 'unknown-field' || kind === 'missing-field' ? { ...at, part: 'key' } : at
  }
}

/** The origin with its place. */
type PlacedOrigin = Origin & { readonly at: Reference }

/**
 * The origins of mappings and lists: the place from which the first of the fields below comes as a part of them, else
 * that of the first field. The template comes first, even where an override has set a field in it.
 */
function sourcesOf(fields: FieldOrigins['fields']): ReadonlyMap<string, PlacedOrigin> {
  const [whole, first] = [new Map<string, PlacedOrigin>(), new Map<string, PlacedOrigin>()]
  const add = (leaf: string, origin: Origin): void => {
    if (!isPlaced(origin)) return
    for (const pointer of pointersTo(leaf).slice(1)) {
      if (!first.has(pointer)) first.set(pointer, origin)
      const rest = leaf.slice(pointer.length)
      if (whole.has(pointer) || !origin.at.pointer.endsWith(rest)) continue
      const at = valueAt(origin.at.manifest, origin.at.pointer.slice(0, -rest.length))
      whole.set(pointer, { ...origin, at })
    }
  }
  // Each walk through the fields makes their origins anew, so there is one.
  const others: [leaf: string, origin: Origin][] = []
  for (const [leaf, { origin }] of fields) {
    if (origin.kind === 'template') add(leaf, origin)
    else others.push([leaf, origin])
  }
  for (const [leaf, origin] of others) add(leaf, origin)
  return new Map([...first, ...whole])
}

function isPlaced(origin: Origin): origin is PlacedOrigin {
  return origin.at !== undefined
}
