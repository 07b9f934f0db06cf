import type { ComparedChange } from '../compare-fleets.ts'
import type { Fleet, FleetObject } from '../../../model/fleet.ts'

/** What rules look at besides the change: decided once for all changes. */
export interface RiskContext {
  /** The clusters that lose everything, sorted, by the one change that reports it. */
  readonly emptied: ReadonlyMap<ComparedChange, readonly string[]>
  /** The objects of the head side by path, those without a cluster left included. */
  readonly headObjects: ReadonlyMap<string, FleetObject>
}

/** Gathers what rules look at; `changes` are the very objects whose risks are asked for. */
export function createRiskContext(base: Fleet, head: Fleet, changes: readonly ComparedChange[]): RiskContext {
  return {
    emptied: emptiedClusters(base, head, changes),
    headObjects: new Map(head.objects.map((object) => [object.path, object])),
  }
}

/**
 * The clusters that had objects and are to have none, not even held ones. Each is reported with one of its changes:
 * that of a Namespace, or else the first.
 */
function emptiedClusters(
  base: Fleet,
  head: Fleet,
  changes: readonly ComparedChange[],
): ReadonlyMap<ComparedChange, readonly string[]> {
  const remaining = clustersOf(head)
  const speakers = new Map<string, ComparedChange>()
  for (const change of changes) {
    if (change.kind === 'held') for (const cluster of change.clusters) remaining.add(cluster)
    if (change.kind !== 'removed') continue
    for (const cluster of change.clusters) {
      const other = speakers.get(cluster)
      if (!other || (other.object.kind !== 'Namespace' && change.object.kind === 'Namespace')) {
        speakers.set(cluster, change)
      }
    }
  }
  const emptied = new Map<ComparedChange, string[]>()
  for (const cluster of [...clustersOf(base)].sort()) {
    const speaker = speakers.get(cluster)
    if (!speaker || remaining.has(cluster)) continue
    emptied.set(speaker, [...(emptied.get(speaker) ?? []), cluster])
  }
  return emptied
}

function clustersOf({ objects }: Fleet): Set<string> {
  return new Set(objects.flatMap(({ variants }) => variants.flatMap(({ clusters }) => clusters)))
}
