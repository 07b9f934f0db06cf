import { keyOf } from '../read/key-of.ts'
import { isMerge, mergedMappings, targetOf } from '../read/merged-mappings.ts'
import type { MappingNode, YamlNode } from '../scan/yaml-node.ts'

/** A value of a mapping with its key, or an item of a list. */
export interface Step {
  readonly key?: YamlNode
  readonly value: YamlNode
}

/**
 * What stands at a key of a mapping or at an index of a list, through aliases and merges. Keys that stand in the mapping
 * itself come before those that it merges: one that is in both is an error anyway.
 */
export function stepInto(from: YamlNode, segment: string): Step | undefined {
  const node = targetOf(from)
  if (node.kind === 'mapping') return stepIntoMapping(node, segment)
  if (node.kind !== 'sequence' || !/^(?:0|[1-9]\d*)$/.test(segment)) return undefined
  const value = node.items[Number(segment)]
  return value && { value }
}

function stepIntoMapping(mapping: MappingNode, segment: string): Step | undefined {
  const { entries } = mapping
  const own = entries[indexOf(mapping).get(segment) ?? -1]
  if (own) return { key: own[0], value: own[1] }
  for (const [key, value] of entries) {
    if (!isMerge(key)) continue
    for (const merged of mergedMappings(value) ?? []) {
      const found = stepInto(merged, segment)
      if (found) return found
    }
  }
  return undefined
}

const indexes = new WeakMap<MappingNode, ReadonlyMap<string, number>>()

/** The place of the first entry of each key that stands in a mapping itself. */
function indexOf(mapping: MappingNode): ReadonlyMap<string, number> {
  const known = indexes.get(mapping)
  if (known) return known
  const index = new Map<string, number>()
  for (const [place, [node]] of mapping.entries.entries()) {
    const key = isMerge(node) ? undefined : keyOf(node)
    if (typeof key === 'string' && !index.has(key)) index.set(key, place)
  }
  indexes.set(mapping, index)
  return index
}
