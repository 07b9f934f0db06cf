import { isMap, isSeq, type Node, type Pair } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { indexOfKey } from './index-of-key.ts'
import { trimmedRange } from './trimmed-range.ts'
import type { TextRange } from '../read/yaml-problem.ts'

/** A node of a document, with the way that leads down to it. */
export interface NodePosition {
  readonly node: Node | null
  /** The key that it is the value of, where a mapping holds it. */
  readonly key?: Node
  /** The mapping or list that holds it; absent for the root. */
  readonly holder?: NodePosition
  /** Its place in the holder. */
  readonly index: number
  /** Whether it is between brackets, where line breaks and indentation mean nothing. */
  readonly inFlow: boolean
}

/** The root of a document. */
export function rootPosition({ contents, format }: ComposedDocument): NodePosition {
  return { node: contents, index: 0, inFlow: format === 'json' }
}

/** The value at a key or an index of a node itself; nothing that an alias or a merge brings from elsewhere. */
export function stepDown(
  position: NodePosition,
  segment: string,
  document: ComposedDocument,
): NodePosition | undefined {
  const { node } = position
  const inFlow = holdsFlow(position)
  if (isMap(node)) {
    const pairs = node.items as Pair<Node, Node | null>[]
    const index = indexOfKey(node, segment, document)
    const pair = pairs[index]
    return pair && { node: pair.value, key: pair.key, holder: position, index, inFlow }
  }
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1
  if (!isSeq(node) || !(index in node.items)) return undefined
  return { node: node.items[index] as Node | null, holder: position, index, inFlow }
}

/** Whether the content of a node is between brackets. */
export function holdsFlow({ node, inFlow }: NodePosition): boolean {
  return inFlow || ((isMap(node) || isSeq(node)) && node.flow === true)
}

/** From the key of an entry of a mapping to the end of its value, or the range of an item of a list. */
export function itemRange(item: unknown, document: ComposedDocument): TextRange | undefined {
  if (item === undefined || item === null) return undefined
  const { key, value } = item as Partial<Pair<Node, Node | null>>
  if (key === undefined) return trimmedRange(item as Node, document)
  const { start, end } = trimmedRange(key, document)
  return { start, end: Math.max(end, trimmedRange(value, document).end) }
}
