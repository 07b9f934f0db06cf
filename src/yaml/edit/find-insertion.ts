import { isMap, isScalar, isSeq } from 'yaml'
import type { Json } from '../../model/json.ts'
import type { ComposedDocument } from './compose-document.ts'
import { nestValue } from './edit-value.ts'
import { blockEntry, blockItem, flowEntry, flowValue } from './edited-text.ts'
import { findReplacement } from './find-replacement.ts'
import { trimmedRange } from './trimmed-range.ts'
import { holdsFlow, itemRange, type NodePosition } from './node-position.ts'
import { writtenElsewhere, type EditRefusal, type TextChange } from './text-change.ts'
import { indentAt, lineEndBehind, withLineBreaksOf } from './text-lines.ts'

/** The change that adds a key with its value to a mapping, or an item to a list, after what is there. */
export function findInsertion(
  position: NodePosition,
  segment: string,
  value: Json,
  document: ComposedDocument,
): TextChange | EditRefusal {
  const { node } = position
  const isCollection = isMap(node) || isSeq(node)
  if (!isCollection && node !== null && !isScalar(node)) return writtenElsewhere
  const last = isCollection ? itemRange(node.items.at(-1), document) : undefined
  if (!isCollection || last === undefined) {
    return findReplacement(position, nestValue([segment], value), document)
  }
  const { format, text } = document
  if (holdsFlow(position)) {
    const added = isSeq(node) ? flowValue(value, format) : flowEntry(segment, value, format)
    const space = leadingSpace(node.items, last.start, text)
    return { start: last.end, end: last.end, replacement: `,${space}${added}` }
  }
  const indent = indentAt(text, trimmedRange(node, document).start)
  const added = isSeq(node) ? blockItem(value, indent) : blockEntry(segment, value, indent)
  return addLines(text, lineEndBehind(document, node), indent + added)
}

function addLines(text: string, at: number, lines: string): TextChange {
  const [added, lineBreak] = [withLineBreaksOf(text, lines), withLineBreaksOf(text, '\n')]
  const isLineStart = text.charAt(at - 1) === '\n'
  return { start: at, end: at, replacement: isLineStart ? added + lineBreak : lineBreak + added }
}

/** The text before the last item between brackets: a blank, or a line break and an indent. */
function leadingSpace(items: readonly unknown[], lastStart: number, text: string): string {
  const before = text.slice(0, lastStart)
  const space = before.slice(before.trimEnd().length)
  return items.length > 1 || space.includes('\n') ? space : ' '
}
