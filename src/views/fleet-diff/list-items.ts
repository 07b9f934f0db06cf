import { getOwn, isObject } from '../../json/own.ts'
import { escapeSegment } from '../../json/pointer.ts'
import type { MergeKeys } from '../../kubernetes/schema/merge-keys.ts'
import type { Json, JsonArray } from '../../model/json.ts'

/**
 * The items of a list by the segment that names each, as `[name=web]`, without keys that are absent and so empty; undefined where an item has no key or shares it,
 * so that only the position distinguishes the items.
 */
export function itemsByKey(list: JsonArray, keys: MergeKeys): ReadonlyMap<string, number> | undefined {
  const items = new Map<string, number>()
  for (const [index, item] of list.entries()) {
    const segment = itemSegment(item, keys)
    if (segment === undefined || items.has(segment)) return undefined
    items.set(segment, index)
  }
  return items
}

function itemSegment(item: Json, keys: MergeKeys): string | undefined {
  if (!isObject(item)) return undefined
  const parts: string[] = []
  for (const { field, default: fallback } of keys) {
    const value = getOwn(item, field) ?? fallback
    if (value === undefined || typeof value === 'object') return undefined
    // A key that is empty where it is absent says nothing.
    if (value === '' && fallback === '') continue
    parts.push(`${field}=${escapeSegment(String(value))}`)
  }
  return `[${parts.join(',')}]`
}
