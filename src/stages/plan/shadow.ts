import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { FieldOrigin } from '../../model/field-origin.ts'
import type { Json } from '../../model/json.ts'

/** Makes values of the same shape as others, whose scalars and empty containers are replaced by their origins. */
export interface Shadow {
  /** The shadow of a value; `originAt` gives the origin of each scalar and empty container, by its pointer from there. */
  of(value: Json, originAt: (pointer: string, value: Json) => FieldOrigin): Json
  /**
   * The origin that a part of a shadow holds; undefined for a container that is not empty, and for a value that is not
   * of a shadow.
   */
  originOf(token: Json): FieldOrigin | undefined
  /** Names the origin of a container that an operation left empty; anything else stays as it is. */
  nameEmpty(token: Json, origin: (value: Json) => FieldOrigin): void
}

/**
 * Makes shadows. A scalar becomes a text that no value of an object is, an empty container another empty one, which is
 * known by its identity: operations copy containers only where they change them, and what they fill names nothing.
 */
export function createShadow(): Shadow {
  const origins = new Map<Json, FieldOrigin>()
  const remember = (token: Json, origin: FieldOrigin): Json => {
    origins.set(token, origin)
    return token
  }
  const shadowOf = (value: Json, pointer: string, originAt: Parameters<Shadow['of']>[1]): Json => {
    if (isArray(value)) {
      if (value.length === 0) return remember([], originAt(pointer, value))
      return value.map((each, index) => shadowOf(each, childPointer(pointer, index), originAt))
    }
    if (!isObject(value)) return remember(`origin ${origins.size}`, originAt(pointer, value))
    const entries = Object.entries(value)
    if (entries.length === 0) return remember({}, originAt(pointer, value))
    return Object.fromEntries(
      entries.map(([key, each]) => [key, shadowOf(each, childPointer(pointer, key), originAt)]),
    )
  }
  return {
    of: (value, originAt) => shadowOf(value, '', originAt),
    originOf: (token) => (isFilled(token) ? undefined : origins.get(token)),
    nameEmpty: (token, origin) => {
      if (typeof token !== 'object' || token === null || isFilled(token)) return
      remember(token, origin(isArray(token) ? [] : {}))
    },
  }
}

function isFilled(token: Json): boolean {
  if (isArray(token)) return token.length > 0
  if (!isObject(token)) return false
  for (const _ in token) return true
  return false
}
