import type { Json, JsonObject } from '../../model/json.ts'
import { code } from '../scan/characters.ts'
import { endLine, open, passBlanks, startOf, tokensOfEntry, type Lines } from './lines.ts'
import { readFlow } from './read-flow.ts'
import { endValue, readKey, readLiteral, readPlainLine, readQuoted } from './read-line.ts'

/**
 * Reads a document of YAML as nearly everybody writes it: a mapping in block style, with plain and quoted scalars, flow
 * collections on one line, and blocks of text. Undefined where anything is unusual: the scanner reads it then, which
 * does as go-yaml does, step for step. What is read here has that same value, and nothing in it is worth a word: no
 * key twice, and no scalar that readers of YAML disagree on.
 */
export function readPlain(text: string): JsonObject | undefined {
  if (isUnusual(text)) return undefined
  const lines = startOf(text)
  const value = lines.indent === 0 ? readMapping(lines, 0) : undefined
  return lines.indent === -1 ? value : undefined
}

const unusualCharacter = /[^\n -~]/

/** Whether a text has other characters than printable ASCII, actions of a template, markers of documents or directives. */
function isUnusual(text: string): boolean {
  return (
    !text.endsWith('\n') ||
    unusualCharacter.test(text) ||
    text.includes('{{') ||
    markers.some((marker) => text.startsWith(marker) || text.includes(`\n${marker}`))
  )
}

const markers = ['---', '...', '%']

function isAtDash({ text, at }: Lines): boolean {
  if (text.charCodeAt(at) !== code.dash) return false
  const next = text.charCodeAt(at + 1)
  return next === code.space || next === code.lineFeed
}

function readMapping(lines: Lines, indent: number): JsonObject | undefined {
  if (!open(lines)) return undefined
  const mapping: Record<string, Json> = {}
  while (lines.indent === indent) {
    lines.tokens += tokensOfEntry
    const key = readKey(lines)
    if (key === undefined || key === '__proto__' || Object.hasOwn(mapping, key)) return undefined
    const value = readValue(lines, indent, true)
    if (value === undefined) return undefined
    mapping[key] = value
  }
  lines.depth -= 1
  return lines.indent > indent ? undefined : mapping
}

function readSequence(lines: Lines, indent: number): readonly Json[] | undefined {
  if (!open(lines)) return undefined
  const items: Json[] = []
  while (lines.indent === indent && isAtDash(lines)) {
    lines.tokens += tokensOfEntry
    const item = readItem(lines, indent)
    if (item === undefined) return undefined
    items.push(item)
  }
  lines.depth -= 1
  return lines.indent > indent ? undefined : items
}

/** Reads an item; a key that follows the dash starts a mapping, whose other keys are below it. */
function readItem(lines: Lines, indent: number): Json | undefined {
  const [dash, start] = [lines.at, passBlanks(lines.text, lines.at + 1)]
  lines.at = start
  if (readKey(lines) === undefined) return readValue(lines, indent, false)
  lines.indent += start - dash
  lines.at = start
  return readMapping(lines, lines.indent)
}

/** Reads the value of an entry whose collection is indented by `parent`, and goes to the line after it. */
function readValue(lines: Lines, parent: number, isOfKey: boolean): Json | undefined {
  const { text } = lines
  const start = passBlanks(text, lines.at)
  if (endLine(lines)) return readBelow(lines, parent, isOfKey)
  lines.at = start
  switch (text.charCodeAt(start)) {
    case code.bar:
      return readLiteral(lines, parent)
    case code.doubleQuote:
    case code.singleQuote:
      return endValue(lines, readQuoted(lines))
    case code.openBracket:
    case code.openBrace:
      return endValue(lines, readFlow(lines))
    default:
      return readPlainLine(lines)
  }
}

/** Reads what an entry without a value on its line has below it: a deeper collection, or a list right below its key. */
function readBelow(lines: Lines, parent: number, isOfKey: boolean): Json | undefined {
  const { indent } = lines
  if (indent > parent) return isAtDash(lines) ? readSequence(lines, indent) : readMapping(lines, indent)
  return isOfKey && indent === parent && isAtDash(lines) ? readSequence(lines, indent) : null
}
