import { pointerSegments } from '../../json/pointer.ts'
import type { TextRange } from '../read/yaml-problem.ts'
import type { YamlNode } from '../scan/yaml-node.ts'
import { trimmedRange, type DocumentNodes } from './document-nodes.ts'
import { stepInto } from './step-into.ts'

/**
 * Where the value at a JSON pointer is written, from after its key: in several places where there are aliases in it.
 * Nothing where it is not there.
 */
export function writtenRanges(document: DocumentNodes, pointer: string): readonly TextRange[] {
  let node = document.root
  let key: YamlNode | undefined
  for (const segment of pointerSegments(pointer)) {
    const next = node && stepInto(node, segment)
    if (!next) return []
    node = next.value
    key = next.key
  }
  if (node === undefined) return []
  const value = trimmedRange(node, document)
  const start = key ? afterColon(trimmedRange(key, document).end, document) : value.start
  const aliased = [...aliasedNodes(node)].map((each) => trimmedRange(each, document))
  return [{ start: Math.min(start, value.end), end: value.end }, ...aliased]
}

function afterColon(offset: number, { text }: DocumentNodes): number {
  return offset + (/^\s*:/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0)
}

/** The nodes that the aliases in a node lead to. */
function aliasedNodes(from: YamlNode): ReadonlySet<YamlNode> {
  const found = new Set<YamlNode>()
  const collect = (node: YamlNode): void => {
    if (node.kind === 'mapping') node.entries.forEach((entry) => entry.forEach(collect))
    if (node.kind === 'sequence') node.items.forEach(collect)
    if (node.kind !== 'alias' || found.has(node.target)) return
    found.add(node.target)
    collect(node.target)
  }
  collect(from)
  return found
}
