import type { Location } from '../locate.ts'
import { namesCredential } from '../mentions-secret.ts'
import { blankObeyed } from '../../text/quote.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { isStructural, shownLine, type ShownLine } from '../shown-line.ts'

const widest = 120

/**
 * The line of a location with a marker below what is meant. What is or may be secret is hidden, and of a line that looks
 * as if it gave a credential all but its key.
 */
export function codeFrame({ file, line, column, endLine, endColumn, start }: Location): readonly string[] {
  const { length, text: shown, startOf, endOf } = lineOfFrame(file, start - (column - 1))
  const at = startOf(column - 1) + 1
  // The part of a long line that holds the start of what is meant.
  const from = at > widest && at <= shown.length ? at - widest / 2 : 0
  const lead = from > 0 ? '…' : ''
  const visible = lead + blankObeyed(shown.slice(from, from + widest))
  if (visible.trim() === '') return []
  const gutter = ' '.repeat(String(line).length)
  const first = at - from + lead.length
  const last = endOf((endLine === line ? endColumn : length + 1) - 1) + 1 - from + lead.length
  const width = Math.max(1, Math.min(last, visible.length + 1) - first)
  return [
    `  ${line} | ${visible}`,
    ...(first <= visible.length ? [`  ${gutter} | ${' '.repeat(first - 1)}${'^'.repeat(width)}`] : []),
  ]
}

/** A line of a file that starts at an offset, and how long it is in the file. */
interface FrameLine extends ShownLine {
  readonly start: number
  readonly length: number
}

/** The line of each file that was asked for last: diagnostics come in the order of their places, many for a long line. */
const lastLines = new WeakMap<SourceFile, FrameLine>()

function lineOfFrame(file: SourceFile, start: number): FrameLine {
  const last = lastLines.get(file)
  if (last?.start === start) return last
  const end = file.text.indexOf('\n', start)
  const text = file.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '')
  const isCredential = namesCredential(text) && !isStructural(text)
  const shown = shownLine(file, { start, end: start + text.length }, isCredential)
  const line = { ...shown, start, length: text.length }
  lastLines.set(file, line)
  return line
}
