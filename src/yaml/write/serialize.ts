import { isArray, isObject } from '../../json/own.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'
import { serializeNumber } from './serialize-number.ts'
import { serializeBlock, serializeString } from './serialize-string.ts'

/** How texts are written: on one line, as keys and values are, and as values of several lines after an indent. */
export interface TextStyle {
  readonly line: typeof serializeString
  readonly block: typeof serializeBlock
}

/** Texts that every reader reads back. */
const forReaders: TextStyle = { line: serializeString, block: serializeBlock }

/**
 * One Kubernetes object as YAML, without `---`: apiVersion, kind and metadata first, all else in its own order.
 * go-yaml v2 (kubectl), go-yaml v3 (kustomize) and readers of YAML 1.1 and 1.2 all read back the same value.
 * Lines are never folded; equal values give equal texts as long as their keys are in the same order.
 */
export function serialize(value: JsonObject): string {
  let text = ''
  for (const key of orderKeys(value, firstKeys)) {
    const field = value[key] ?? null
    text +=
      key === 'metadata' && isObject(field) && !isEmpty(field)
        ? `metadata:\n${serializeMapping(field, orderKeys(field, firstMetadataKeys), '  ', '  ', forReaders)}`
        : serializeEntry(key, field, '', forReaders)
  }
  return text === '' ? '{}\n' : text
}

/** An object with its keys in the order in which its text has them. */
export function inTextOrder(object: JsonObject): JsonObject {
  const { metadata } = object
  const ordered = isObject(metadata) ? { ...object, metadata: pickKeys(metadata, firstMetadataKeys) } : object
  return pickKeys(ordered, firstKeys)
}

function pickKeys(object: JsonObject, first: readonly string[]): JsonObject {
  return Object.fromEntries(orderKeys(object, first).map((key) => [key, object[key] ?? null]))
}

const firstKeys = ['apiVersion', 'kind', 'metadata']
const firstMetadataKeys = ['name', 'namespace', 'labels', 'annotations']

function orderKeys(object: JsonObject, first: readonly string[]): string[] {
  const present = first.filter((key) => Object.hasOwn(object, key))
  return [...present, ...Object.keys(object).filter((key) => !first.includes(key))]
}

/**
 * A mapping that holds something. Every line starts with the indent but the first, which starts with `lead`: nothing
 * where it continues a line.
 */
function serializeMapping(
  object: JsonObject,
  keys: readonly string[],
  indent: string,
  lead: string,
  style: TextStyle,
): string {
  let text = ''
  let start = lead
  for (const key of keys) {
    text += start + serializeEntry(key, object[key] ?? null, indent, style)
    start = indent
  }
  return text
}

/** YAML allows 1,024 characters before the colon of an implicit key; readers count them differently. */
const longestImplicitKey = 1000

/** Whether a key is written before its colon, and not after a question mark. */
export function isImplicitKey(key: string, style: TextStyle): boolean {
  return style.line(key).length <= longestImplicitKey
}

/** A key and its value, as they follow the indent of their mapping, with a line break at the end. */
export function serializeEntry(key: string, value: Json, indent: string, style: TextStyle): string {
  const keyText = style.line(key)
  if (keyText.length > longestImplicitKey) {
    return `? ${keyText}\n${indent}: ${serializeNested(value, `${indent}  `, style)}`
  }
  if (isArray(value)) {
    return value.length === 0
      ? `${keyText}: []\n`
      : `${keyText}:\n${serializeSequence(value, indent, indent, style)}`
  }
  if (!isObject(value)) return `${keyText}: ${serializeScalar(value, indent, style)}\n`
  if (isEmpty(value)) return `${keyText}: {}\n`
  const inner = `${indent}  `
  return `${keyText}:\n${serializeMapping(value, Object.keys(value), inner, inner, style)}`
}

/** A sequence that holds something, its dashes at the column of the key above it, as Kubernetes' own writer does. */
function serializeSequence(items: JsonArray, indent: string, lead: string, style: TextStyle): string {
  const inner = `${indent}  `
  let text = ''
  let start = lead
  for (const item of items) {
    text += `${start}- ${serializeNested(item, inner, style)}`
    start = indent
  }
  return text
}

/** Writes a value that continues a line after `- ` or `: `; `indent` is the column that the line has reached. */
export function serializeNested(value: Json, indent: string, style: TextStyle): string {
  if (isArray(value)) return value.length === 0 ? '[]\n' : serializeSequence(value, indent, '', style)
  if (!isObject(value)) return `${serializeScalar(value, indent.slice(2), style)}\n`
  return isEmpty(value) ? '{}\n' : serializeMapping(value, Object.keys(value), indent, '', style)
}

/** A scalar without its last line break; the further lines of a block are one level below the indent. */
function serializeScalar(
  value: Exclude<Json, JsonArray | JsonObject>,
  indent: string,
  style: TextStyle,
): string {
  if (typeof value === 'string') {
    return value.includes('\n') ? style.block(value, `${indent}  `) : style.line(value)
  }
  return typeof value === 'number' ? serializeNumber(value) : String(value)
}

function isEmpty(object: JsonObject): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return false
  return true
}
