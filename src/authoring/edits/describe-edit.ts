import { isArray, isObject } from '../../json/own.ts'
import { printable } from '../../text/quote.ts'
import type { DocumentEdit } from '../../yaml/edit/edit-value.ts'
import { serializeString } from '../../yaml/write/serialize-string.ts'

/** An edit in words, for a person to make: `set /spec/propagation to Disabled`. No value of a template is shown. */
export function describeEdit({ pointer, value, before }: DocumentEdit): string {
  const where = printable(pointer)
  if (before !== undefined) return `add before ${where} what the command would write`
  if (value === undefined) return `remove ${where}`
  const isShown =
    !isObject(value) && !isArray(value) && !/^\/(?:spec\/template|data|stringData)\b/.test(pointer)
  if (!isShown) return `set ${where} to what the command would write`
  return `set ${where} to ${printable(typeof value === 'string' ? serializeString(value) : String(value))}`
}
