import type { Json } from '../../model/json.ts'
import { findDisagreement } from '../read/readers-disagree.ts'
import { plainValue } from '../read/scalar-value.ts'
import { code } from '../scan/characters.ts'
import { resolvePlainScalar } from '../write/plain-scalar.ts'
import { endLine, passBlanks, startLine, type Lines } from './lines.ts'

/** A key takes no part in the limit of go-yaml's simple keys, 1024 characters with the colon, where it is shorter. */
const longestKey = 1000

const wordKey = /([A-Za-z_][A-Za-z0-9_./-]*):(?= |\n)/y
const quotedKey = /"([^"\\\n]*)":(?= |\n)/y

/** Reads a key and its colon; undefined where none, or an unusual one, is there. */
export function readKey(lines: Lines): string | undefined {
  return readWordKey(lines) ?? readMatch(lines, quotedKey)
}

function readWordKey(lines: Lines): string | undefined {
  const start = lines.at
  const key = readMatch(lines, wordKey)
  if (key === undefined) return undefined
  // go-yaml's booleans and nulls, of which none is longer.
  if (key.length > 5 || resolvePlainScalar(key) === key) return key
  lines.at = start
  return undefined
}

function readMatch(lines: Lines, pattern: RegExp): string | undefined {
  pattern.lastIndex = lines.at
  const key = pattern.exec(lines.text)?.[1]
  if (key === undefined || key.length > longestKey) return undefined
  lines.at = pattern.lastIndex
  return key
}

const doubleQuoted = /"([^"\\\n]*)"/y
const singleQuoted = /'([^'\n]*)'/y

/** Reads a text in quotes without escapes, on one line; undefined where it is not that. */
export function readQuoted(lines: Lines): string | undefined {
  const pattern = lines.text.charCodeAt(lines.at) === code.singleQuote ? singleQuoted : doubleQuoted
  pattern.lastIndex = lines.at
  const text = pattern.exec(lines.text)?.[1]
  if (text !== undefined) lines.at = pattern.lastIndex
  return text
}

const plainStart = /[A-Za-z0-9_./$(+~<=\\^;)]|-[^ \n]/y

/** Reads a plain scalar up to the end of its line, and goes to the next; undefined where it is unusual. */
export function readPlainLine(lines: Lines): Json | undefined {
  const { text, at } = lines
  plainStart.lastIndex = at
  if (!plainStart.test(text)) return undefined
  const end = text.indexOf('\n', at)
  const line = text.slice(at, end)
  const comment = line.indexOf(' #')
  const scalar = (comment === -1 ? line : line.slice(0, comment)).trimEnd()
  if (scalar.endsWith(':') || scalar.includes(': ')) return undefined
  startLine(lines, end + 1)
  return resolve(scalar)
}

/** The value of a plain scalar, in which readers of YAML have to agree. */
export function resolve(scalar: string): Json | undefined {
  const value = plainValue(scalar)
  if (typeof value === 'object' && value !== null) return undefined
  return scalar === '...' || findDisagreement(scalar, value) ? undefined : value
}

/** Reads a block of text, which starts at `|`, with lines that are indented by more than `parent`. */
export function readLiteral(lines: Lines, parent: number): string | undefined {
  const { text } = lines
  lines.at += 1
  const isStripped = text.charCodeAt(lines.at) === code.dash
  if (isStripped) lines.at += 1
  if (text.charCodeAt(lines.at) !== code.lineFeed) return undefined
  const first = lines.at + 1
  const indent = passBlanks(text, first) - first
  // Where the first line is blank, its blanks may count.
  if (indent <= parent || text.charCodeAt(first + indent) === code.lineFeed) return undefined
  const parts: string[] = []
  let [length, start] = [0, first]
  while (start < text.length) {
    const width = passBlanks(text, start) - start
    const isBlank = text.charCodeAt(start + width) === code.lineFeed
    if (isBlank && width > 0) return undefined
    if (!isBlank && width < indent) {
      if (width > parent) return undefined
      break
    }
    const end = text.indexOf('\n', start) + 1
    parts.push(isBlank ? '\n' : text.slice(start + indent, end))
    if (!isBlank) length = parts.length
    start = end
  }
  startLine(lines, start)
  const content = parts.slice(0, length).join('')
  return isStripped ? content.slice(0, -1) : content
}

/** Goes to the line after that of a value; undefined where something else is on it. */
export function endValue<T extends Json>(lines: Lines, value: T | undefined): T | undefined {
  return value !== undefined && endLine(lines) ? value : undefined
}
