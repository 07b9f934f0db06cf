import { code } from '../scan/characters.ts'
import { agreedKey } from './agreed-scalar.ts'
import type { Lines } from './lines.ts'
import { readQuoted } from './read-quoted.ts'
import { startsPlain } from './starts-plain.ts'

/** A key takes no part in the limit of go-yaml's simple keys, 1024 characters with the colon, where it is shorter. */
const longestKey = 1000

/**
 * Reads a key of a mapping in block style and its colon, on one line (YAML 1.2.2, 8.2.2); undefined where none, or an
 * unusual one, is there, and nothing is read then.
 */
export function readKey(lines: Lines): string | undefined {
  if (isAtQuote(lines)) return readQuotedKey(lines, true)
  return readWordKey(lines) ?? readPlainKey(lines)
}

/** The same in braces, where a plain key is a word, and a colon may touch its value after a key in quotes (7.4.2). */
export function readFlowKey(lines: Lines): string | undefined {
  return isAtQuote(lines) ? readQuotedKey(lines, false) : readWordKey(lines)
}

function isAtQuote({ text, at }: Lines): boolean {
  const character = text.charCodeAt(at)
  return character === code.doubleQuote || character === code.singleQuote
}

const wordKey = /[A-Za-z_][A-Za-z0-9_./-]*:(?= |\n)/y

function readWordKey(lines: Lines): string | undefined {
  const text = match(wordKey, lines)
  // go-yaml's booleans and nulls, of which none is longer.
  const key = text === undefined || text.length > 5 ? text : agreedKey(text)
  return key === undefined ? undefined : passKey(lines, key, wordKey.lastIndex)
}

const plainKey = /[^\n]*?:(?= |\n)/y
const notInKey = / #|\t| $/

function readPlainKey(lines: Lines): string | undefined {
  if (!startsPlain(lines)) return undefined
  const text = match(plainKey, lines)
  const key = text === undefined || notInKey.test(text) ? undefined : agreedKey(text)
  return key === undefined ? undefined : passKey(lines, key, plainKey.lastIndex)
}

/** What a pattern that ends in a colon finds here, without that colon. */
function match(pattern: RegExp, { text, at }: Lines): string | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? text.slice(at, pattern.lastIndex - 1) : undefined
}

function readQuotedKey(lines: Lines, isBlock: boolean): string | undefined {
  const { text, at: start } = lines
  const key = readQuoted(lines)
  const end = lines.at
  lines.at = start
  if (key === undefined || text.charCodeAt(end) !== code.colon || text.slice(start, end).includes('\n'))
    return undefined
  const next = text.charCodeAt(end + 1)
  const isKey = !isBlock || next === code.space || next === code.lineFeed
  return isKey ? passKey(lines, key, end + 1) : undefined
}

function passKey(lines: Lines, key: string, end: number): string | undefined {
  if (end - lines.at > longestKey) return undefined
  lines.at = end
  return key
}
