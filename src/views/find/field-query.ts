import { RE2JS, RE2JSException } from 're2js'
import { isArray, isObject, getOwn } from '../../json/own.ts'
import { isPointer } from '../../json/patch.ts'
import { childPointer, pointerSegments } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json } from '../../model/json.ts'

/** A question about the fields of an object. */
export interface FieldQuery {
  /** The keys on the way; `*` matches any one. */
  readonly keys: readonly string[]
  /** Whether a scalar, or an empty mapping or list, is what is asked for; absent where being there is enough. */
  readonly test?: (value: Json) => boolean
}

/** A query, or why a text is none. */
export type FieldQueryResult =
  | { readonly query: FieldQuery; readonly problem?: undefined }
  | { readonly problem: string; readonly query?: undefined }

/**
 * Reads `POINTER`, `POINTER=VALUE`, `POINTER!=VALUE` or `POINTER=~EXPRESSION`: a JSON pointer whose key `*` matches
 * any one, and a text, number, true, false or null, or a regular expression of RE2, whose time is linear,
 * which may match a part.
 */
export function parseFieldQuery(text: string): FieldQueryResult {
  const found = /=~|!=|=|[<>~]/.exec(text)
  if (found && /^[<>~]|^=[=<>]/.test(text.slice(found.index))) {
    return { problem: 'the operators are =, != and =~' }
  }
  const operator = found?.[0]
  const pointer = text.slice(0, found?.index)
  const operand = found ? text.slice(found.index + found[0].length) : ''
  if (!isPointer(pointer) || pointer === '') {
    return { problem: 'it must start with a JSON pointer, such as /spec/replicas' }
  }
  const keys = pointerSegments(pointer)
  switch (operator) {
    case undefined:
      return { query: { keys } }
    case '=~':
      return parseExpression(keys, operand)
    case '!=':
      return { query: { keys, test: (value) => textOf(value) !== operand } }
    default:
      return { query: { keys, test: (value) => textOf(value) === operand } }
  }
}

function parseExpression(keys: readonly string[], source: string): FieldQueryResult {
  try {
    const expression = RE2JS.compile(source)
    return { query: { keys, test: (value) => expression.matcher(textOf(value)).find() } }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return { problem: `${source} is not a regular expression of RE2: ${error.message}` }
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : stringifyJson(value)
}

/** One field that a query found. */
export interface FoundField {
  readonly pointer: string
  readonly value: Json
}

/**
 * The fields that a query is about, in the order of the object, whatever they hold. They are found while they are gone
 * through.
 */
export function* fieldsAt(
  object: Json,
  keys: readonly string[],
  pointer: string = '',
): Generator<FoundField, undefined> {
  const [key, ...rest] = keys
  if (key === undefined) {
    yield { pointer, value: object }
    return
  }
  for (const [each, value] of children(object, key)) {
    const field = { pointer: childPointer(pointer, each), value }
    if (rest.length === 0) yield field
    else yield* fieldsAt(field.value, rest, field.pointer)
  }
}

/** Whether an object has a field that a query is about. */
export function hasFieldAt(object: Json, keys: readonly string[]): boolean {
  return fieldsAt(object, keys).next().done === false
}

function children(node: Json, key: string): readonly (readonly [string, Json])[] {
  if (!isObject(node) && !isArray(node)) return []
  if (key === '*') return Object.entries<Json>(node)
  const index = isArray(node) && /^(?:0|[1-9][0-9]*)$/.test(key) ? Number(key) : -1
  const value = isObject(node) ? getOwn(node, key) : isArray(node) ? node[index] : undefined
  return value === undefined ? [] : [[key, value]]
}

/** Whether a value is a scalar, or a mapping or list that is empty; only such are compared and shown. */
export function isLeaf(value: Json): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}
