import { isMap, isSeq, type Node } from 'yaml'
import { invariant } from '../../text/invariant.ts'
import type { ComposedDocument } from './compose-document.ts'
import { trimmedRange } from './trimmed-range.ts'
import { findReplacement } from './find-replacement.ts'
import { itemRange, type NodePosition } from './node-position.ts'
import { writtenUnusually, type EditRefusal, type TextChange } from './text-change.ts'
import { indentAt, lineEndBehind, lineStartOf } from './text-lines.ts'
import type { TextRange } from '../read/yaml-problem.ts'

/** The change that takes an entry out of its mapping, or an item out of its list; the last one leaves `{}` or `[]`. */
export function findRemoval(
  { holder, index, inFlow }: NodePosition,
  document: ComposedDocument,
): TextChange | EditRefusal {
  const node = holder?.node
  invariant(holder && (isMap(node) || isSeq(node)), 'what is removed is in a mapping or a list')
  const [before, range, after] = [-1, 0, 1].map((way) => itemRange(node.items[index + way], document))
  if (range === undefined) return writtenUnusually
  if (node.items.length === 1) {
    return holder.holder ? findReplacement(holder, isSeq(node) ? [] : {}, document) : writtenUnusually
  }
  if (inFlow) return removeBetweenBrackets(range, before, after)
  const { text } = document
  const start = isSeq(node) ? dashBefore(range.start, node, document) : range.start
  const lineStart = lineStartOf(text, start)
  if (text.slice(lineStart, start).trim() === '') {
    return { start: lineStart, end: lineEndBehind(document, node.items[index]), replacement: '' }
  }
  // The first key of a list's item comes after its dash, and the next key takes its place.
  const isClear = isMap(node) && after && !text.slice(range.end, after.start).includes('#')
  return isClear ? { start, end: after.start, replacement: '' } : writtenUnusually
}

/** Up to the next item, or from the end of the one before: one comma goes. */
function removeBetweenBrackets(
  { start, end }: TextRange,
  before: TextRange | undefined,
  after: TextRange | undefined,
): TextChange {
  if (after) return { start, end: after.start, replacement: '' }
  return { start: before?.end ?? start, end, replacement: '' }
}

/** The offset of the dash of an item, which may be on a line above it. */
export function dashBefore(itemStart: number, list: Node, document: ComposedDocument): number {
  const { text } = document
  const { start: firstDash } = trimmedRange(list, document)
  const indent = indentAt(text, firstDash)
  const line = text.lastIndexOf(`\n${indent}-`, itemStart)
  return Math.max(line + 1 + indent.length, firstDash)
}
