import type { Json } from '../model/json.ts'
import { getOwn, isArray, isObject } from './own.ts'
import { pointerSegments } from './pointer.ts'

/** The value at a JSON pointer (RFC 6901); undefined where there is none. */
export function atPointer(document: Json | undefined, pointer: string): Json | undefined {
  let value = document
  for (const segment of pointerSegments(pointer)) {
    if (isObject(value)) value = getOwn(value, segment)
    else if (isArray(value)) value = /^(?:0|[1-9][0-9]*)$/.test(segment) ? value[Number(segment)] : undefined
    else return undefined
  }
  return value
}
