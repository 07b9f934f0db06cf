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
  const own = entries.length < fewestIndexed ? firstOf(entries, segment) : indexedOf(entries, segment)
  if (own) return { key: own[0], value: own[1] }
  for (const [node, value] of entries.length < fewestIndexed ? entries : indexOf(entries).merges) {
    if (!isMerge(node)) continue
    for (const merged of mergedMappings(value) ?? []) {
      const found = stepInto(merged, segment)
      if (found) return found
    }
  }
  return undefined
}

type Entries = MappingNode['entries']
type Entry = Entries[number]

/** A mapping of fewer entries is searched as quickly as an index of it, of which a list of a million would have as many. */
const fewestIndexed = 16

function firstOf(entries: Entries, segment: string): Entry | undefined {
  return entries.find(([node]) => !isMerge(node) && keyOf(node) === segment)
}

function indexedOf(entries: Entries, segment: string): Entry | undefined {
  return entries[indexOf(entries).places.get(segment) ?? -1]
}

/** Where the keys of a mapping are. */
interface EntryIndex {
  /** The place of the first entry of each key that is in the mapping itself. */
  readonly places: ReadonlyMap<string, number>
  /** The entries that merge something, in the order of the text. */
  readonly merges: Entries
}

const indexes = new WeakMap<Entries, EntryIndex>()

function indexOf(entries: Entries): EntryIndex {
  const known = indexes.get(entries)
  if (known) return known
  const places = new Map<string, number>()
  const merges: Entry[] = []
  for (const [place, entry] of entries.entries()) {
    const key = isMerge(entry[0]) ? undefined : keyOf(entry[0])
    if (isMerge(entry[0])) merges.push(entry)
    else if (typeof key === 'string' && !places.has(key)) places.set(key, place)
  }
  const index = { places, merges }
  indexes.set(entries, index)
  return index
}
