import { printable, quote } from '../../../text/quote.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import { managedLabel } from '../../../kubefed/managed-label.ts'
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

/** The same with a line for the value before and one for the value after, as a diff has them. */
export function changedLines(change: FieldChange): readonly FieldLine[] {
  const { field, from, to, reordered } = change
  const isOneLine = from === undefined || to === undefined || reordered || from === to
  if (isOneLine || (isText(from) && isText(to))) return fieldLines(change)
  const name = describeField(field)
  return [
    { sign: '-', text: `${name}: ${describeValue(from)}` },
    { sign: '+', text: `${name}: ${describeValue(to)}` },
  ]
}

/** What every object has, and the name of the item says: the names, the kind, and that KubeFed manages it. */
const identityFields = new Set([
  '/apiVersion',
  '/kind',
  '/metadata/name',
  '/metadata/namespace',
  childPointer('/metadata/labels', managedLabel),
])

/** The fields of a whole object but those that name it, a line for each scalar; a long object is cut. */
export function objectLines(object: JsonObject): readonly FieldLine[] {
  return signedLines('+', leaves(object, ''), ({ pointer, value }) => {
    return `${printable(pointer)}: ${describeValue(value)}`
  })
}

interface Leaf {
  readonly pointer: string
  readonly value: Json
}

function* leaves(value: Json, pointer: string): Generator<Leaf> {
  const entries = isArray(value) || isObject(value) ? Object.entries<Json>(value) : []
  if (entries.length === 0 && !identityFields.has(pointer)) yield { pointer, value }
  for (const [key, each] of entries) yield* leaves(each, childPointer(pointer, key))
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
    ...signedLines('-', before.slice(start, baseEnd), indented),
    ...signedLines('+', after.slice(start, headEnd), indented),
  ]
}

function indented(line: string): string {
  return `  ${cut(line)}`
}

/** The first of some things, each as a line, and how many there are beside them. */
function signedLines<Item>(
  sign: '-' | '+',
  items: Iterable<Item>,
  describe: (item: Item) => string,
): readonly FieldLine[] {
  const shown: FieldLine[] = []
  let rest = 0
  for (const each of items) {
    if (shown.length < mostLines) shown.push({ sign, text: describe(each) })
    else rest++
  }
  return rest === 0 ? shown : [...shown, { sign, text: `… ${rest} more lines` }]
}
