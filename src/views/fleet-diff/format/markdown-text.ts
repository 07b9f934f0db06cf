import { printable } from '../../../text/quote.ts'

/**
 * Any text as a code span, in which GitHub sees no markup, HTML, mentions or references (CommonMark 0.31, 6.1): on one
 * line, between more backticks than the text has in a row.
 */
export function codeSpan(text: string): string {
  const shown = printable(text)
  const ticks = '`'.repeat(longestRun(shown) + 1)
  const padding = shown === '' || /^[` ]|[` ]$/.test(shown) ? ' ' : ''
  return `${ticks}${padding}${shown}${padding}${ticks}`
}

/** A code span for a cell of a table, where a pipe would end the cell and renderers differ in how to escape it. */
export function codeCell(text: string): string {
  return codeSpan(text.replaceAll('|', '\\u007c'))
}

/** Lines as a block of code, between more backticks than any of them has in a row. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(printable)
  const ticks = '`'.repeat(shown.reduce((most, line) => Math.max(most, longestRun(line) + 1), 3))
  return [`${ticks}${language}`, ...shown, ticks].map((line) => `${line}\n`).join('')
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
