import { isSeq } from 'yaml'
import type { Json } from '../../model/json.ts'
import type { ComposedDocument } from './compose-document.ts'
import { blockItem, flowValue } from './edited-text.ts'
import { dashBefore } from './find-removal.ts'
import { itemRange, type NodePosition } from './node-position.ts'
import { writtenUnusually, type EditRefusal, type TextChange } from './text-change.ts'
import { indentAt, lineStartOf, withLineBreaksOf } from './text-lines.ts'

/** The change that adds items to a list before one that is there, and before the comments above that one. */
export function findInsertionBefore(
  { holder, index, inFlow }: NodePosition,
  items: readonly Json[],
  document: ComposedDocument,
): TextChange | EditRefusal {
  const list = holder?.node
  if (!isSeq(list)) return writtenUnusually
  const range = itemRange(list.items[index], document)
  if (range === undefined) return writtenUnusually
  const { text, format } = document
  if (inFlow) {
    const replacement = items.map((each) => `${flowValue(each, format)}, `).join('')
    return { start: range.start, end: range.start, replacement }
  }
  const dash = dashBefore(range.start, list, document)
  const lineStart = lineStartOf(text, dash)
  if (text.slice(lineStart, dash).trim() !== '') return writtenUnusually
  const indent = indentAt(text, dash)
  const lines = items.map((each) => `${indent}${blockItem(each, indent)}\n`).join('')
  const start = aboveComments(text, lineStart)
  return { start, end: start, replacement: withLineBreaksOf(text, lines) }
}

/** The start of the first of the lines of comments right above a line. */
function aboveComments(text: string, lineStart: number): number {
  let start = lineStart
  while (start > 0) {
    const above = lineStartOf(text, start - 1)
    if (!/^[ \t]*#/.test(text.slice(above, start))) return start
    start = above
  }
  return start
}
