import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import type { ComposedDocument } from '../edit/compose-document.ts'
import type { TextRange } from './yaml-problem.ts'

/**
 * The whole lines of each item of a list at the top of a document, from its dash to the next item's. Undefined where
 * lines alone do not make up the items: in flow style, where an alias refers to what is written elsewhere, and where
 * the last item may hold a text that keeps its blank lines.
 */
export function findListLines(document: ComposedDocument, key: string): readonly TextRange[] | undefined {
  const { text, contents, targets, isRearranged } = document
  if (!isMap(contents) || targets.size > 0 || isRearranged) return undefined
  const { items: pairs } = contents as YAMLMap<Node, Node | null>
  const list = pairs.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value
  if (!isSeq(list) || list.flow === true || !list.range) return undefined
  const [first] = list.range
  const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first)
  if (indent.trim() !== '') return undefined
  const ends = (list.items as readonly Node[]).map((item): TextRange => {
    const [start, end] = item.range ?? [0, 0]
    // Comments may be between the dash and the item.
    return { start: text.lastIndexOf(`\n${indent}-`, start) + 1, end: lineEnd(text, lastText(text, end)) }
  })
  const ranges = ends.map(({ start, end }, index) => ({ start, end: ends[index + 1]?.start ?? end }))
  const stray = new RegExp(`\\n(?!${indent} |[ \\t]*(?:\\r?\\n|#|$))`)
  const isWhole = ({ start, end }: TextRange): boolean =>
    start > 0 && end > start && !stray.test(text.slice(start, end))
  const last = ranges.at(-1)
  // Blank lines after a text that keeps them are its own, and cannot be distinguished from those after the list.
  if (last && /[|>][1-9]?\+/.test(text.slice(last.start, last.end))) return undefined
  return ranges.every(isWhole) ? ranges : undefined
}

/** Where the text before an offset ends, without space. */
function lastText(text: string, offset: number): number {
  let end = offset
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end -= 1
  return end
}

/** The offset after the line break of the line that an offset is in. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}
