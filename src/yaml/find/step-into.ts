import { keyOf } from '../read/key-of.ts'
import { isMerge, mergedMappings, targetOf } from '../read/merged-mappings.ts'
import type { MappingNode, YamlNode } from '../scan/yaml-node.ts'

/** A value of a mapping with its key, or an item of a list. */
export interface Step {
  readonly key?: YamlNode
  readonly value: YamlNode
}

/**
 * The value at a key of a mapping or at an index of a list, through aliases and merges. Keys that are in the mapping
 * itself come before those that it merges: one that is in both is an error anyway.
 */
export function stepInto(from: YamlNode, segment: string): Step | undefined {
  const node = targetOf(from)
  if (node.kind === 'mapping') return stepIntoMapping(node, segment)
  if (node.kind !== 'sequence' || !/^(?:0|[1-9]\d*)$/.test(segment)) return undefined
  const value = node.items[Number(segment)]
  return value && { value }
}

function stepIntoMapping({ entries }: MappingNode, segment: string): Step | undefined {
  const { places, merges } = indexOf(entries)
  const own = entries[places.get(segment) ?? -1]
  if (own) return { key: own[0], value: own[1] }
  for (const value of merges) {
    for (const merged of mergedMappings(value) ?? []) {
      const found = stepInto(merged, segment)
      if (found) return found
    }
  }
  return undefined
}

type Entries = MappingNode['entries']

/** Where the keys of a mapping are. */
interface EntryIndex {
  /** The place of the first entry of each key that is in the mapping itself. */
  readonly places: ReadonlyMap<string, number>
  /** What it merges, in the order of the text. */
  readonly merges: readonly YamlNode[]
}

/** A mapping of fewer entries is indexed as quickly as an index is found, of which a list of a million would have as many. */
const fewestKept = 16

const indexes = new WeakMap<Entries, EntryIndex>()

function indexOf(entries: Entries): EntryIndex {
  const known = indexes.get(entries)
  if (known) return known
  const places = new Map<string, number>()
  const merges: YamlNode[] = []
  for (const [place, [node, value]] of entries.entries()) {
    const key = isMerge(node) ? undefined : keyOf(node)
    if (isMerge(node)) merges.push(value)
    else if (typeof key === 'string' && !places.has(key)) places.set(key, place)
  }
  const index = { places, merges }
  if (entries.length >= fewestKept) indexes.set(entries, index)
  return index
}
