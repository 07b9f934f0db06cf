import fastJsonPatch from 'fast-json-patch'
import { equalJson } from '../../json/equal.ts'
import { isArray, isObject } from '../../json/own.ts'
import { applyOperation, type ContainerCopies, type PatchOperation } from '../../json/patch.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'

/**
 * The operations that make one object of another, in their order, no path twice, as KubeFed wants them of a cluster's
 * overrides: the difference of RFC 6902 that fast-json-patch finds where that leads there. It compares lists index by index, so
 * where items come or go the difference that knows where they do is taken, if it is shorter.
 */
export function patchBetween(from: JsonObject, to: JsonObject): readonly PatchOperation[] {
  if (equalJson(from, to)) return []
  // The library copies by way of JSON texts, which have no big integers.
  if (!hasBigInteger(to)) {
    const operations = fastJsonPatch.compare(from, to).flatMap(toOperation)
    if (leadsTo(from, to, operations)) {
      if (operations.length === 1 || !operations.some(isOfItem)) return operations
      const shifted = mappingDifference(from, to, '')
      return shifted.length < operations.length ? shifted : operations
    }
  }
  return mappingDifference(from, to, '')
}

/** Whether an operation makes a list longer or shorter, as far as its path says. */
function isOfItem({ op, path }: PatchOperation): boolean {
  return op !== 'replace' && /\/\d+$/.test(path)
}

function toOperation(operation: fastJsonPatch.Operation): readonly PatchOperation[] {
  const { op, path } = operation
  if (op === 'remove') return [removal(path)]
  return op === 'add' || op === 'replace' ? [{ op, path, value: operation.value as Json }] : []
}

/** Whether KubeFed's patch library makes the one of the other by these operations, and takes them for one cluster. */
function leadsTo(from: JsonObject, to: JsonObject, operations: readonly PatchOperation[]): boolean {
  if (new Set(operations.map(({ path }) => path)).size < operations.length) return false
  const copies: ContainerCopies = new Set()
  let made: Json = from
  for (const operation of operations) {
    const result = applyOperation(made, operation, copies)
    if ('failure' in result) return false
    made = result.value
  }
  return equalJson(made, to)
}

/** Fields that come, go or get another value. */
function mappingDifference(from: JsonObject, to: JsonObject, pointer: string): readonly PatchOperation[] {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  const removals = gone.map((key) => removal(childPointer(pointer, key)))
  const changes = Object.entries<Json>(to).flatMap(([key, value]): readonly PatchOperation[] => {
    const path = childPointer(pointer, key)
    return Object.hasOwn(from, key)
      ? valueDifference(from[key] ?? null, value, path)
      : [{ op: 'add', path, value }]
  })
  return [...removals, ...changes]
}

function valueDifference(from: Json, to: Json, path: string): readonly PatchOperation[] {
  if (equalJson(from, to)) return []
  if (isObject(from) && isObject(to)) return mappingDifference(from, to, path)
  if (isArray(from) && isArray(to)) return listDifference(from, to, path)
  return [{ op: 'replace', path, value: to }]
}

/**
 * Between the items with which both lists begin and those with which both end, items are compared one by one, and those that one
 * list has more come or go.
 */
function listDifference(from: JsonArray, to: JsonArray, pointer: string): readonly PatchOperation[] {
  const shorter = Math.min(from.length, to.length)
  const start = firstIndex(shorter, (index) => !equalJson(from[index] ?? null, to[index] ?? null))
  const same = firstIndex(
    shorter - start,
    (index) => !equalJson(from.at(-1 - index) ?? null, to.at(-1 - index) ?? null),
  )
  const [fromEnd, toEnd] = [from.length - same, to.length - same]
  const both = Math.min(fromEnd, toEnd)
  const changes = to
    .slice(start, both)
    .flatMap((value, index) =>
      valueDifference(from[start + index] ?? null, value, childPointer(pointer, start + index)),
    )
  const additions = to.slice(both, toEnd).map((value, index): PatchOperation => {
    return { op: 'add', path: childPointer(pointer, both + index), value }
  })
  // From the end, so that the index of each is the one that it had.
  const removals = from.slice(both, fromEnd).map((_, index) => removal(childPointer(pointer, both + index)))
  return [...changes, ...additions, ...removals.reverse()]
}

/** The first of so many indices at which something is so, else their number. */
function firstIndex(count: number, isSo: (index: number) => boolean): number {
  for (let index = 0; index < count; index += 1) if (isSo(index)) return index
  return count
}

function removal(path: string): PatchOperation {
  return { op: 'remove', path, value: null }
}

function hasBigInteger(value: Json): boolean {
  if (isArray(value)) return value.some(hasBigInteger)
  return isObject(value) ? Object.values<Json>(value).some(hasBigInteger) : typeof value === 'bigint'
}
