import type { Json, JsonArray, JsonObject } from '../model/json.ts'
import { getOwn, isArray, isObject, setOwn } from './own.ts'
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

/** The containers that a row of operations has made, and so may change: no one else has them yet. */
export type ContainerCopies = Set<Json>

/** One operation on its way down the document. */
interface Application {
  readonly operation: PatchOperation
  /** Of its path. */
  readonly keys: readonly string[]
  readonly copies: ContainerCopies
}

/**
 * Applies one operation as KubeFed's patch library does (github.com/evanphx/json-patch 4.12: patch.go): negative
 * indices count from a list's end, `replace` may create the last key of a mapping, null is as good as absent on the
 * way. Stricter than that library: escapes other than `~0` and `~1`, indices spelled `00`, `+1` or `-0`, and the empty
 * path are failures. Copies the containers along the path and shares all others with the document.
 *
 * A row of operations passes one set of copies, so that each container is copied once for the whole row: the next
 * operation changes the copy, and so the document that the one before it gave. Nothing else is ever changed.
 */
export function applyOperation(
  document: Json,
  operation: PatchOperation,
  copies: ContainerCopies = new Set(),
): PatchResult {
  if (!isPointer(operation.path) || operation.path === '') return fail('bad-pointer', operation.path)
  return applyBelow(document, { operation, keys: pointerSegments(operation.path), copies }, 0)
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

/** Whether a text is a JSON pointer (RFC 6901): empty, or keys after slashes with no escapes but `~0` and `~1`. */
export function isPointer(text: string): boolean {
  return text === '' || (text.startsWith('/') && !/~(?![01])/.test(text))
}

function applyBelow(node: Json | undefined, application: Application, depth: number): PatchResult {
  const { operation, keys } = application
  const key = keys[depth] ?? ''
  const last = depth === keys.length - 1
  if (isObject(node)) {
    if (last) return editObject(node, key, application)
    const result = applyBelow(getOwn(node, key), application, depth + 1)
    return 'failure' in result ? result : placeIn(node, key, result, application)
  }
  if (isArray(node)) {
    if (last && operation.op !== 'replace') return editArray(node, key, application)
    const index = toIndex(key, node.length)
    if (index === undefined || index >= node.length) return fail(indexFault(key), pointerTo(keys, depth))
    const result = last
      ? { value: operation.value, created: false }
      : applyBelow(node[index], application, depth + 1)
    if ('failure' in result) return result
    const list = copyOf(node, application, copyList)
    list[index] = result.value
    return { value: list, created: result.created }
  }
  return fail(
    node === undefined || node === null ? 'missing-parent' : 'scalar-parent',
    pointerTo(keys, depth),
  )
}

function editObject(node: JsonObject, key: string, application: Application): PatchResult {
  const { operation, keys } = application
  const present = Object.hasOwn(node, key)
  if (operation.op !== 'remove') {
    const created = operation.op === 'replace' && !present
    return placeIn(node, key, { value: operation.value, created }, application)
  }
  if (!present) return fail('missing-key', pointerTo(keys, keys.length))
  const mapping = copyOf(node, application, copyMapping)
  delete mapping[key]
  return { value: mapping, created: false }
}

function placeIn(
  node: JsonObject,
  key: string,
  { value, created }: { readonly value: Json; readonly created: boolean },
  application: Application,
): PatchResult {
  const mapping = copyOf(node, application, copyMapping)
  setOwn(mapping, key, value)
  return { value: mapping, created }
}

/** Adds to a list or removes from it; the index of an `add` counts as if the list had the new item already. */
function editArray(node: JsonArray, key: string, application: Application): PatchResult {
  const { operation, keys } = application
  const adding = operation.op === 'add'
  const length = adding ? node.length + 1 : node.length
  const index = adding && key === '-' ? node.length : toIndex(key, length)
  if (index === undefined || index >= length) return fail(indexFault(key), pointerTo(keys, keys.length - 1))
  const list = copyOf(node, application, copyList)
  if (adding) list.splice(index, 0, operation.value)
  else list.splice(index, 1)
  return { value: list, created: false }
}

/** The container itself where this row of operations made it, and otherwise a copy of it, which the row has made. */
function copyOf<From extends Json, To extends From>(
  node: From,
  { copies }: Application,
  copy: (node: From) => To,
): To {
  if (copies.has(node)) return node as To
  const made = copy(node)
  copies.add(made)
  return made
}

function copyMapping(node: JsonObject): Record<string, Json> {
  return { ...node }
}

function copyList(node: JsonArray): Json[] {
  return [...node]
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

function fail(reason: PatchFailureReason, stoppedAt: string): PatchResult {
  return { failure: { reason, stoppedAt } }
}

function pointerTo(keys: readonly string[], depth: number): string {
  return keys
    .slice(0, depth)
    .map((key) => `/${escapeSegment(key)}`)
    .join('')
}
