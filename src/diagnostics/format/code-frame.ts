import type { Location } from '../locate.ts'
import { namesCredential } from '../mentions-secret.ts'
import { blankObeyed } from '../../text/quote.ts'
import { isStructural, shownLine } from '../shown-line.ts'

const widest = 120

/**
 * The line of a location with a marker below what is meant. What is or may be secret is hidden, and of a line that looks
 * as if it gave a credential all but its key.
 */
export function codeFrame({ file, line, column, endLine, endColumn, start }: Location): readonly string[] {
  const lineStart = start - (column - 1)
  const lineEnd = file.text.indexOf('\n', lineStart)
  const text = file.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '')
  const isCredential = namesCredential(text) && !isStructural(text)
  const {
    text: shown,
    startOf,
    endOf,
  } = shownLine(file, { start: lineStart, end: lineStart + text.length }, isCredential)
  const at = startOf(column - 1) + 1
  // The part of a long line that holds the start of what is meant.
  const from = at > widest && at <= shown.length ? at - widest / 2 : 0
  const lead = from > 0 ? '…' : ''
  const visible = lead + blankObeyed(shown.slice(from, from + widest))
  if (visible.trim() === '') return []
  const gutter = ' '.repeat(String(line).length)
  const first = at - from + lead.length
  const last = endOf((endLine === line ? endColumn : text.length + 1) - 1) + 1 - from + lead.length
  const width = Math.max(1, Math.min(last, visible.length + 1) - first)
  return [
    `  ${line} | ${visible}`,
    ...(first <= visible.length ? [`  ${gutter} | ${' '.repeat(first - 1)}${'^'.repeat(width)}`] : []),
  ]
}
