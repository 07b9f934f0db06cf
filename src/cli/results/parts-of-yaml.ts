import type { Json } from '../../model/json.ts'
import { printableLines } from '../../text/quote.ts'
import { quoteDouble, serializeBlock, serializeString } from '../../yaml/write/serialize-string.ts'
import { isImplicitKey, serializeEntry, serializeNested, type TextStyle } from '../../yaml/write/serialize.ts'
import { isIterable, isLong } from './long-list.ts'

/** A list or a mapping as lines of YAML, each item of a long list by itself, and each value of a mapping. */
export function* partsOfYaml(data: object): Generator<string> {
  if (isIterable(data)) yield* partsOfSequence(data, { indent: '', lead: '', none: '[]\n' })
  else if (isLong(data)) yield* partsOfMapping(data, { indent: '', lead: '' })
  else yield serializeNested(asJson(data), '', forTerminals)
}

/** Where a collection is written: each of its lines begins with the indent, but the first with `lead`. */
interface Place {
  readonly indent: string
  readonly lead: string
}

/** The items of a list; `none` where there are none, which shows once they are asked for. */
function* partsOfSequence(
  items: Iterable<unknown>,
  { indent, lead, none }: Place & { readonly none: string },
): Generator<string> {
  const inner = `${indent}  `
  let start: string | undefined
  for (const item of items) {
    yield `${start ?? lead}- `
    start = indent
    if (!isLong(item)) yield serializeNested(asJson(item), inner, forTerminals)
    else if (isIterable(item)) yield* partsOfSequence(item, { indent: inner, lead: '', none: '[]\n' })
    else yield* partsOfMapping(item, { indent: inner, lead: '' })
  }
  if (start === undefined) yield none
}

function* partsOfMapping(object: object, { indent, lead }: Place): Generator<string> {
  let start = lead
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield start
    start = indent
    if (isLong(value) && isImplicitKey(key, forTerminals)) yield* partsOfEntry(key, value, indent)
    else yield serializeEntry(key, asJson(value), indent, forTerminals)
  }
}

function* partsOfEntry(key: string, value: object, indent: string): Generator<string> {
  yield `${forTerminals.line(key)}:`
  const inner = `${indent}  `
  if (isIterable(value)) yield* partsOfSequence(value, { indent, lead: `\n${indent}`, none: ' []\n' })
  else yield* partsOfMapping(value, { indent: inner, lead: `\n${inner}` })
}

/** A view's value as JSON has it: a mapping without the keys that have no value. */
function asJson(value: unknown): Json {
  if (isJson(value)) return value
  if (typeof value !== 'object' || value === null) return null
  if (isIterable(value)) return Array.from(value, asJson)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, asJson(each)]))
}

function isJson(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return value !== undefined
  if (isIterable(value)) return Array.isArray(value) && value.every(isJson)
  return Object.values(value).every(isJson)
}

/** An escape is a character only in double quotes. */
const forTerminals: TextStyle = {
  line: (text) => orInDoubleQuotes(serializeString(text), text),
  block: (text, indent) => orInDoubleQuotes(serializeBlock(text, indent), text),
}

function orInDoubleQuotes(written: string, text: string): string {
  return printableLines(written) === written ? written : quoteDouble(text)
}
