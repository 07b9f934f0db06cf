import { isObject } from '../../json/own.ts'
import type { JsonObject } from '../../model/json.ts'
import { documentNodes } from '../../yaml/find/document-nodes.ts'
import { readDocument } from '../../yaml/read/read-document.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../../yaml/read/split-documents.ts'
import type { TextRange } from '../../yaml/read/yaml-problem.ts'
import { findScalar, type FoundScalar } from '../spot.ts'

/** The key or the scalar that is typed, in its document as it reads with a word in its place. */
export interface MarkedScalar {
  /** The manifest that it is in. */
  readonly value: JsonObject
  /** From the manifest's root. */
  readonly pointer: string
  readonly part: 'key' | 'value'
  /** What is typed of it before the cursor, without a quote. */
  readonly typed: string
  /** What of the file it is, without quotes. */
  readonly range: TextRange
  /** The quotes that it is in. */
  readonly quotes: '"' | "'" | ''
  /** Whether a key has no colon after it yet. */
  readonly needsColon: boolean
}

/** A word that nobody writes. */
const mark = 'fedrenderCursorMark7'

/** A longer document is not read for a completion. */
const longestDocument = 1024 * 1024

/**
 * What may be typed at a place of a text: a value, or a key of a mapping; both where the text allows both. The text around it must
 * read as YAML once a word is there; brackets that are open on its line are closed.
 */
export function markCursor(text: string, offset: number): readonly MarkedScalar[] {
  const lineEnd = endOfLine(text, offset)
  const rest = text.slice(offset, lineEnd)
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const isAtEnd = /^\s*(?:#|$)/.test(rest)
  const closing = isAtEnd ? closingBrackets(before) : ''
  const attempts = [
    { suffix: closing, isKey: false },
    ...(isAtEnd && /^\s*(?:- +)*[^\s{}[\],:#]*$/.test(before) ? [{ suffix: ': ', isKey: true }] : []),
  ]
  return attempts.flatMap(({ suffix, isKey }) => readMarked(text, offset, suffix, isKey) ?? [])
}

function readMarked(text: string, offset: number, suffix: string, isKey: boolean): MarkedScalar | undefined {
  const marked = `${text.slice(0, offset)}${mark}${suffix}${text.slice(offset)}`
  const chunk = splitDocuments(marked).chunks.find(({ start, end }) => start <= offset && offset < end)
  if (chunk === undefined || chunk.end - chunk.start > longestDocument) return undefined
  const part = chunkText(marked, chunk)
  const found = findMark(part, offset - chunk.start + 1)
  const value = found && valueOf(part, chunk)
  // A key is not the text above it with another word.
  if (found === undefined || value === undefined || (isKey && found.part !== 'key')) return undefined
  const quotes = quotesOf(part.charAt(found.range.start))
  const start = chunk.start + found.range.start + quotes.length
  const end = Math.max(chunk.start + found.range.end - quotes.length - mark.length, offset)
  return {
    ...manifestAt(value, found.pointer),
    part: found.part,
    typed: text.slice(start, offset),
    range: { start, end },
    quotes,
    needsColon: found.part === 'key' && !/^\s*:/.test(text.slice(end + quotes.length, end + 100)),
  }
}

/** The scalar with the word; none where that has become a part of a text of several lines. */
function findMark(text: string, offset: number): FoundScalar | undefined {
  const document = documentNodes(text)
  const found = document.root && findScalar(document, document.root, '', offset)
  if (found?.node.kind !== 'scalar' || !found.node.text.includes(mark)) return undefined
  return text.slice(found.range.start, found.range.end).includes('\n') ? undefined : found
}

function quotesOf(character: string): MarkedScalar['quotes'] {
  return character === '"' || character === "'" ? character : ''
}

function valueOf(text: string, { format }: DocumentChunk): JsonObject | undefined {
  const { value } = readDocument(text, format)
  return isObject(value) ? value : undefined
}

/** The item of a List that a pointer is in, as a manifest of its own. */
function manifestAt(value: JsonObject, pointer: string): Pick<MarkedScalar, 'value' | 'pointer'> {
  const [item, index] = /^\/items\/(\d+)(?=\/)/.exec(pointer) ?? []
  const { items } = value
  const manifest = Array.isArray(items) ? (items as readonly unknown[])[Number(index)] : undefined
  const isItem = item !== undefined && typeof manifest === 'object' && manifest !== null
  return isItem ? { value: manifest as JsonObject, pointer: pointer.slice(item.length) } : { value, pointer }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** What closes the brackets that are open at the end of a part of a line; quotes are passed over. */
function closingBrackets(text: string): string {
  const open: string[] = []
  for (const [bracket] of text.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').matchAll(/[[\]{}]/g)) {
    if (bracket === '{') open.unshift('}')
    else if (bracket === '[') open.unshift(']')
    else if (open[0] === bracket) open.shift()
  }
  return open.join('')
}
