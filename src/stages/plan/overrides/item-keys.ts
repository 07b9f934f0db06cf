import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { valueAtPath } from '../../../json/patch.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'

/** A key that finds an item of a list by a field of its own: `[name=web]`. */
const itemKey = /^\[([^=\]]+)=(.*)\]$/s

const mayHaveItemKey = /\/\[[^=/\]]+=/

/** The pointer of what the first key of a path that finds an item is in; undefined where the path has none. */
export function itemKeyParent({ path, ruledBy }: Override): string | undefined {
  // In KubeFed's overrides it is the key of a mapping.
  if (ruledBy === undefined || !mayHaveItemKey.test(path)) return undefined
  const keys = pointerSegments(path)
  const index = keys.findIndex((key) => itemKey.test(key))
  return index < 0 ? undefined : keys.slice(0, index).reduce(childPointer, '')
}

/**
 * A path with each key that finds an item of a list replaced by the index of that item in an object; undefined where there is no
 * such list, or not just one such item. A field is compared as text.
 */
export function withIndexes(object: JsonObject, path: string): string | undefined {
  let pointer = ''
  for (const key of pointerSegments(path)) {
    const [, field, wanted] = itemKey.exec(key) ?? []
    if (field === undefined) {
      pointer = childPointer(pointer, key)
      continue
    }
    const list = valueAtPath(object, pointer)
    const indexes = isArray(list)
      ? list.flatMap((each, index) => (textOf(each, field) === wanted ? [index] : []))
      : []
    const [index, ...others] = indexes
    if (index === undefined || others.length > 0) return undefined
    pointer = childPointer(pointer, index)
  }
  return pointer
}

function textOf(item: Json, field: string): string | undefined {
  const value = isObject(item) ? getOwn(item, field) : undefined
  return value === undefined || typeof value === 'object' ? undefined : String(value)
}
