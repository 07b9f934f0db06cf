import type { Json, JsonObject } from '../../model/json.ts'
import { code } from '../scan/characters.ts'
import { open, passBlanks, tokensOfEntry, type Lines } from './lines.ts'
import { readKey, readQuoted, resolve } from './read-line.ts'

const flowScalar = /-?[A-Za-z0-9_./][A-Za-z0-9_./@+=-]*/y

/** Reads a value within brackets or braces, or one of them, on one line; undefined where anything is unusual. */
export function readFlow(lines: Lines): Json | undefined {
  const { text, at } = lines
  switch (text.charCodeAt(at)) {
    case code.openBrace:
      return readFlowMapping(lines)
    case code.openBracket:
      return readFlowSequence(lines)
    case code.doubleQuote:
    case code.singleQuote:
      return readQuoted(lines)
    default: {
      flowScalar.lastIndex = at
      if (!flowScalar.test(text)) return undefined
      lines.at = flowScalar.lastIndex
      return resolve(text.slice(at, lines.at))
    }
  }
}

function readFlowMapping(lines: Lines): JsonObject | undefined {
  const mapping: Record<string, Json> = {}
  return readItems(lines, code.closeBrace, () => {
    const key = readKey(lines)
    if (key === undefined || key === '__proto__' || Object.hasOwn(mapping, key)) return false
    lines.at = passBlanks(lines.text, lines.at)
    const value = readFlow(lines)
    if (value === undefined) return false
    mapping[key] = value
    return true
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

/** Reads items between commas up to the character that closes; false where one is unusual, or a comma is the last. */
function readItems(lines: Lines, close: number, readItem: () => boolean): boolean {
  if (!open(lines)) return false
  const { text } = lines
  lines.at = passBlanks(text, lines.at + 1)
  let isFirst = true
  while (!isFirst || text.charCodeAt(lines.at) !== close) {
    lines.tokens += tokensOfEntry
    if (!readItem()) return false
    lines.at = passBlanks(text, lines.at)
    const next = text.charCodeAt(lines.at)
    if (next === close) break
    if (next !== code.comma) return false
    lines.at = passBlanks(text, lines.at + 1)
    isFirst = false
  }
  lines.at += 1
  lines.depth -= 1
  return true
}
