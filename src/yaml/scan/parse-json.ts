import { maximumDepth } from '../read/limits.ts'
import { ScanFault } from './cursor.ts'
import type { ParsedDocument } from './parse-document.ts'
import { emptyScalar, type OpenMapping, type OpenSequence } from './parser.ts'
import type { YamlNode } from './yaml-node.ts'

interface JsonText {
  readonly text: string
  position: number
  depth: number
}

/** Parses a JSON document as Go's encoding/json does, into the nodes that a YAML document has. */
export function parseJson(text: string): ParsedDocument {
  const json = { text, position: 0, depth: 0 }
  try {
    const root = parseValue(json)
    return skipSpace(json) === '' ? { root } : fault(json)
  } catch (error) {
    if (!(error instanceof ScanFault)) throw error
    const { kind, range, message } = error
    return { problem: kind === 'syntax' ? { kind, problem: message, ...range } : { kind, ...range } }
  }
}

const notJson = 'this is not JSON'

function fault({ position }: JsonText): never {
  throw new ScanFault(notJson, position)
}

const space = /[ \t\n\r]*/y

/** Passes white space; returns the character after it, or nothing at the end. */
function skipSpace(json: JsonText): string {
  space.lastIndex = json.position
  space.test(json.text)
  json.position = space.lastIndex
  return json.text.charAt(json.position)
}

function parseValue(json: JsonText): YamlNode {
  const first = skipSpace(json)
  if (first === '"') return parseString(json)
  if (first !== '{' && first !== '[') return parseLiteral(json)
  if (json.depth >= maximumDepth)
    throw new ScanFault('too deep', json.position, json.position + 1, 'too-deep')
  json.depth += 1
  const node = first === '{' ? parseObject(json) : parseArray(json)
  json.depth -= 1
  return node
}

function parseObject(json: JsonText): YamlNode {
  const start = json.position
  const node: OpenMapping = { kind: 'mapping', isFlow: true, entries: [], start, end: start }
  while (hasMore(json, '}', node.entries.length === 0)) {
    if (skipSpace(json) !== '"') fault(json)
    const key = parseString(json)
    if (skipSpace(json) !== ':') fault(json)
    json.position += 1
    node.entries.push([key, parseValue(json)])
  }
  node.end = json.position
  return node
}

function parseArray(json: JsonText): YamlNode {
  const start = json.position
  const node: OpenSequence = { kind: 'sequence', isFlow: true, items: [], start, end: start }
  while (hasMore(json, ']', node.items.length === 0)) node.items.push(parseValue(json))
  node.end = json.position
  return node
}

/** Passes the opening bracket or the comma before another member, or the closing bracket. */
function hasMore(json: JsonText, closing: ']' | '}', isFirst: boolean): boolean {
  if (isFirst) json.position += 1
  const next = skipSpace(json)
  if (next === closing) {
    json.position += 1
    return false
  }
  if (isFirst) return true
  if (next !== ',') fault(json)
  json.position += 1
  return true
}

/** A surrogate without its other half is the replacement character to Go. */
function parseString(json: JsonText): YamlNode {
  const { text, position: start } = json
  const end = stringEnd(text, start) ?? fault(json)
  const value = parseNative(text.slice(start, end)) ?? fault(json)
  json.position = end
  return {
    kind: 'scalar',
    text: String(value).replace(/\p{Surrogate}/gu, '\ufffd'),
    style: 'quoted',
    start,
    end,
  }
}

/** Where the string ends whose opening quote is at an offset: at the next quote after an even number of backslashes. */
export function stringEnd(text: string, start: number): number | undefined {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslash = quote
    while (text.charAt(backslash - 1) === '\\') backslash -= 1
    if ((quote - backslash) % 2 === 0) return quote + 1
  }
  return undefined
}

const literal = /[-+.\w]+/y

function parseLiteral(json: JsonText): YamlNode {
  const { text, position: start } = json
  literal.lastIndex = start
  const found = literal.exec(text)?.[0] ?? fault(json)
  if (parseNative(found) === undefined) fault(json)
  json.position = start + found.length
  return { ...emptyScalar(start), text: found, end: json.position }
}

function parseNative(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
