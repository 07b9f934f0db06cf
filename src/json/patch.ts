import type { Json, JsonArray, JsonObject } from '../model/json.ts'
import { getOwn, isArray, isObject } from './own.ts'
import { escapeSegment, pointerSegments } from './pointer.ts'

/** An operation of a JSON patch (RFC 6902), of the three kinds that overrides have; `remove` ignores the value. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace'
  /** A JSON pointer (RFC 6901). */
  readonly path: string
  readonly value: Json
}

/**
 * Why an operation cannot be applied: the path is no JSON pointer into the document's inside, something on the way is
 * not there, or is neither a mapping nor a list, the key to remove is not there, or a list has no such index.
 */
export type PatchFailureReason =
  'bad-pointer' | 'missing-parent' | 'scalar-parent' | 'missing-key' | 'bad-index' | 'index-out-of-range'

/** An operation that could not be applied, and the pointer of what stopped it. */
export interface PatchFailure {
  readonly reason: PatchFailureReason
  readonly stoppedAt: string
}

/** The patched document, or why there is none. */
export type PatchResult =
  | {
      readonly value: Json
      /** Whether a `replace` set a key that was not there. */
      readonly created: boolean
    }
  | { readonly failure: PatchFailure }

/**
 * Applies one operation as KubeFed's patch library does (github.com/evanphx/json-patch 4.12: patch.go): negative
 * indices count from a list's end, `replace` may create the last key of a mapping, null is as good as absent on the
 * way. Stricter than that library: escapes other than `~0` and `~1`, indices spelled `00`, `+1` or `-0`, and the empty
 * path are failures. Copies the containers along the path and shares all others with the document.
 */
export function applyOperation(document: Json, operation: PatchOperation): PatchResult {
  if (!isPointer(operation.path) || operation.path === '') return fail('bad-pointer', operation.path)
  return applyBelow(document, pointerSegments(operation.path), 0, operation)
}

/**
 * What is at the path of an operation, or undefined where nothing is: negative indices count from a list's end, as
 * for the operations themselves.
 */
export function valueAtPath(document: Json | undefined, path: string): Json | undefined {
  return pointerSegments(path).reduce<Json | undefined>((node, key) => {
    if (isObject(node)) return getOwn(node, key)
    return isArray(node) ? node[toIndex(key, node.length) ?? -1] : undefined
  }, document)
}

/** Whether a text is a JSON pointer (RFC 6901): empty, or keys behind slashes with no escapes but `~0` and `~1`. */
export function isPointer(text: string): boolean {
  return text === '' || (text.startsWith('/') && !/~(?![01])/.test(text))
}

function applyBelow(
  node: Json | undefined,
  keys: readonly string[],
  depth: number,
  operation: PatchOperation,
): PatchResult {
  const key = keys[depth] ?? ''
  const last = depth === keys.length - 1
  if (isObject(node)) {
    if (last) return editObject(node, key, keys, operation)
    return mapResult(applyBelow(getOwn(node, key), keys, depth + 1, operation), (value) => ({
      ...node,
      [key]: value,
    }))
  }
  if (isArray(node)) {
    if (last && operation.op !== 'replace') return editArray(node, key, keys, operation)
    const index = toIndex(key, node.length)
    if (index === undefined || index >= node.length) return fail(indexFault(key), pointerTo(keys, depth))
    if (last) return { value: node.with(index, operation.value), created: false }
    return mapResult(applyBelow(node[index], keys, depth + 1, operation), (value) => node.with(index, value))
  }
  return fail(
    node === undefined || node === null ? 'missing-parent' : 'scalar-parent',
    pointerTo(keys, depth),
  )
}

function editObject(
  node: JsonObject,
  key: string,
  keys: readonly string[],
  operation: PatchOperation,
): PatchResult {
  const present = Object.hasOwn(node, key)
  if (operation.op !== 'remove') {
    return { value: { ...node, [key]: operation.value }, created: operation.op === 'replace' && !present }
  }
  if (!present) return fail('missing-key', pointerTo(keys, keys.length))
  const { [key]: _, ...rest } = node
  return { value: rest, created: false }
}

/** Adds to a list or removes from it; the index of an `add` counts as if the list had the new item already. */
function editArray(
  node: JsonArray,
  key: string,
  keys: readonly string[],
  operation: PatchOperation,
): PatchResult {
  const adding = operation.op === 'add'
  const length = adding ? node.length + 1 : node.length
  const index = adding && key === '-' ? node.length : toIndex(key, length)
  if (index === undefined || index >= length) return fail(indexFault(key), pointerTo(keys, keys.length - 1))
  const value = adding ? node.toSpliced(index, 0, operation.value) : node.toSpliced(index, 1)
  return { value, created: false }
}

const indexSyntax = /^(?:0|-?[1-9][0-9]*)$/

/** The index that a key means in a list, possibly beyond its end; undefined where it is none or before its start. */
function toIndex(key: string, length: number): number | undefined {
  if (!indexSyntax.test(key)) return undefined
  const index = Number(key)
  if (index >= 0) return index
  return index >= -length ? index + length : undefined
}

function indexFault(key: string): PatchFailureReason {
  return indexSyntax.test(key) ? 'index-out-of-range' : 'bad-index'
}

function mapResult(result: PatchResult, wrap: (value: Json) => Json): PatchResult {
  return 'failure' in result ? result : { value: wrap(result.value), created: result.created }
}

function fail(reason: PatchFailureReason, stoppedAt: string): PatchResult {
  return { failure: { reason, stoppedAt } }
}

function pointerTo(keys: readonly string[], depth: number): string {
  return keys
    .slice(0, depth)
    .map((key) => `/${escapeSegment(key)}`)
    .join('')
}
