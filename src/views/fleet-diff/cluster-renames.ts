import { agents } from '../../agents/agents.ts'
import { equalJson } from '../../json/equal.ts'
import type { DeliveryConfig } from '../../model/delivery-config.ts'
import type { ClusterRename } from '../../model/fleet-diff.ts'
import type { Fleet, FleetCluster } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import { inCluster } from '../../output/layout.ts'
import type { ComparedChange } from './compare-fleets.ts'

/**
 * The clusters of the base that `head` has under another name: one that is gone and a new one that holds the very same
 * objects. Of several that fit, one with the same labels is taken, then the first by name.
 */
export function findClusterRenames(
  base: Fleet,
  head: Fleet,
  delivery: DeliveryConfig = {},
): readonly ClusterRename[] {
  const gone = without(base.clusters, head.clusters)
  const added = without(head.clusters, base.clusters)
  if (gone.length === 0 || added.length === 0) return []
  const [before, after] = [objectsByCluster(base, gone), objectsByCluster(head, added)]
  // What agents left in a cluster of the new name is theirs to delete, and has to be named.
  const left = objectsByCluster(base, added)
  const unclaimed = new Set(added.filter(({ name }) => left.get(name)?.size === 0))
  return gone.flatMap((from): readonly ClusterRename[] => {
    const objects = before.get(from.name)
    if (objects === undefined || objects.size === 0) return []
    const fits = [...unclaimed].filter(({ name }) => areEqual(objects, after.get(name)))
    const to = fits.find((each) => haveEqualLabels(from, each)) ?? fits[0]
    if (to === undefined) return []
    unclaimed.delete(to)
    const effects = effectsOf(delivery, from.name, to.name)
    return [{ from: from.name, to: to.name, objects: objects.size, effects }]
  })
}

/** The changes without what comes and goes only because a cluster has another name. */
export function withoutRenamed(
  changes: readonly ComparedChange[],
  renames: readonly ClusterRename[],
): readonly ComparedChange[] {
  if (renames.length === 0) return changes
  const names = new Set(renames.flatMap(({ from, to }) => [from, to]))
  return changes.flatMap((change): readonly ComparedChange[] => {
    if (!change.clusters.some((each) => names.has(each))) return [change]
    const clusters = change.clusters.filter((each) => !names.has(each))
    return clusters.length === 0 ? [] : [{ ...change, clusters }]
  })
}

function effectsOf(delivery: DeliveryConfig, from: string, to: string): readonly string[] {
  const effects = agents.flatMap((agent) => {
    const effect = agent.renames(delivery, from, to)
    return effect === undefined ? [] : [`${agent.title}: ${effect}`]
  })
  return effects.length > 0
    ? effects
    : [`whether what runs there stays is up to what applies ${inCluster(from)}`]
}

function without(
  clusters: readonly FleetCluster[],
  others: readonly FleetCluster[],
): readonly FleetCluster[] {
  const names = new Set(others.map(({ name }) => name))
  return clusters.filter(({ name }) => !names.has(name))
}

type ObjectsByPath = ReadonlyMap<string, JsonObject>

function objectsByCluster(
  { objects }: Fleet,
  clusters: readonly FleetCluster[],
): ReadonlyMap<string, ObjectsByPath> {
  const found = new Map(clusters.map(({ name }): [string, Map<string, JsonObject>] => [name, new Map()]))
  for (const { path, variants } of objects) {
    for (const { object, clusters: names } of variants) {
      for (const name of names) found.get(name)?.set(path, object)
    }
  }
  return found
}

function areEqual(base: ObjectsByPath, head: ObjectsByPath = new Map()): boolean {
  if (base.size !== head.size) return false
  return [...base].every(([path, object]) => {
    const other = head.get(path)
    return other !== undefined && (other === object || equalJson(object, other))
  })
}

function haveEqualLabels({ labels }: FleetCluster, other: FleetCluster): boolean {
  return (
    labels.size === other.labels.size && [...labels].every(([key, value]) => other.labels.get(key) === value)
  )
}
