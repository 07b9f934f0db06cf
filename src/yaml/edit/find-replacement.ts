import { isScalar } from 'yaml'
import type { Json } from '../../model/json.ts'
import type { ComposedDocument } from './compose-document.ts'
import { blockItem, blockValue, flowValue, isInline, scalarInStyle } from './edited-text.ts'
import { trimmedRange } from './trimmed-range.ts'
import type { NodePosition } from './node-position.ts'
import { writtenUnusually, type EditRefusal, type TextChange } from './text-change.ts'
import { indentAt, withLineBreaksOf } from './text-lines.ts'

/** The change that puts another value in the place of one that is there, be it an empty one. */
export function findReplacement(
  { node, key, holder, inFlow }: NodePosition,
  value: Json,
  document: ComposedDocument,
): TextChange | EditRefusal {
  const { text, format } = document
  const range = trimmedRange(node, document)
  const isWritten = range.end > range.start
  if (isWritten && isScalar(node) && isInline(value) && !isBlockScalar(node.type)) {
    return { ...range, replacement: scalarInStyle(node, value, inFlow, format) }
  }
  if (inFlow) return isWritten ? { ...range, replacement: flowValue(value, format) } : writtenUnusually
  if (key !== undefined) {
    const { start, end } = trimmedRange(key, document)
    const colon = colonBehind(text, end)
    if (colon === undefined) return writtenUnusually
    const replacement = withLineBreaksOf(text, blockValue(value, indentAt(text, start)))
    return { start: colon, end: isWritten ? range.end : colon, replacement }
  }
  if (holder === undefined || !isWritten) return writtenUnusually
  const item = blockItem(value, indentAt(text, trimmedRange(holder.node, document).start))
  return { ...range, replacement: withLineBreaksOf(text, item.slice('- '.length)) }
}

function isBlockScalar(type: string | undefined): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}

/** The offset after the colon of a key that ends at an offset; undefined where there is none on the line. */
function colonBehind(text: string, keyEnd: number): number | undefined {
  const colon = /[ \t]*:/y
  colon.lastIndex = keyEnd
  return colon.test(text) ? colon.lastIndex : undefined
}
