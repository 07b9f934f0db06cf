import { isPlainSafe } from './plain-scalar.ts'

/** A string on one line, as a value or as a key: plain where every reader agrees on it, else quoted. */
export function serializeString(text: string): string {
  if (isPlainSafe(text)) return text
  if (!needsEscape.test(text)) return `"${text}"`
  return text.includes("'") || unprintable.test(text) ? quoteDouble(text) : `'${text}'`
}

/**
 * A string of several lines as a literal block (`|`) without its last line break, each line after the indent; in
 * double quotes where a reader might take a block for something else.
 */
export function serializeBlock(text: string, indent: string): string {
  if (unfitForBlock.test(text) || !visible.test(text)) return quoteDouble(text)
  const indicator = /^[ \n]/.test(text) ? '2' : ''
  const chomping = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-'
  const body = text.endsWith('\n') ? text.slice(0, -1) : text
  return `|${indicator}${chomping}\n${body.replace(lineStart, indent)}`
}

const lineStart = /^(?=.)/gm
const visible = /[^ \t\n]/
/** Control characters, line breaks of every kind, no-break spaces, byte order marks, surrogates, all beyond U+FFFF. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00a0\ufeff\ufffe\uffff\u{10000}-\u{10ffff}]/u
const needsEscape = new RegExp(`["\\\\]|${unprintable.source}`, 'u')
const escaped = new RegExp(needsEscape.source, 'gu')
/** What no block can hold. go-yaml takes a tab in front for indentation; npm's yaml drops a last line of mere spaces. */
const unfitForBlock = /^\t|\n[ \t]+\n*$|(?![\t\n])\p{Cc}|[\p{Zl}\p{Zp}\p{Cs}\ufeff\ufffe\uffff]/u

/** A string in double quotes, with no more escapes than it needs. */
export function quoteDouble(text: string): string {
  return `"${text.replace(escaped, escapeCharacter)}"`
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** go-yaml knows no surrogate pairs, so one `\U`; a lone surrogate is no character, and becomes what Go makes of it. */
function escapeCharacter(character: string): string {
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`
  return code >= 0xd800 && code <= 0xdfff ? '\\ufffd' : `\\u${code.toString(16).padStart(4, '0')}`
}
