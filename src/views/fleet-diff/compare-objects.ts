import { equalJson } from '../../json/equal.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { mergeKeysOf, type MergeKeys } from '../../kubernetes/schema/merge-keys.ts'
import type { FieldChange } from '../../model/fleet-diff.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'
import { itemsByKey } from './list-items.ts'
import { trimEqualEnds } from './trim-equal-ends.ts'

/**
 * What differs between two objects, field by field: one change for a scalar, one for a whole subtree that comes or
 * goes. Items of lists that Kubernetes merges by key are matched by it; in all other lists what is left between equal
 * beginnings and equal ends is matched by position. Empty exactly where the objects are equal, which the order of a
 * mapping's keys does not change and the order of a list's items does; no two changes have the same field.
 *
 * @param mergeKeys default: as Kubernetes merges the lists of an object of the kind of `head`
 */
export function compareObjects(
  base: JsonObject,
  head: JsonObject,
  mergeKeys: FindMergeKeys = mergeKeysOfKind(head),
): readonly FieldChange[] {
  if (equalJson(base, head)) return []
  return compareMappings(base, head, {
    mergeKeys,
    basePointer: '',
    headPointer: '',
    field: '',
    names: undefined,
  })
}

/** The keys that distinguish the items of a list, by the fields on the way to it, without the items of lists. */
export type FindMergeKeys = (fields: readonly string[]) => MergeKeys | undefined

function mergeKeysOfKind(object: JsonObject): FindMergeKeys {
  const kind = getOwn(object, 'kind')
  return (fields) => mergeKeysOf(typeof kind === 'string' ? kind : '', fields)
}

/** Where in both objects a comparison is. */
interface Position {
  readonly mergeKeys: FindMergeKeys
  readonly basePointer: string
  readonly headPointer: string
  readonly field: string
  /** The keys of mappings on the way, without the items of lists. */
  readonly names: Names | undefined
}

/** A key of a mapping, and those of the mappings that it is in: only lists ask for all of them. */
interface Names {
  readonly name: string
  readonly above: Names | undefined
}

function namesOf(last: Names | undefined): readonly string[] {
  const names: string[] = []
  for (let each = last; each !== undefined; each = each.above) names.push(each.name)
  return names.reverse()
}

function compareMappings(base: JsonObject, head: JsonObject, at: Position): readonly FieldChange[] {
  const changes: FieldChange[] = []
  const compareKey = (key: string): void => {
    const [from, to] = [getOwn(base, key), getOwn(head, key)]
    if (areEqual(from, to)) return
    const { mergeKeys, basePointer, headPointer, field } = at
    const names = { name: key, above: at.names }
    const pointer = childPointer(basePointer, key)
    // Fields are mostly called what their pointers are: then a long difference has one text for all three.
    const below: Position = {
      mergeKeys,
      basePointer: pointer,
      headPointer: headPointer === basePointer ? pointer : childPointer(headPointer, key),
      field: field === basePointer ? pointer : childPointer(field, key),
      names,
    }
    for (const each of compareUnequal(from, to, below)) changes.push(each)
  }
  for (const key of Object.keys(base)) compareKey(key)
  for (const key of Object.keys(head)) if (!Object.hasOwn(base, key)) compareKey(key)
  return changes
}

/** Looked at before any pointer is made: most values are equal. */
function areEqual(from: Json | undefined, to: Json | undefined): boolean {
  return from === undefined || to === undefined ? from === to : equalJson(from, to)
}

function compareUnequal(from: Json | undefined, to: Json | undefined, at: Position): readonly FieldChange[] {
  const { basePointer, headPointer, field } = at
  if (from === undefined) return to === undefined ? [] : [{ headPointer, field, to }]
  if (to === undefined) return [{ basePointer, field, from }]
  if (isObject(from) && isObject(to)) return compareMappings(from, to, at)
  if (isArray(from) && isArray(to)) return compareLists(from, to, at)
  return [{ basePointer, headPointer, field, from, to }]
}

function compareLists(base: JsonArray, head: JsonArray, at: Position): readonly FieldChange[] {
  const keys = at.mergeKeys(namesOf(at.names))
  const baseItems = keys && itemsByKey(base, keys)
  const headItems = keys && itemsByKey(head, keys)
  return baseItems && headItems
    ? compareKeyedLists({ list: base, items: baseItems }, { list: head, items: headItems }, at)
    : comparePositions(base, head, at)
}

interface KeyedList {
  readonly list: JsonArray
  /** The index of each item by the segment that names it. */
  readonly items: ReadonlyMap<string, number>
}

function compareKeyedLists(base: KeyedList, head: KeyedList, at: Position): readonly FieldChange[] {
  const changes: FieldChange[] = []
  const from = [...base.items.keys()].filter((segment) => head.items.has(segment))
  const to = [...head.items.keys()].filter((segment) => base.items.has(segment))
  if (from.some((segment, index) => segment !== to[index])) {
    const { basePointer, headPointer, field } = at
    changes.push({ basePointer, headPointer, field, from, to, reordered: true })
  }
  for (const segment of new Set([...base.items.keys(), ...head.items.keys()])) {
    const [baseItem, headItem] = [base, head].map(({ list, items }) => itemAt(list, items.get(segment)))
    for (const each of compareItems(baseItem, headItem, segment, at)) changes.push(each)
  }
  return changes
}

function comparePositions(base: JsonArray, head: JsonArray, at: Position): readonly FieldChange[] {
  const { start, baseEnd, headEnd } = trimEqualEnds(base, head, areEqual)
  const changes: FieldChange[] = []
  for (let index = start; index < Math.max(baseEnd, headEnd); index++) {
    const baseItem = itemAt(base, index < baseEnd ? index : undefined)
    const headItem = itemAt(head, index < headEnd ? index : undefined)
    for (const each of compareItems(baseItem, headItem, String(index), at)) changes.push(each)
  }
  return changes
}

interface Item {
  readonly index: number
  readonly value: Json | undefined
}

function itemAt(list: JsonArray, index: number | undefined): Item | undefined {
  return index === undefined ? undefined : { index, value: list[index] }
}

function compareItems(
  base: Item | undefined,
  head: Item | undefined,
  segment: string,
  at: Position,
): readonly FieldChange[] {
  if (areEqual(base?.value, head?.value)) return []
  const basePointer = childPointer(at.basePointer, base?.index ?? '')
  const headPointer = childPointer(at.headPointer, head?.index ?? '')
  const field = `${at.field}/${segment}`
  return compareUnequal(base?.value, head?.value, {
    mergeKeys: at.mergeKeys,
    basePointer,
    headPointer: headPointer === basePointer ? basePointer : headPointer,
    field: field === basePointer ? basePointer : field,
    names: at.names,
  })
}
