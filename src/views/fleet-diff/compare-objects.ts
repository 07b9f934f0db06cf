import { equalJson } from '../../json/equal.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { mergeKeysOf } from '../../kubernetes/merge-keys.ts'
import type { FieldChange } from '../../model/fleet-diff.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'
import { itemsByKey } from './list-items.ts'

/**
 * What differs between two objects, field by field: one change for a scalar, one for a whole subtree that comes or
 * goes. Items of lists that Kubernetes merges by key are matched by it; in all other lists what is left between equal
 * beginnings and equal ends is matched by position. Empty exactly where the objects are equal, which the order of a
 * mapping's keys does not change and the order of a list's items does; no two changes have the same field.
 */
export function compareObjects(base: JsonObject, head: JsonObject): readonly FieldChange[] {
  // Most objects are equal, and this walk makes no pointers.
  if (equalJson(base, head)) return []
  const kind = getOwn(head, 'kind')
  return compareMappings(base, head, {
    kind: typeof kind === 'string' ? kind : '',
    basePointer: '',
    headPointer: '',
    field: '',
    names: [],
  })
}

/** Where in both objects a comparison is. */
interface Position {
  readonly kind: string
  readonly basePointer: string
  readonly headPointer: string
  readonly field: string
  /** The keys of mappings on the way, without the items of lists. */
  readonly names: readonly string[]
}

function compareValues(base: Json, head: Json, at: Position): readonly FieldChange[] {
  if (base === head) return []
  if (isObject(base) && isObject(head)) return compareMappings(base, head, at)
  if (isArray(base) && isArray(head)) return compareLists(base, head, at)
  return equalJson(base, head) ? [] : [{ ...pointersOf(at), field: at.field, from: base, to: head }]
}

function compareMappings(base: JsonObject, head: JsonObject, at: Position): readonly FieldChange[] {
  const changes: FieldChange[] = []
  for (const key of new Set([...Object.keys(base), ...Object.keys(head)])) {
    const [from, to] = [getOwn(base, key), getOwn(head, key)]
    if (from === to) continue
    const below: Position = {
      kind: at.kind,
      basePointer: childPointer(at.basePointer, key),
      headPointer: childPointer(at.headPointer, key),
      field: childPointer(at.field, key),
      names: [...at.names, key],
    }
    changes.push(...compareOptional(from, to, below))
  }
  return changes
}

/** Of the two at most one is undefined. */
function compareOptional(from: Json | undefined, to: Json | undefined, at: Position): readonly FieldChange[] {
  if (from !== undefined && to !== undefined) return compareValues(from, to, at)
  if (from !== undefined) return [{ basePointer: at.basePointer, field: at.field, from }]
  return to === undefined ? [] : [{ headPointer: at.headPointer, field: at.field, to }]
}

function compareLists(base: JsonArray, head: JsonArray, at: Position): readonly FieldChange[] {
  const keys = mergeKeysOf(at.kind, at.names)
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
    changes.push({ ...pointersOf(at), field: at.field, from, to, reordered: true })
  }
  for (const segment of new Set([...base.items.keys(), ...head.items.keys()])) {
    const [baseIndex, headIndex] = [base.items.get(segment), head.items.get(segment)]
    changes.push(...compareItems(base.list, baseIndex, head.list, headIndex, at, segment))
  }
  return changes
}

function comparePositions(base: JsonArray, head: JsonArray, at: Position): readonly FieldChange[] {
  const shorter = Math.min(base.length, head.length)
  let start = 0
  while (start < shorter && equalItems(base, start, head, start)) start++
  let ends = 0
  while (ends < shorter - start && equalItems(base, base.length - 1 - ends, head, head.length - 1 - ends))
    ends++
  const [baseEnd, headEnd] = [base.length - ends, head.length - ends]
  const changes: FieldChange[] = []
  for (let index = start; index < Math.max(baseEnd, headEnd); index++) {
    const baseIndex = index < baseEnd ? index : undefined
    const headIndex = index < headEnd ? index : undefined
    changes.push(...compareItems(base, baseIndex, head, headIndex, at, String(index)))
  }
  return changes
}

function equalItems(base: JsonArray, baseIndex: number, head: JsonArray, headIndex: number): boolean {
  return equalJson(base[baseIndex] ?? null, head[headIndex] ?? null)
}

function compareItems(
  base: JsonArray,
  baseIndex: number | undefined,
  head: JsonArray,
  headIndex: number | undefined,
  at: Position,
  segment: string,
): readonly FieldChange[] {
  return compareOptional(
    baseIndex === undefined ? undefined : base[baseIndex],
    headIndex === undefined ? undefined : head[headIndex],
    {
      kind: at.kind,
      basePointer: childPointer(at.basePointer, baseIndex ?? ''),
      headPointer: childPointer(at.headPointer, headIndex ?? ''),
      field: `${at.field}/${segment}`,
      names: at.names,
    },
  )
}

function pointersOf({
  basePointer,
  headPointer,
}: Position): Pick<FieldChange, 'basePointer' | 'headPointer'> {
  return { basePointer, headPointer }
}
