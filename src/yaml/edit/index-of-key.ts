import { isAlias, isScalar, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { plainKeyText } from '../read/key-text.ts'
import { isMergeKey } from './merge-key.ts'
import { createCursor, ScanFault } from '../scan/cursor.ts'
import { scanQuoted } from '../scan/scan-quoted.ts'

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

/** The text of a key as the JSON object has it; undefined where it can be no key. */
function keyText(node: Node, document: ComposedDocument): string | undefined {
  const key = isAlias(node) ? document.targets.get(node) : node
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
