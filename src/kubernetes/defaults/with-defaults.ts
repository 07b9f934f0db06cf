import { getOwn, isArray, isObject, setOwn } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'

/** The value that the API server takes for an absent field. `*` in the pointer matches every item of a list. */
export type FieldDefault = readonly [pointer: string, value: Json]

/** The defaults of the value at a pointer, as defaults of a value that holds it. */
export function below(parent: string, defaults: readonly FieldDefault[]): readonly FieldDefault[] {
  return defaults.map(([pointer, value]) => [`${parent}${pointer}`, value])
}

/**
 * A copy as the API server would keep it: null and empty lists are absent, and absent fields have their defaults where
 * what holds them is there. Defaults apply in their order.
 */
export function withDefaults(value: Json, defaults: readonly FieldDefault[]): Json {
  return defaults.reduce<Json>(
    (result, [pointer, fallback]) => fill(result, pointerSegments(pointer), fallback),
    prune(value) ?? null,
  )
}

function fill(node: Json, [key, ...rest]: readonly string[], fallback: Json): Json {
  if (key === undefined) return node
  if (isArray(node)) return key === '*' ? node.map((each) => fill(each, rest, fallback)) : node
  if (!isObject(node)) return node
  const child = getOwn(node, key)
  if (rest.length === 0) return child === undefined ? { ...node, [key]: fallback } : node
  return child === undefined ? node : { ...node, [key]: fill(child, rest, fallback) }
}

function prune(value: Json): Json | undefined {
  if (value === null) return undefined
  if (isArray(value)) return value.length === 0 ? undefined : value.map((each) => prune(each) ?? null)
  if (!isObject(value)) return value
  const result: Record<string, Json> = {}
  for (const [key, each] of Object.entries(value)) {
    const kept = prune(each)
    if (kept !== undefined) setOwn(result, key, kept)
  }
  return result
}
