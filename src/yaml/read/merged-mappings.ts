import type { YamlNode } from '../scan/yaml-node.ts'

/** Whether a key is YAML 1.1's merge key (decode.go: isMerge); in quotes, `<<` is a key like any other. */
export function isMerge(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text !== '<<') return false
  if (node.tag === undefined) return node.style === 'plain'
  return node.tag === '!' || node.tag === 'tag:yaml.org,2002:merge'
}

/**
 * The mappings that a merge takes in, in the order in which go-yaml merges (decode.go: merge): a list from its end,
 * because earlier ones take precedence. Undefined where the value is anything but mappings.
 */
export function mergedMappings(value: YamlNode): readonly YamlNode[] | undefined {
  const mappings = value.kind === 'sequence' ? value.items.toReversed() : [value]
  return mappings.every((each) => targetOf(each).kind === 'mapping') ? mappings : undefined
}

/** The node that an alias refers to, and any other node itself. */
export function targetOf(node: YamlNode): YamlNode {
  return node.kind === 'alias' ? node.target : node
}
