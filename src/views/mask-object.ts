import { invariant } from '../diagnostics/invariant.ts'
import { mentionsSecret } from '../diagnostics/mentions-secret.ts'
import { atPointer } from '../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../json/own.ts'
import { pointerSegments } from '../json/pointer.ts'
import { stringifyJson } from '../json/stringify.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** Stands for a value of a Secret; that two of them are equal says nothing. */
export const maskedValue = '<masked>'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * An object with the values masked that no view shows: those below `data` and `stringData` of every Secret, also one
 * inside another object, and the annotation in which kubectl keeps what it applied, where that may hold one. Their keys
 * are kept. The same object where there is nothing to mask.
 */
export function maskObject(object: JsonObject): JsonObject {
  return maskMapping(object, false)
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

/** The same value if nothing in it is to be masked. */
function mask(value: Json, isInSecret: boolean): Json {
  if (isArray(value)) {
    const items = value.map((each) => mask(each, isInSecret))
    return items.some((each, index) => each !== value[index]) ? items : value
  }
  return isObject(value) ? maskMapping(value, isInSecret) : value
}

function maskMapping(value: JsonObject, isInSecret: boolean): JsonObject {
  const isSecret = getOwn(value, 'kind') === 'Secret'
  const entries = Object.entries(value)
  const masked = entries.map(([key, each]): [string, Json] => {
    if (isSecret && (key === 'data' || key === 'stringData')) return [key, maskValues(each)]
    if (key === lastApplied && (isSecret || isInSecret || mentionsSecret(stringifyJson(each))))
      return [key, maskedValue]
    return [key, mask(each, isSecret || isInSecret)]
  })
  return masked.some(([, each], index) => each !== entries[index]?.[1]) ? Object.fromEntries(masked) : value
}

function maskValues(data: Json): Json {
  if (data === null) return data
  if (!isObject(data)) return maskedValue
  return Object.fromEntries(Object.keys(data).map((key) => [key, maskedValue]))
}
