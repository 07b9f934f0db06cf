import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { trimmedRange } from './trimmed-range.ts'

/** The offset of the start of the line that an offset is in. */
export function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** As many blanks as there are columns before an offset. */
export function indentAt(text: string, offset: number): string {
  const before = text.slice(lineStartOf(text, offset), offset)
  return ' '.repeat(before.replace(/^\ufeff/, '').length)
}

/** The offset after the last line of a node or an entry, with its line break and a comment on that line. */
export function lineEndBehind(document: ComposedDocument, item: unknown): number {
  const { text } = document
  const last = lastLeaf(item)
  // Every blank line below such a block belongs to it.
  if (isScalar(last) && /^[|>]\d?\+/.test(text.slice(last.range?.[0]))) return last.range?.[1] ?? text.length
  const { end } = trimmedRange(last, document)
  const lineBreak = text.indexOf('\n', end)
  return lineBreak === -1 ? text.length : lineBreak + 1
}

function lastLeaf(item: unknown): Node | null {
  if (isPair(item)) return lastLeaf(item.value) ?? (item.key as Node)
  if ((isMap(item) || isSeq(item)) && item.items.length > 0 && item.flow !== true) {
    return lastLeaf(item.items.at(-1))
  }
  return (item as Node | null | undefined) ?? null
}

/** Lines with the line breaks that a text has. */
export function withLineBreaksOf(text: string, lines: string): string {
  return text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines
}
