import { RE2JS, RE2JSException } from 're2js'
import { isArray, isObject } from '../../json/own.ts'
import { isPointer } from '../../json/patch.ts'
import { childPointer, pointerSegments } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'

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
  for (const each of childKeys(object, key)) {
    const value = (object as JsonObject)[each] ?? null
    const found = childPointer(pointer, each)
    if (rest.length === 0) yield { pointer: found, value }
    else yield* fieldsAt(value, rest, found)
  }
}

/** Whether an object has a field that a query is about. */
export function hasFieldAt(object: Json, keys: readonly string[]): boolean {
  return fieldsAt(object, keys).next().done === false
}

/** The keys of a mapping, or the indices of a list, that a part of a query is about. */
function childKeys(node: Json, key: string): readonly string[] {
  if (isArray(node)) return key === '*' || isIndex.test(key) ? ownKeys(node, key) : []
  return isObject(node) ? ownKeys(node, key) : []
}

const isIndex = /^(?:0|[1-9][0-9]*)$/

function ownKeys(node: JsonArray | JsonObject, key: string): readonly string[] {
  if (key === '*') return Object.keys(node)
  return Object.hasOwn(node, key) ? [key] : []
}

/** Whether a value is a scalar, or a mapping or list that is empty; only such are compared and shown. */
export function isLeaf(value: Json): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}
