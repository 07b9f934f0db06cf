import { isAlias, isMap, isScalar, isSeq, visit, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { pointerSegments } from '../../json/pointer.ts'
import type { ComposedDocument } from '../read/compose-document.ts'
import { plainKeyText } from '../read/key-text.ts'
import { isMergeKey, mergeTargets } from '../read/merge-key.ts'
import { createCursor, ScanFault } from '../scan/cursor.ts'
import { scanQuoted } from '../scan/scan-quoted.ts'
import type { TextRange } from '../read/yaml-problem.ts'

/**
 * Where the key, the value or the whole entry at a JSON pointer is in the text that a document was composed from;
 * through aliases and merges, that is where the value is written. The place of what is not there is the key of its
 * nearest ancestor, and as a value a mapping or list over several lines for its own key: nobody wants every line of it
 * marked.
 */
export function findPointer(
  document: ComposedDocument,
  pointer: string,
  part: 'key' | 'value' | 'entry',
): TextRange {
  let node: Node | null = document.contents
  let key: Node | undefined
  for (const segment of pointerSegments(pointer)) {
    const next = step(resolveAlias(node, document), segment, document)
    if (!next) return trimmedRange(key ?? firstKey(node), document)
    node = next.value
    key = next.key
  }
  if (part === 'entry') return entryRange(key, node, document)
  const isKey = part === 'key' || node === null || isBlock(node)
  return trimmedRange((isKey ? key : node) ?? firstKey(node), document)
}

/**
 * Where the value at a JSON pointer is written, from the end of its key: in several places where there are aliases in
 * it. Nothing where it is not there.
 */
export function writtenRanges(document: ComposedDocument, pointer: string): readonly TextRange[] {
  let node: Node | null = document.contents
  let key: Node | undefined
  for (const segment of pointerSegments(pointer)) {
    const next = step(resolveAlias(node, document), segment, document)
    if (!next) return []
    node = next.value
    key = next.key
  }
  const value = trimmedRange(node ?? key, document)
  const start = key ? behindColon(trimmedRange(key, document).end, document) : value.start
  return [{ start: Math.min(start, value.end), end: value.end }, ...aliasedRanges(node, document)]
}

function behindColon(offset: number, { text }: ComposedDocument): number {
  return offset + (/^\s*:/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0)
}

/** Where the aliases of a node lead. */
function aliasedRanges(node: Node | null, document: ComposedDocument): readonly TextRange[] {
  const found = new Set<Node>()
  const collect = (from: Node): void =>
    visit(from, {
      Alias: (_, alias) => {
        const target = document.targets.get(alias)
        if (target === undefined || found.has(target)) return
        found.add(target)
        collect(target)
      },
    })
  if (node !== null) collect(node)
  return [...found].map((each) => trimmedRange(each, document))
}

interface Step {
  readonly key?: Node
  readonly value: Node | null
}

function step(node: Node | null, segment: string, document: ComposedDocument): Step | undefined {
  if (isMap(node)) return stepIntoMap(node, segment, document)
  if (!isSeq(node) || !/^(?:0|[1-9]\d*)$/.test(segment)) return undefined
  const item = node.items[Number(segment)]
  return item === undefined ? undefined : { value: item as Node | null }
}

/** Keys that are in the mapping itself come before those that it merges: one that is in both is an error anyway. */
function stepIntoMap(map: YAMLMap, segment: string, document: ComposedDocument): Step | undefined {
  const pairs = map.items as Pair<Node, Node | null>[]
  const own = pairs[indexOfKey(map, segment, document)]
  if (own) return { key: own.key, value: own.value }
  for (const { key, value } of pairs) {
    if (!isMergeKey(key)) continue
    for (const target of mergeTargets(value, document.targets) ?? []) {
      const found = step(resolveAlias(target, document), segment, document)
      if (found) return found
    }
  }
  return undefined
}

const indexesByMap = new WeakMap<YAMLMap, ReadonlyMap<string, number>>()

/** The place of the first entry of a mapping itself that has a key, none of its merges; -1 where there is none. */
export function indexOfKey(map: YAMLMap, wanted: string, document: ComposedDocument): number {
  let indexes = indexesByMap.get(map)
  if (indexes === undefined) {
    indexes = indexKeys(map, document)
    indexesByMap.set(map, indexes)
  }
  return indexes.get(wanted) ?? -1
}

function indexKeys(map: YAMLMap, document: ComposedDocument): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>()
  for (const [index, { key }] of (map.items as Pair<Node, Node | null>[]).entries()) {
    const text = isMergeKey(key) ? undefined : keyText(key, document)
    if (text !== undefined && !indexes.has(text)) indexes.set(text, index)
  }
  return indexes
}

/** The text of a key as in the JSON object; undefined where it can be no key. */
function keyText(node: Node, document: ComposedDocument): string | undefined {
  const key = resolveAlias(node, document)
  if (!isScalar(key)) return undefined
  const text = document.restore(String(key.value))
  if (key.type !== 'PLAIN') return document.format === 'yaml' ? sourceText(key, document) : String(key.value)
  return key.tag === undefined ? plainKeyText(text) : text
}

/** The text of a key in quotes as go-yaml reads it, which the `yaml` package may read otherwise. */
function sourceText({ value, range }: Scalar, { text }: ComposedDocument): string {
  const position = range?.[0] ?? 0
  if (!quote.test(text.charAt(position))) return String(value)
  try {
    return scanQuoted({ ...createCursor(text), position })
  } catch (error) {
    if (error instanceof ScanFault) return String(value)
    throw error
  }
}

const quote = /["']/

function resolveAlias(node: Node | null, { targets }: ComposedDocument): Node | null {
  return isAlias(node) ? (targets.get(node) ?? null) : node
}

function isBlock(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow !== true
}

/** The node that is shown for a document or for an item of a list: the first key in it. */
function firstKey(node: Node | null): Node | null {
  return isMap(node) ? ((node.items[0]?.key as Node | undefined) ?? node) : node
}

/** From the key, where there is one, to the end of the value. */
function entryRange(key: Node | undefined, node: Node | null, document: ComposedDocument): TextRange {
  const value = trimmedRange(node ?? key, document)
  return key
    ? { start: trimmedRange(key, document).start, end: Math.max(trimmedRange(key, document).end, value.end) }
    : value
}

/** The range of a node without the blank lines and comments after it. */
export function trimmedRange(node: Node | null | undefined, { text }: ComposedDocument): TextRange {
  const [start, end] = node?.range ?? [0, 0]
  return { start, end: start + text.slice(start, end).trimEnd().length }
}
