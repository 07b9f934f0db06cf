import { findForbiddenCharacter } from './forbidden-character.ts'
import { stringEnd } from '../scan/parse-json.ts'

/** The text of one document in a stream; `end` is exclusive, and the separator lines belong to no document. */
export interface DocumentChunk {
  readonly start: number
  readonly end: number
  /** How kubectl reads it: a JSON document knows other escapes and no comments. */
  readonly format: 'yaml' | 'json'
}

/** A place where a stream cannot be split; what follows it up to `lostEnd` is read by nobody. */
export interface SplitFault {
  readonly start: number
  readonly end: number
  readonly lostEnd: number
  readonly problem: string
}

/**
 * The text of a document as the decoder hands it to go-yaml: the last line of YAML gets a line break where it has none,
 * which a block of text that ends there then holds.
 */
export function chunkText(text: string, { start, end, format }: DocumentChunk): string {
  const chunk = text.slice(start, end)
  return format === 'yaml' && !chunk.endsWith('\n') ? `${chunk}\n` : chunk
}

/** What a stream holds: its documents in order, blank ones left out, and the places where it cannot be split. */
export interface SplitStream {
  readonly chunks: readonly DocumentChunk[]
  readonly faults: readonly SplitFault[]
}

/**
 * Splits a stream as kubectl does (k8s.io/apimachinery: pkg/util/yaml/decoder.go, YAMLOrJSONDecoder). A line that
 * starts with `---` separates documents and may hold nothing else but a comment. A stream whose first character is
 * `{` is a row of JSON documents; where the first or second of them is no JSON, the rest is YAML.
 */
export function splitDocuments(text: string): SplitStream {
  const chunks: DocumentChunk[] = []
  const faults: SplitFault[] = []
  const rest = startsLikeJson.test(text) ? splitJson(text, chunks, faults) : 0
  splitYaml(text, rest, chunks, faults)
  return { chunks, faults }
}

/** What Go's unicode.IsSpace takes for space; unlike JavaScript's `\s` without the byte order mark. */
const goSpace = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const startsLikeJson = new RegExp(`^${goSpace}*\\{`)
const emptySeparator = new RegExp(`^---${goSpace}*(?:#|$)`)
/** Where nothing is between two separators, the decoder leaves the second one to go-yaml, which is stricter. */
const markerLine = /^---(?:[ \t\r]*$|[ \t]+#)/
/** Blank to go-yaml: tabs and other spaces are not, where a document may start. */
const nonBlank = /[^ \n\r]/
/** A break within a line, which ends a line to go-yaml and not to the decoder. */
const breakInLine = /[\r\u0085\u2028\u2029](?!$)/

function splitYaml(text: string, from: number, chunks: DocumentChunk[], faults: SplitFault[]): void {
  let start = from
  let broken: SplitFault | undefined
  // Whether the decoder leaves the line of the separator to go-yaml, because nothing comes before it.
  let isMarked = false
  const closeChunk = (chunk: DocumentChunk): void => {
    const fault = findChunkFault(text, chunk, isMarked)
    if (fault) faults.push(fault)
    else chunks.push(chunk)
  }
  const close = (end: number): void => {
    if (broken) faults.push({ ...broken, lostEnd: end })
    else if (nonBlank.test(text.slice(start, end))) closeChunk({ start, end, format: 'yaml' })
  }
  for (let line = nextSeparator(text, from, from); line !== -1;) {
    const end = lineEnd(text, line)
    const content = text.slice(line, end)
    close(line)
    isMarked = line === start
    const problem = separatorProblem(content, isMarked)
    broken =
      problem === undefined
        ? undefined
        : { start: line, end: line + content.trimEnd().length, lostEnd: end, problem }
    start = Math.min(end + 1, text.length)
    line = nextSeparator(text, start, from)
  }
  close(text.length)
}

/** Why a line that starts with `---` is no separator; undefined where it is one. */
function separatorProblem(line: string, isFirst: boolean): string | undefined {
  if (!(isFirst ? markerLine : emptySeparator).test(line))
    return 'a line that starts with "---" may hold nothing else but a comment'
  if (findForbiddenCharacter(line) !== -1) return 'the text holds a control character'
  return breakInLine.test(line)
    ? 'a line that starts with "---" holds a line break that only YAML knows; kubectl may drop what follows'
    : undefined
}

/**
 * Where the decoder does not hand a document to go-yaml unchanged: it takes one CR off the end of a line, and where
 * a document starts with its `---` line, a byte order mark below that is no longer the first character.
 */
function findChunkFault(
  text: string,
  { start, end }: DocumentChunk,
  isMarked: boolean,
): SplitFault | undefined {
  // In the document alone: a search that went on would read the rest of the stream for each of its documents.
  const found = text.slice(start, end).indexOf('\r\r\n')
  const doubleReturn = start + found
  if (found !== -1)
    return { start: doubleReturn, end: doubleReturn + 2, lostEnd: end, problem: doubleReturnProblem }
  return isMarked && text.charAt(start) === '\ufeff'
    ? { start, end: start + 1, lostEnd: end, problem: markProblem }
    : undefined
}

const doubleReturnProblem = 'a line ends with two carriage returns'
const markProblem = 'a byte order mark follows a line that starts with "---"'

/** The next line that starts with `---`, at `from` or after it; `origin` is where the first line starts. */
function nextSeparator(text: string, from: number, origin: number): number {
  if (from === origin && text.startsWith('---', from)) return from
  const found = text.indexOf('\n---', Math.max(from - 1, origin))
  return found === -1 ? -1 : found + 1
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

/** Reads JSON documents off the front; gives the offset from which the text is YAML. */
function splitJson(text: string, chunks: DocumentChunk[], faults: SplitFault[]): number {
  let position = 0
  for (let count = 0; ; count += 1) {
    const start = skipJsonSpace(text, position)
    if (start === text.length) return start
    const end = jsonValueEnd(text, start)
    if (end === undefined) {
      if (count <= 1) return turnToYaml(text, position, faults)
      faults.push({ start, end: lineEnd(text, start), lostEnd: text.length, problem: jsonProblem })
      return text.length
    }
    chunks.push({ start, end, format: 'json' })
    position = end
  }
}

const jsonProblem = 'a row of JSON documents may hold nothing but JSON'

function skipJsonSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

/**
 * The decoder eats the space after a document, up to and with the first line break, before it turns to YAML; it does
 * so four bytes at a time, and gives up where there are fewer, or where a replacement character ends the space, which
 * Go gives for broken text too.
 */
function turnToYaml(text: string, from: number, faults: SplitFault[]): number {
  const [eaten = ''] = spaceToLineEnd.exec(text.slice(from)) ?? []
  const start = from + eaten.length
  const last = start - (eaten.endsWith('\n') ? 1 : 0)
  const isShort = new TextEncoder().encode(text.slice(last, last + 4)).length < 4
  if (!isShort && text.charAt(last) !== '\ufffd') return start
  const problem = isShort ? shortProblem : replacementProblem
  faults.push({ start: last, end: text.length, lostEnd: text.length, problem })
  return text.length
}

const shortProblem = 'the document has fewer than four bytes, which kubectl takes for broken JSON'
const replacementProblem = 'the document starts with U+FFFD, which kubectl takes for text that is not UTF-8'

const spaceToLineEnd = new RegExp(`^(?:(?!\\n)${goSpace})*\\n?`)

/** Where the JSON value that starts at an offset ends, or undefined if there is none. */
function jsonValueEnd(text: string, start: number): number | undefined {
  const end = '{['.includes(text.charAt(start)) ? bracketsEnd(text, start) : scalarEnd(text, start)
  return end !== undefined && isJson(text.slice(start, end)) ? end : undefined
}

const structure = /["[\]{}]/g

function bracketsEnd(text: string, start: number): number | undefined {
  let depth = 0
  structure.lastIndex = start
  for (let found = structure.exec(text); found; found = structure.exec(text)) {
    if (found[0] === '"') structure.lastIndex = stringEnd(text, found.index) ?? text.length
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1
    if (depth === 0) return structure.lastIndex
  }
  return undefined
}

/** A number, `true`, `false` or `null`; Go's decoder ends it where it cannot go on. */
const literal = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y

function scalarEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) === '"') return stringEnd(text, start)
  literal.lastIndex = start
  return literal.test(text) ? literal.lastIndex : undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
