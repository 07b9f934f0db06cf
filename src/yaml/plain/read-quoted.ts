import { code } from '../scan/characters.ts'
import { countBreaks, fold, foldBreaks, hasOddBlanks } from './fold.ts'
import type { Lines } from './lines.ts'

/**
 * Reads a text in quotes, over lines or not (YAML 1.2.2, 7.3.1 and 7.3.2; go-yaml asks for no indentation of those lines);
 * undefined where it is not closed, or holds blanks around line breaks or escapes that few people write.
 */
export function readQuoted(lines: Lines): string | undefined {
  const { text, at } = lines
  const isSingle = text.charCodeAt(at) === code.singleQuote
  const end = isSingle ? endOfSingle(text, at + 1) : endOfDouble(text, at + 1)
  if (end === -1) return undefined
  lines.at = end + 1
  const content = text.slice(at + 1, end)
  if (hasOddBlanks(content)) return undefined
  return isSingle ? fold(content).replaceAll("''", "'") : readEscapes(content)
}

/** Where the quote is that closes a single-quoted text, in which two are one; -1 where there is none. */
function endOfSingle(text: string, from: number): number {
  let end = text.indexOf("'", from)
  while (end !== -1 && text.charCodeAt(end + 1) === code.singleQuote) end = text.indexOf("'", end + 2)
  return end
}

function endOfDouble(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character === code.doubleQuote) return at
    if (character === code.backslash) at += 1
  }
  return -1
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\ ', ' '],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
])

/** A line break that an escape takes away, with the indentation after it; an escape; breaks that fold. */
const escapeOrBreaks = /\\\n[ \n]*|\\[^]|\n[ \n]*/g

function readEscapes(content: string): string | undefined {
  if (!content.includes('\\')) return fold(content)
  let isKnown = true
  const value = content.replace(escapeOrBreaks, (found) => {
    if (!found.startsWith('\\')) return foldBreaks(found)
    if (found.startsWith('\\\n')) return '\n'.repeat(countBreaks(found) - 1)
    const character = escapes.get(found)
    if (character === undefined) isKnown = false
    return character ?? ''
  })
  return isKnown ? value : undefined
}
