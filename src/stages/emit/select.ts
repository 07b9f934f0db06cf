import type { Selection, Shard } from '../../model/file-tree.ts'
import { clusterDirectory } from '../../output/layout.ts'

/** The directories of some clusters; the files for the agents are those of all clusters all the same. */
export function selectClusters(clusters: readonly string[]): Selection {
  return { directories: [...new Set(clusters.map(clusterDirectory))], shared: 'agents' }
}

/**
 * The part of one shard: those of the directories that are its own, and for one of the shards what belongs to no
 * cluster. A directory whose cluster left the inventory has a shard too, which prunes it.
 *
 * @param directories the directories of all clusters, and those below `clusters/` that belong to none
 */
export function selectShard({ index, count }: Shard, directories: Iterable<string>): Selection {
  const isOwn = (name: string): boolean => shardOf(name, count) === index
  return { directories: [...new Set(directories)].filter(isOwn), shared: isOwn('') ? 'all' : 'none' }
}

/**
 * The shard of a name, from 1, by rendezvous hashing: the one whose weight for the name is the highest. A name keeps
 * its shard whatever other names come and go, and of n + 1 shards the new one takes its share from all others alike
 * (Thaler and Ravishankar: Using name-based mappings to increase hit rates, 1998).
 */
export function shardOf(name: string, count: number): number {
  let [best, highest] = [1, -1]
  const hash = fnv1a(name)
  for (let shard = 1; shard <= count; shard++) {
    const weight = mix(hash ^ mix(shard))
    if (weight > highest) [best, highest] = [shard, weight]
  }
  return best
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** The finalizer of MurmurHash3, without which names that are nearly alike would share a shard. */
function mix(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
