import { isArray, isObject } from '../../json/own.ts'
import type { PatchOperation } from '../../json/patch.ts'
import { childPointer } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/**
 * Operations that make one object of another, no path twice, with the keys of every mapping in their order: a mapping whose
 * keys come in another order is replaced whole, and so is a list that has more items or fewer. What is directly in the object
 * or in its metadata keeps the place that it has.
 */
export function orderedDifference(from: JsonObject, to: JsonObject): readonly PatchOperation[] {
  const { metadata: before = {}, ...fields } = from
  const { metadata: after = {}, ...others } = to
  const areMappings = isObject(before) && isObject(after)
  return [
    ...fieldsBetween(fields, others, ''),
    ...(areMappings ? fieldsBetween(before, after, '/metadata') : between(before, after, '/metadata')),
  ]
}

function between(from: Json, to: Json, path: string): readonly PatchOperation[] {
  if (stringifyJson(from) === stringifyJson(to)) return []
  if (isObject(from) && isObject(to) && keepsOrder(from, to)) return fieldsBetween(from, to, path)
  if (isArray(from) && isArray(to) && from.length === to.length) {
    return to.flatMap((each, index) => between(from[index] ?? null, each, childPointer(path, index)))
  }
  return [{ op: 'replace', path, value: to }]
}

function fieldsBetween(from: JsonObject, to: JsonObject, pointer: string): readonly PatchOperation[] {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  return [
    ...gone.map((key): PatchOperation => ({ op: 'remove', path: childPointer(pointer, key), value: null })),
    ...Object.entries<Json>(to).flatMap(([key, value]): readonly PatchOperation[] => {
      const path = childPointer(pointer, key)
      return Object.hasOwn(from, key) ? between(from[key] ?? null, value, path) : [{ op: 'add', path, value }]
    }),
  ]
}

/** Whether the keys that both have come first, in one order. */
function keepsOrder(from: JsonObject, to: JsonObject): boolean {
  const kept = Object.keys(from).filter((key) => Object.hasOwn(to, key))
  const keys = Object.keys(to)
  return kept.every((key, index) => keys[index] === key)
}
