import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Json } from '../../model/json.ts'
import { nearest } from '../../text/nearest.ts'
import { quote } from '../../text/quote.ts'
import type { ObjectFilter } from '../object-filter.ts'
import { hasFieldAt, type FieldQuery } from './field-query.ts'

/**
 * One line for a person: the first query whose pointer is in none of the objects that are asked for, with the nearest pointer
 * that is; undefined where each is in some object, and where no object is asked for.
 */
export function describeMissingField(
  { objects, dns }: Fleet,
  { isWanted }: ObjectFilter,
  queries: readonly FieldQuery[],
): string | undefined {
  const wanted = [...objects, ...dns].filter(isWanted)
  const values = wanted.flatMap(({ variants }) => variants.map(({ object }) => object))
  const missing = queries.find(({ keys }) => !values.some((each) => hasFieldAt(each, keys)))
  if (missing === undefined || values.length === 0) return undefined
  const { keys } = missing
  const pointer = pointerOf(keys)
  const known = new Set<string>()
  for (const value of values) addPointers(value, keys, '', known)
  const near = nearest(pointer, known)
  return `no object has a field ${quote(pointer)}${near === undefined ? '' : `; did you mean ${quote(near)}?`}`
}

function pointerOf(keys: readonly string[]): string {
  return keys.reduce((pointer, key) => childPointer(pointer, key), '')
}

/** Adds the pointers of all fields in a value, with `*` for a key where the query, whose keys follow, has it. */
function addPointers(
  value: Json,
  [key, ...rest]: readonly string[],
  pointer: string,
  known: Set<string>,
): void {
  if (!isObject(value) && !isArray(value)) return
  for (const [name, child] of Object.entries<Json>(value)) {
    const at = childPointer(pointer, key === '*' ? key : name)
    known.add(at)
    addPointers(child, rest, at, known)
  }
}
