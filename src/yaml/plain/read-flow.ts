import type { Json, JsonObject } from '../../model/json.ts'
import type { ScalarJson } from '../read/scalar-value.ts'
import { code } from '../scan/characters.ts'
import { addEntry } from './add-entry.ts'
import { agreedValue } from './agreed-scalar.ts'
import { open, passBlanks, tokensOfEntry, type Lines } from './lines.ts'
import { readFlowKey } from './read-key.ts'
import { readQuoted } from './read-quoted.ts'

/** Reads a value within brackets or braces, or one of them (YAML 1.2.2, 7.4); undefined where anything is unusual. */
export function readFlow(lines: Lines): Json | undefined {
  switch (lines.text.charCodeAt(lines.at)) {
    case code.openBrace:
      return readFlowMapping(lines)
    case code.openBracket:
      return readFlowSequence(lines)
    case code.doubleQuote:
    case code.singleQuote:
      return readQuoted(lines)
    default:
      return readFlowScalar(lines)
  }
}

function readFlowMapping(lines: Lines): JsonObject | undefined {
  const mapping: Record<string, Json> = {}
  return readItems(lines, code.closeBrace, () => {
    const key = readFlowKey(lines)
    lines.at = passFlowSpace(lines.text, lines.at)
    return key !== undefined && addEntry(mapping, key, readFlow(lines))
  })
    ? mapping
    : undefined
}

function readFlowSequence(lines: Lines): readonly Json[] | undefined {
  const items: Json[] = []
  return readItems(lines, code.closeBracket, () => {
    const item = readFlow(lines)
    if (item === undefined) return false
    items.push(item)
    return true
  })
    ? items
    : undefined
}

/** Reads items between commas, of which one may be the last, up to the character that closes; false where one is unusual. */
function readItems(lines: Lines, close: number, readItem: () => boolean): boolean {
  if (!open(lines)) return false
  const { text } = lines
  lines.at = passFlowSpace(text, lines.at + 1)
  while (text.charCodeAt(lines.at) !== close) {
    lines.tokens += tokensOfEntry
    if (!readItem()) return false
    lines.at = passFlowSpace(text, lines.at)
    const next = text.charCodeAt(lines.at)
    if (next === code.comma) lines.at = passFlowSpace(text, lines.at + 1)
    else if (next !== close) return false
  }
  lines.at += 1
  lines.depth -= 1
  return true
}

/** Passes spaces, line breaks and comments: within brackets, go-yaml asks for no indentation. */
function passFlowSpace(text: string, at: number): number {
  let next = at
  for (;;) {
    const character = text.charCodeAt(next)
    if (character === code.space || character === code.lineFeed) next += 1
    else if (character === code.hash && ' \n'.includes(text.charAt(next - 1))) next = text.indexOf('\n', next)
    else return next
  }
}

const flowStart = /[A-Za-z0-9_./$(+~<=\\^;)\u00a0-\uffff]|-[^ \n\t,?[\]{}:#]/y
/** A word without the characters that mean something in brackets, if only to go-yaml (7.3.3). */
const flowWord = /(?:[^ \n\t,?[\]{}:#]|:(?=[^ \n\t,?[\]{}]))+/y

/** Reads a plain scalar in brackets, which is words on one line. */
function readFlowScalar(lines: Lines): ScalarJson | undefined {
  const { text, at } = lines
  if (endOfMatch(flowStart, text, at) === -1) return undefined
  for (let end = at; end !== -1; end = endOfMatch(flowWord, text, passBlanks(text, end))) lines.at = end
  return agreedValue(text.slice(at, lines.at))
}

function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}
