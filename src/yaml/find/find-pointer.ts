import { pointerSegments } from '../../json/pointer.ts'
import type { TextRange } from '../read/yaml-problem.ts'
import type { YamlNode } from '../scan/yaml-node.ts'
import { trimmedRange, type DocumentNodes } from './document-nodes.ts'
import { stepInto } from './step-into.ts'

/**
 * Where the key, the value or the whole entry at a JSON pointer is in the text of a document; through aliases and
 * merges, that is where the value is written. The place of what is not there is the key of its nearest ancestor, and as
 * a value a mapping or list over several lines has that of its key: nobody wants every line of it marked.
 */
export function findPointer(
  document: DocumentNodes,
  pointer: string,
  part: 'key' | 'value' | 'entry',
): TextRange {
  if (document.root === undefined) return { start: 0, end: 0 }
  let node = document.root
  let key: YamlNode | undefined
  for (const segment of pointerSegments(pointer)) {
    const next = stepInto(node, segment)
    if (!next) return trimmedRange(key ?? firstKey(node), document)
    node = next.value
    key = next.key
  }
  if (part === 'entry') return entryRange(key, node, document)
  const isKey = part === 'key' || isBlock(node) || isLeftOut(node, key)
  return trimmedRange((isKey ? key : node) ?? firstKey(node), document)
}

function isBlock(node: YamlNode): boolean {
  return (node.kind === 'mapping' || node.kind === 'sequence') && !node.isFlow
}

/** Whether nothing comes after a key, not even a colon, as in `{a}`. */
function isLeftOut({ start, end }: YamlNode, key: YamlNode | undefined): boolean {
  return start === end && start === key?.end
}

/** The node that is marked for a document or an item of a list: the first key in it. */
function firstKey(node: YamlNode): YamlNode {
  return node.kind === 'mapping' ? (node.entries[0]?.[0] ?? node) : node
}

/** From the key, where there is one, to the end of the value. */
function entryRange(key: YamlNode | undefined, node: YamlNode, document: DocumentNodes): TextRange {
  const value = trimmedRange(node, document)
  if (key === undefined) return value
  const { start, end } = trimmedRange(key, document)
  return { start, end: Math.max(end, value.end) }
}
