import { isAlias, visit, type Alias, type Document, type Node } from 'yaml'
import type { TextRange } from './yaml-problem.ts'

/** An alias refers to the last anchor of its name before it, in the order of the text (decode.go: parser.alias). */
export function resolveAliases(document: Document.Parsed, text: string): ReadonlyMap<Alias, Node> {
  const targets = new Map<Alias, Node>()
  if (!mayHoldAnchor.test(text)) return targets
  const anchors = new Map<string, Node>()
  visit(document, {
    Node(_key, node) {
      const target = isAlias(node) ? anchors.get(node.source) : undefined
      if (isAlias(node) && target) targets.set(node, target)
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node)
    },
  })
  return targets
}

const mayHoldAnchor = /(?:^|[\s,[{])&/

/** Ranges that do not overlap, in the order of the text. */
export type SortedRanges = readonly TextRange[]

/** Whether an offset is inside one of the ranges. */
export function isInside(ranges: SortedRanges, offset: number): boolean {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const range = ranges[low]
  return range !== undefined && range.start <= offset
}

/** The ranges of the quoted scalars of a document, quotes included. */
export function quotedRanges(document: Document.Parsed): SortedRanges {
  const ranges: TextRange[] = []
  visit(document, {
    Scalar(_key, { type, range }) {
      if (range && (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE'))
        ranges.push({ start: range[0], end: range[1] })
    },
  })
  return ranges
}
