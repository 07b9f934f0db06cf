import type { Json, JsonObject } from '../../model/json.ts'
import { code } from '../scan/characters.ts'
import { addEntry } from './add-entry.ts'
import { endLine, open, passBlanks, tokensOfEntry, type Lines } from './lines.ts'
import { readBlockText } from './read-block-text.ts'
import { readFlow } from './read-flow.ts'
import { readKey } from './read-key.ts'
import { readPlainScalar } from './read-plain-scalar.ts'

/**
 * Reads a mapping in block style, whose first key has been read, and goes to the line after it (YAML 1.2.2, 8.2.2);
 * undefined where anything is unusual.
 */
export function readMapping(lines: Lines, firstKey: string): JsonObject | undefined {
  if (!open(lines)) return undefined
  const { indent } = lines
  const mapping: Record<string, Json> = {}
  for (let key: string | undefined = firstKey; ; key = readKey(lines)) {
    lines.tokens += tokensOfEntry
    if (key === undefined || !addEntry(mapping, key, readValue(lines, indent, true))) return undefined
    if (lines.indent !== indent) break
  }
  lines.depth -= 1
  return lines.indent > indent ? undefined : mapping
}

/** Reads a list in block style (8.2.1). */
function readSequence(lines: Lines): readonly Json[] | undefined {
  if (!open(lines)) return undefined
  const { indent } = lines
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

function isAtDash({ text, at }: Lines): boolean {
  if (text.charCodeAt(at) !== code.dash) return false
  const next = text.charCodeAt(at + 1)
  return next === code.space || next === code.lineFeed
}

/** Reads an item; a key or a dash that follows its dash starts a collection, the rest of which is below it. */
function readItem(lines: Lines, indent: number): Json | undefined {
  const { text, at: dash } = lines
  const start = passBlanks(text, dash + 1)
  lines.at = start
  const isNested = isAtDash(lines)
  const key = isNested ? undefined : readKey(lines)
  if (!isNested && key === undefined) return readValue(lines, indent, false)
  lines.indent += start - dash
  return key === undefined ? readSequence(lines) : readMapping(lines, key)
}

/** Reads the value of an entry whose collection is indented by `parent`, and goes to the line after it. */
function readValue(lines: Lines, parent: number, isOfKey: boolean): Json | undefined {
  const start = passBlanks(lines.text, lines.at)
  if (endLine(lines)) return readBelow(lines, parent, isOfKey)
  lines.at = start
  return readInline(lines, parent)
}

/** Reads what an entry without a value on its line has below it: what is deeper, or a list right below its key. */
function readBelow(lines: Lines, parent: number, isOfKey: boolean): Json | undefined {
  const isDeeper = lines.indent > parent
  if (isAtDash(lines) && (isDeeper || (isOfKey && lines.indent === parent))) return readSequence(lines)
  if (!isDeeper) return null
  const key = readKey(lines)
  return key === undefined ? readInline(lines, parent) : readMapping(lines, key)
}

/** Reads a value that is no collection in block style, and goes to the line after it. */
function readInline(lines: Lines, parent: number): Json | undefined {
  switch (lines.text.charCodeAt(lines.at)) {
    case code.bar:
    case code.greater:
      return readBlockText(lines, parent)
    case code.doubleQuote:
    case code.singleQuote:
    case code.openBracket:
    case code.openBrace: {
      const value = readFlow(lines)
      return value !== undefined && endLine(lines) ? value : undefined
    }
    default:
      return readPlainScalar(lines, parent)
  }
}
