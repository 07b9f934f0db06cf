import type { JsonObject } from '../model/json.ts'
import { getOwn, isArray, isObject } from './own.ts'

/** The object at a key; an empty one where something else is there, or nothing. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}

/** The objects of the list at a key; what else is in it is passed over. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = getOwn(object, key)
  return isArray(value) ? value.filter(isObject) : []
}

/** The text at a key; another one, by default `''`, where there is none. */
export function textAt(object: JsonObject, key: string, absent: string = ''): string {
  const value = getOwn(object, key)
  return typeof value === 'string' ? value : absent
}
