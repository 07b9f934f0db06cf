import { isAlias, isCollection, isScalar, visit, type Alias, type Document, type Node } from 'yaml'
import type { TextRange, YamlProblem } from './yaml-problem.ts'

/**
 * An alias stands for the last anchor of its name before it, in the order of the text (decode.go: parser.alias).
 * go-yaml takes fewer characters in a name than YAML 1.2 does (scannerc.go: yaml_parser_scan_anchor); a name that it
 * refuses is reported.
 */
export function resolveAliases(
  document: Document.Parsed,
  text: string,
  problems: YamlProblem[],
): ReadonlyMap<Alias, Node> {
  const targets = new Map<Alias, Node>()
  if (!mayHoldAnchor.test(text)) return targets
  const anchors = new Map<string, Node>()
  visit(document, {
    Node(_key, node) {
      const name = isAlias(node) ? node.source : node.anchor
      if (name === undefined) return
      if (!anchorName.test(name)) problems.push({ kind: 'syntax', problem: anchorProblem, ...startOf(node) })
      const target = anchors.get(name)
      if (!isAlias(node)) anchors.set(name, node)
      else if (target) targets.set(node, target)
    },
  })
  return targets
}

const mayHoldAnchor = /(?:^|[\s,[{])&/
const anchorName = /^[\w-]+$/
const anchorProblem = 'the name of an anchor may hold only letters, digits, "_" and "-"'

function startOf(node: Node): TextRange {
  const start = node.range?.[0] ?? 0
  return { start, end: start + 1 }
}

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

/** Where the quoted scalars of a document stand, quotes included. */
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

/**
 * Where a tab stands in the indentation of a line that starts no scalar, or behind a dash: YAML 1.2 lets it pass,
 * go-yaml does not (scannerc.go: yaml_parser_scan_to_next_token). Inside scalars and brackets it may.
 */
export function findForbiddenTab(document: Document.Parsed, text: string): number | undefined {
  if (!tabInIndentation.test(text)) return undefined
  const allowed = tolerantRanges(document)
  for (const { index, 0: indentation } of text.matchAll(new RegExp(tabInIndentation, 'gm'))) {
    const tab = index + indentation.length - 1
    if (!isInside(allowed, tab)) return tab
  }
  return undefined
}

const tabInIndentation = /^[-?: ]*\t/m

function tolerantRanges(document: Document.Parsed): SortedRanges {
  const ranges: TextRange[] = []
  visit(document, {
    Node(_key, node) {
      const isFlow = isCollection(node) && node.flow === true
      if (node.range && (isFlow || isScalar(node))) ranges.push({ start: node.range[0], end: node.range[1] })
      return isFlow ? visit.SKIP : undefined
    },
  })
  return ranges
}
