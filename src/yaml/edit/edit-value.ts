import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray, isObject, setOwn } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'

/**
 * One edit of a document. With a value, the value at the pointer becomes that; keys that are missing on the way are
 * added, and a last segment `-` adds to the end of a list. Without a value, the key or list item is removed.
 */
export interface DocumentEdit {
  /** A JSON pointer from the root of the document, which has at least one segment. */
  readonly pointer: string
  readonly value?: Json
  /** Set, and no value: the pointer is that of an item of a list, and these items come before it. */
  readonly before?: readonly Json[]
}

/** What a value is after an edit; undefined where a scalar or a list is where a mapping must be. */
export function editValue(document: Json, { pointer, value, before }: DocumentEdit): Json | undefined {
  return before === undefined
    ? edit(document, pointerSegments(pointer), value)
    : insertBefore(document, pointer, before)
}

function insertBefore(document: Json, pointer: string, items: readonly Json[]): Json | undefined {
  const holder = pointer.slice(0, pointer.lastIndexOf('/'))
  const index = Number(pointer.slice(holder.length + 1))
  const list = atPointer(document, holder)
  if (!isArray(list) || !(index in list)) return undefined
  return edit(document, pointerSegments(holder), list.toSpliced(index, 0, ...items))
}

/** A value in the mappings that keys ask for, and in a list where `-` does. */
export function nestValue(segments: readonly string[], value: Json): Json {
  return segments.reduceRight<Json>(
    (nested, segment) => (segment === '-' ? [nested] : withKey({}, segment, nested)),
    value,
  )
}

function edit(
  document: Json | undefined,
  segments: readonly string[],
  value: Json | undefined,
): Json | undefined {
  const [segment, ...rest] = segments
  if (segment === undefined) return value
  if (isArray(document)) return editList(document, segment, rest, value)
  if (document === undefined || document === null) {
    return value === undefined ? undefined : nestValue(segments, value)
  }
  if (!isObject(document)) return undefined
  if (rest.length === 0 && value === undefined) return withKey(document, segment, undefined)
  const below = edit(getOwn(document, segment), rest, value)
  return below === undefined ? undefined : withKey(document, segment, below)
}

function editList(
  list: readonly Json[],
  segment: string,
  rest: readonly string[],
  value: Json | undefined,
): Json | undefined {
  if (segment === '-' && rest.length === 0) return value === undefined ? undefined : [...list, value]
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : list.length
  if (index >= list.length) return undefined
  if (rest.length === 0 && value === undefined) return list.filter((_, each) => each !== index)
  const below = edit(list[index], rest, value)
  return below === undefined ? undefined : list.with(index, below)
}

function withKey(object: Readonly<Record<string, Json>>, key: string, value: Json | undefined): Json {
  const changed: Record<string, Json> = {}
  for (const [each, kept] of Object.entries(object)) if (each !== key) setOwn(changed, each, kept)
  if (value !== undefined) setOwn(changed, key, value)
  return changed
}
