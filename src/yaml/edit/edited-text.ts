import type { Scalar } from 'yaml'
import { isArray, isObject } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json } from '../../model/json.ts'
import { serialize } from '../write/serialize.ts'
import { quoteDouble, serializeString } from '../write/serialize-string.ts'

/** Whether a value is written on one line: neither a filled mapping or list nor a text of several lines. */
export function isInline(value: Json): boolean {
  return !blockEntry('k', value, '').includes('\n', 1)
}

/** A key with its value in block style, without the last line break; lines after the first begin with the indent. */
export function blockEntry(key: string, value: Json, indent: string): string {
  return indentRest(serialize({ [key]: value }), indent)
}

/** The text after the colon of a key in block style: ` 5`, or line breaks and what is below. */
export function blockValue(value: Json, indent: string): string {
  return blockEntry('k', value, indent).slice('k:'.length)
}

/** An item of a list in block style, from its dash, as `blockEntry`. */
export function blockItem(value: Json, indent: string): string {
  return indentRest(serialize({ k: [value] }).slice('k:\n'.length), indent)
}

function indentRest(text: string, indent: string): string {
  return text.replace(/\n$/, '').replace(/\n(?=[^\n])/g, `\n${indent}`)
}

/** A key with its value between brackets, on one line. */
export function flowEntry(key: string, value: Json, format: 'yaml' | 'json'): string {
  return `${flowValue(key, format)}: ${flowValue(value, format)}`
}

/** A value between brackets, on one line. */
export function flowValue(value: Json, format: 'yaml' | 'json'): string {
  if (isArray(value)) return `[${value.map((each) => flowValue(each, format)).join(', ')}]`
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, each]) => flowEntry(key, each, format))
      .join(', ')}}`
  }
  if (format === 'json') return stringifyJson(value)
  if (typeof value !== 'string') return blockValue(value, '').trim()
  return /[,[\]{}:?\n]/.test(value) ? quoteDouble(value) : serializeString(value)
}

/** A value on one line in place of a scalar, in the same quotes where it is a string and they can hold it. */
export function scalarInStyle(old: Scalar, value: Json, inFlow: boolean, format: 'yaml' | 'json'): string {
  const plain = inFlow ? flowValue(value, format) : blockValue(value, '').trimStart()
  if (typeof value !== 'string' || format === 'json') return plain
  if (old.type === 'QUOTE_DOUBLE') return quoteDouble(value)
  return old.type === 'QUOTE_SINGLE' && /^[ -~]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : plain
}
