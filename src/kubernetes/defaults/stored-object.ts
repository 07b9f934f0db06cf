import { getOwn, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { groupKindOf } from '../group-kind.ts'

/**
 * An object as the API server keeps it: the `stringData` of a Secret, which is for writing only, is part of its `data`
 * and wins over it. The same object where there is nothing to convert.
 * (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data)
 */
export function storedObject(object: JsonObject): JsonObject {
  const texts = getOwn(object, 'stringData')
  if (groupKindOf(object) !== 'Secret' || !isObject(texts)) return object
  const { stringData: _, ...rest } = object
  const data = getOwn(object, 'data')
  const encoded = Object.entries<Json>(texts).map(([key, text]) => [key, encode(String(text))] as const)
  return { ...rest, data: { ...(isObject(data) && data), ...Object.fromEntries(encoded) } }
}

function encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}
