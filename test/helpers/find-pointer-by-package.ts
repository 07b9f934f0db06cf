import { isAlias, isMap, isSeq, visit, type Alias, type Node, type Pair, type YAMLMap } from 'yaml'
import { pointerSegments } from '../../src/json/pointer.ts'
import { indexOfKey } from '../../src/yaml/edit/index-of-key.ts'
import { trimmedRange } from '../../src/yaml/edit/trimmed-range.ts'
import type { ComposedDocument } from '../../src/yaml/edit/compose-document.ts'
import { isMergeKey } from '../../src/yaml/edit/merge-key.ts'
import type { TextRange } from '../../src/yaml/read/yaml-problem.ts'

/**
 * Where the key, the value or the whole entry at a JSON pointer is in the text that a document was composed from;
 * through aliases and merges, that is where the value is written. The place of what is not there is the key of its
 * nearest ancestor, and as a value a mapping or list over several lines for its own key: nobody wants every line of it
 * marked.
 */
export function findPointerByPackage(
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
export function writtenRangesByPackage(document: ComposedDocument, pointer: string): readonly TextRange[] {
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

/**
 * The mappings that a merge takes in, in the order in which go-yaml v2 does (decode.go: merge): a list from its end,
 * because earlier ones take precedence. Undefined where the value is anything but mappings.
 */
function mergeTargets(value: unknown, targets: ReadonlyMap<Alias, Node>): readonly Node[] | undefined {
  if (isMapping(value, targets)) return [value]
  if (!isSeq(value)) return undefined
  const items: unknown[] = value.items.toReversed()
  return items.every((item) => isMapping(item, targets)) ? items : undefined
}

function isMapping(value: unknown, targets: ReadonlyMap<Alias, Node>): value is YAMLMap | Alias {
  return isMap(isAlias(value) ? targets.get(value) : value)
}
