import { childPointer } from '../json/pointer.ts'
import type { Manifest } from '../model/manifest.ts'
import { documentNodes, trimmedRange, type DocumentNodes } from '../yaml/find/document-nodes.ts'
import { keyOf } from '../yaml/read/key-of.ts'
import { chunkText } from '../yaml/read/split-documents.ts'
import type { TextRange } from '../yaml/read/yaml-problem.ts'
import type { YamlNode } from '../yaml/scan/yaml-node.ts'
import { manifestsIn, type Cursor, type Snapshot } from './snapshot.ts'

/** The key or the scalar of a manifest that an editor asks about. */
export interface Spot {
  readonly manifest: Manifest
  /** From the manifest's root. */
  readonly pointer: string
  readonly part: 'key' | 'value'
  /** Of the key or the scalar with its quotes, in the file. */
  readonly range: TextRange
}

/** The key or the scalar at a place; undefined where there is none, or its document is no manifest. */
export function spotAt(snapshot: Snapshot, { path, offset }: Cursor): Spot | undefined {
  const inDocument = manifestsIn(snapshot, path).filter(({ start, end }) => start <= offset && offset <= end)
  const [first] = inDocument
  if (first === undefined) return undefined
  const { file, start, end } = first
  const document = documentNodes(chunkText(file.text, { start, end, format: 'yaml' }))
  const found = document.root && findScalar(document, document.root, '', offset - start)
  if (found === undefined) return undefined
  const manifest = inDocument.find(
    ({ item }) => found.pointer === item || found.pointer.startsWith(`${item}/`),
  )
  if (manifest === undefined) return undefined
  const range = { start: start + found.range.start, end: start + found.range.end }
  return { manifest, pointer: found.pointer.slice(manifest.item.length), part: found.part, range }
}

/** A key or a scalar of a document. */
export interface FoundScalar extends Pick<Spot, 'pointer' | 'part' | 'range'> {
  readonly node: YamlNode
}

/** The key or the scalar of a document that an offset is in or at the end of. */
export function findScalar(
  document: DocumentNodes,
  from: YamlNode,
  above: string,
  offset: number,
): FoundScalar | undefined {
  let [node, pointer, part]: [YamlNode, string, 'key' | 'value'] = [from, above, 'value']
  for (;;) {
    const range = trimmedRange(node, document)
    if (node.kind !== 'mapping' && node.kind !== 'sequence') {
      return range.start <= offset && offset <= range.end ? { node, pointer, part, range } : undefined
    }
    const next = stepTo(node, offset)
    if (next === undefined) return undefined
    part = next.part
    pointer =
      typeof next.key === 'string' || typeof next.key === 'number' ? childPointer(pointer, next.key) : pointer
    node = next.node
  }
}

interface Step {
  readonly node: YamlNode
  /** Undefined for a key that JSON cannot have. */
  readonly key: string | number | undefined
  readonly part: 'key' | 'value'
}

/** The child of a mapping or a list that an offset is in: the last that starts before it. */
function stepTo(node: YamlNode, offset: number): Step | undefined {
  if (node.kind === 'sequence') {
    const index = node.items.findLastIndex(({ start }) => start <= offset)
    const item = node.items[index]
    return item && { node: item, key: index, part: 'value' }
  }
  if (node.kind !== 'mapping') return undefined
  const entry = node.entries.findLast(([key]) => key.start <= offset)
  if (entry === undefined) return undefined
  const [keyNode, value] = entry
  const text = keyOf(keyNode)
  const key = typeof text === 'string' ? text : undefined
  const isInValue = value.start <= offset && keyNode.end < offset
  return isInValue ? { node: value, key, part: 'value' } : { node: keyNode, key, part: 'key' }
}
