import { hiddenFields } from '../diagnostics/secret-fields.ts'
import { invariant } from '../text/invariant.ts'
import { atPointer } from '../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../json/own.ts'
import { childPointer, pointerSegments } from '../json/pointer.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** The text in place of a value of a Secret; two values that become this text need not be equal. */
export const maskedValue = '<masked>'

/**
 * An object with the values masked that no view shows, by `hiddenFields`; the keys of a Secret's content are kept. The
 * same object where there is nothing to mask.
 *
 * @param kinds those that FederatedTypeConfigs map to Secret, for an object of the sources
 */
export function maskObject(object: JsonObject, kinds?: readonly string[]): JsonObject {
  const hidden = new Map(hiddenFields(object, kinds).map((each) => [each.pointer, each.isContent]))
  return hidden.size === 0 ? object : (maskBelow(object, '', hidden) as JsonObject)
}

/** A value with all masked that is at one of the pointers; `hidden` decides whether the keys there are kept. */
function maskBelow(value: Json, pointer: string, hidden: ReadonlyMap<string, boolean>): Json {
  const keepsKeys = hidden.get(pointer)
  if (keepsKeys !== undefined) return keepsKeys ? maskValues(value) : maskedValue
  if (isArray(value)) return value.map((each, index) => maskBelow(each, childPointer(pointer, index), hidden))
  if (!isObject(value)) return value
  return mapValues(value, (each, key) => maskBelow(each, childPointer(pointer, key), hidden))
}

function maskValues(data: Json): Json {
  return isObject(data) ? mapValues(data, () => maskedValue) : maskedValue
}

function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, each]) => [key, map(each, key)]))
}

/** What a masked object shows at a pointer. */
export interface ShownValue {
  readonly value: Json
  /** How many keys of the pointer lead to it: fewer than there are where a value above is masked as a whole. */
  readonly depth: number
}

/** The value at a pointer of a masked object or, where that is in a masked value, the masked value. */
export function shownAt(masked: Json, pointer: string): ShownValue {
  const segments = pointerSegments(pointer)
  let value = masked
  for (const [depth, segment] of segments.entries()) {
    if (value === maskedValue) return { value, depth }
    const below: Json | undefined = isArray(value)
      ? value[Number(segment)]
      : isObject(value)
        ? getOwn(value, segment)
        : undefined
    invariant(below !== undefined, `${pointer} is not in the object that it is a pointer of`)
    value = below
  }
  return { value, depth: segments.length }
}

/** Whether a masked object hides what is at a pointer, where anything is; it may hide something above it as a whole. */
export function isMaskedAt(masked: JsonObject, pointer: string): boolean {
  const segments = pointer.split('/')
  return segments.some(
    (_, depth) => atPointer(masked, segments.slice(0, depth + 1).join('/')) === maskedValue,
  )
}
