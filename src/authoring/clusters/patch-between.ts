import fastJsonPatch from 'fast-json-patch'
import { equalJson } from '../../json/equal.ts'
import { isArray, isObject } from '../../json/own.ts'
import { applyOperation, type ContainerCopies, type PatchOperation } from '../../json/patch.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/**
 * The operations that make one object of another, in their order, no path twice, as KubeFed wants them of a cluster's
 * overrides: the difference of RFC 6902 that fast-json-patch finds where that leads there, else whole values.
 */
export function patchBetween(from: JsonObject, to: JsonObject): readonly PatchOperation[] {
  if (equalJson(from, to)) return []
  // The library copies by way of JSON texts, which have no big integers.
  if (!hasBigInteger(to)) {
    const operations = fastJsonPatch.compare(from, to).flatMap(toOperation)
    if (leadsTo(from, to, operations)) return operations
  }
  return wholeValues(from, to, '')
}

function toOperation(operation: fastJsonPatch.Operation): readonly PatchOperation[] {
  const { op, path } = operation
  if (op === 'remove') return [{ op, path, value: null }]
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

/** Fields of mappings that come, go or get another value; lists are such values. */
function wholeValues(from: JsonObject, to: JsonObject, pointer: string): readonly PatchOperation[] {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  const removals = gone.map((key): PatchOperation => {
    return { op: 'remove', path: childPointer(pointer, key), value: null }
  })
  const changes = Object.entries<Json>(to).flatMap(([key, value]): readonly PatchOperation[] => {
    const path = childPointer(pointer, key)
    const before = from[key]
    if (!Object.hasOwn(from, key) || before === undefined) return [{ op: 'add', path, value }]
    if (equalJson(before, value)) return []
    if (isObject(before) && isObject(value)) return wholeValues(before, value, path)
    return [{ op: 'replace', path, value }]
  })
  return [...removals, ...changes]
}

function hasBigInteger(value: Json): boolean {
  if (isArray(value)) return value.some(hasBigInteger)
  return isObject(value) ? Object.values<Json>(value).some(hasBigInteger) : typeof value === 'bigint'
}
