import { InvalidArgumentError, type Option } from 'commander'
import { Document, isScalar, Scalar, visit } from 'yaml'
import { printableLines } from '../../text/quote.ts'
import type { CommandLine } from '../command-line.ts'
import { sharedOption } from './grammar.ts'

/** How a result is printed. */
export type OutputFormat = 'text' | 'wide' | 'name' | 'json' | 'yaml' | 'markdown'

/** Every format, in the order of the help. */
export const outputFormats: readonly OutputFormat[] = ['text', 'wide', 'name', 'json', 'yaml', 'markdown']

/** How the result of a command is printed that has these formats; `table`, as `text` was called, goes on working. */
export function outputOption<Format extends OutputFormat>(
  { noteOld }: Pick<CommandLine, 'noteOld'>,
  formats: readonly Format[],
): Option {
  return sharedOption('output')
    .choices(formats)
    .default('text')
    .argParser((value: string): string => {
      if ((formats as readonly string[]).includes(value)) return value
      if (value !== 'table') throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`)
      noteOld('-o table is called -o text now, and goes on working until the next version')
      return 'text'
    })
}

/**
 * A view's plain data as JSON or YAML. The YAML is quoted for readers of version 1.1 too; in JSON, whose readers have
 * doubles, an integer beyond 2^53 is a text. What a terminal obeys is escaped in either, as its grammar has it.
 */
export function formatData(data: unknown, format: 'json' | 'yaml'): string {
  if (format === 'json') return printableLines(`${JSON.stringify(data, textOfBigInt, 2)}\n`)
  const document = new Document(data, { version: '1.1', aliasDuplicateObjects: false })
  // An escape is a character only in double quotes.
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && printableLines(node.value) !== node.value)
        node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return printableLines(document.toString({ lineWidth: 0 }))
}

/**
 * What `formatData` gives, in pieces of whole lines: a list in it may have a million items, whose text would take more than
 * they do. An iterable is a list whose items are made as they are written. YAML comes in one piece.
 */
export function* formatDataPieces(data: object, format: 'json' | 'yaml'): Generator<string> {
  if (format === 'yaml') return yield formatData(data, format)
  let piece = ''
  for (const part of partsOfJson(data, '')) {
    piece += part
    if (piece.length < leastPiece || !piece.endsWith('\n')) continue
    yield printableLines(piece)
    piece = ''
  }
  yield printableLines(`${piece}\n`)
}

/** The length, in UTF-16 code units, of which a piece has no less unless it is the last. */
const leastPiece = 2 ** 16

/** The lines of `JSON.stringify` with two spaces, each item of a list by itself, and each value of a mapping. */
function* partsOfJson(data: object, indent: string): Generator<string> {
  const [open, close] = isIterable(data) ? '[]' : '{}'
  let isFirst = true
  for (const [key, value] of isIterable(data) ? withoutKeys(data) : Object.entries(data)) {
    if (key !== undefined && value === undefined) continue
    yield isFirst ? `${open}\n` : ',\n'
    isFirst = false
    yield `${indent}  ${key === undefined ? '' : `${JSON.stringify(key)}: `}`
    if (isObject(value) && isLong(value)) yield* partsOfJson(value, `${indent}  `)
    else yield indentedJson(value, `${indent}  `)
  }
  yield isFirst ? `${open}${close}` : `\n${indent}${close}`
}

function* withoutKeys(items: Iterable<unknown>): Generator<readonly [undefined, unknown]> {
  for (const item of items) yield [undefined, item]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

/** Whether a value is written in parts: a list that may have many items, and a mapping that has such a list. */
function isLong(value: object): boolean {
  return isLongList(value) || (!isIterable(value) && Object.values(value).some(isLongList))
}

function isLongList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length >= manyItems
  return isObject(value) && isIterable(value)
}

const manyItems = 1000

/** A value as JSON whose lines after the first are indented; within its texts there are no line breaks. */
function indentedJson(value: unknown, indent: string): string {
  return (JSON.stringify(value, textOfBigInt, 2) ?? 'null').replaceAll('\n', `\n${indent}`)
}

function textOfBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
