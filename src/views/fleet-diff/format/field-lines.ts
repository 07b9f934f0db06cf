import { printable, quote } from '../../../text/quote.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import type { FieldChange } from '../../../model/fleet-diff.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { maskedValue } from '../../mask-object.ts'
import { trimEqualEnds } from '../trim-equal-ends.ts'

/** A line of a change, with the sign for a value that is added, removed or changed. */
export interface FieldLine {
  readonly sign: '+' | '-' | '~' | ' '
  readonly text: string
}

const longestValue = 120
const mostLines = 40

/**
 * One change of a field for a person: the field and its values on one line, or below it the lines of a longer text that
 * differ. Nothing in it ends a line or moves a terminal's cursor.
 */
export function fieldLines({ field, from, to, reordered }: FieldChange): readonly FieldLine[] {
  const name = describeField(field)
  if (from === undefined) return [{ sign: '+', text: `${name}: ${describeValue(to ?? null)}` }]
  if (to === undefined) return [{ sign: '-', text: `${name}: ${describeValue(from)}` }]
  if (reordered) return [{ sign: '~', text: `${name}: order ${describeOrder(from)} → ${describeOrder(to)}` }]
  if (from === maskedValue && to === maskedValue) return [{ sign: '~', text: `${name}: changed (masked)` }]
  if (isText(from) && isText(to)) return [{ sign: '~', text: `${name}:` }, ...differingLines(from, to)]
  return [{ sign: '~', text: `${name}: ${describeValue(from)} → ${describeValue(to)}` }]
}

/** The fields of a whole object, a line for each scalar; a long object is cut. */
export function objectLines(object: JsonObject): readonly FieldLine[] {
  return signedLines('+', leaves(object, ''))
}

function leaves(value: Json, pointer: string): readonly string[] {
  if (isArray(value) && value.length > 0) {
    return value.flatMap((each, index) => leaves(each, childPointer(pointer, index)))
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, each]) => leaves(each, childPointer(pointer, key)))
  }
  return [`${printable(pointer)}: ${describeValue(value)}`]
}

/** The field with the keys of list items as they are, instead of as a pointer has them: `[mountPath=/data]`. */
function describeField(field: string): string {
  const segments = field.split('/').map((segment) => {
    return segment.startsWith('[') ? (pointerSegments(`/${segment}`)[0] ?? '') : segment
  })
  return printable(segments.join('/'))
}

function describeValue(value: Json): string {
  if (value === maskedValue) return '(masked)'
  return typeof value === 'string' ? quote(value) : cut(stringifyJson(value))
}

function describeOrder(segments: Json): string {
  return cut(Array.isArray(segments) ? segments.join(' ') : '')
}

function cut(text: string): string {
  return printable(text.length > longestValue ? `${text.slice(0, longestValue)}…` : text)
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value.trimEnd().includes('\n')
}

/** The lines between the equal ones at the beginning and at the end. */
function differingLines(from: string, to: string): readonly FieldLine[] {
  const [before, after] = [from.split('\n'), to.split('\n')]
  const { start, baseEnd, headEnd } = trimEqualEnds(before, after, (left, right) => left === right)
  return [
    ...signedLines('-', before.slice(start, baseEnd).map(indented)),
    ...signedLines('+', after.slice(start, headEnd).map(indented)),
  ]
}

function indented(line: string): string {
  return `  ${cut(line)}`
}

function signedLines(sign: '-' | '+', lines: readonly string[]): readonly FieldLine[] {
  const shown = lines.slice(0, mostLines).map((text) => ({ sign, text }))
  const rest = lines.length - shown.length
  return rest === 0 ? shown : [...shown, { sign, text: `… ${rest} more lines` }]
}
