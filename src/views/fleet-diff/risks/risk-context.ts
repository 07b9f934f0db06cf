import {
  appliersOf,
  createRemovalJudge,
  type Granularities,
  type RemovalJudge,
} from '../../../agents/removal.ts'
import { inCluster } from '../../../output/layout.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { PendingObject } from '../../../model/change-set.ts'
import type { DeliveryConfig } from '../../../model/delivery-config.ts'
import type { Fleet, FleetObject } from '../../../model/fleet.ts'
import type { JudgedUpdates } from '../../../model/judged-updates.ts'
import type { Wave } from '../../../model/wave.ts'

/** What rules look at besides the change: decided once for all changes. */
export interface RiskContext {
  /** The clusters that lose everything, sorted, by the one change that reports it. */
  readonly emptied: ReadonlyMap<ComparedChange, readonly string[]>
  /** The objects of the head side by path, those without a cluster left included. */
  readonly headObjects: ReadonlyMap<string, FleetObject>
  /** The waves of the clusters that are held at a commit, by cluster. */
  readonly heldIn: ReadonlyMap<string, string>
  /** What agents left in an earlier change and delete now, or may, by the path in the output directory. */
  readonly left: ReadonlyMap<string, PendingObject>
  /** What the update strategies of API servers said of changes. */
  readonly updates: JudgedUpdates
  /** What becomes in a cluster of an object whose file goes; absent where no agent is known. */
  readonly removalOf?: RemovalJudge
}

/** What is known of both sides besides their objects. */
export interface RiskContextOptions {
  readonly delivery?: DeliveryConfig | undefined
  readonly earlier?: Granularities | undefined
  readonly left?: readonly PendingObject[]
  readonly waves?: readonly Wave[] | undefined
  readonly updates?: JudgedUpdates | undefined
}

/**
 * Gathers what rules look at; `changes` are the very objects whose risks are asked for.
 *
 * @param options how the head is delivered and the base was, by default by nobody who is known; what agents left and
 *   delete now, by default nothing; the waves of the head, by default none; and what update strategies said, by default nothing
 */
export function createRiskContext(
  base: Fleet,
  head: Fleet,
  changes: readonly ComparedChange[],
  { delivery = {}, earlier = new Map(), left = [], waves = [], updates = new Map() }: RiskContextOptions = {},
): RiskContext {
  const delivered = { fleet: head, delivery, earlier }
  const isKnown = appliersOf(delivered).length > 0
  const removalOf = isKnown ? createRemovalJudge(delivered, filledDirectories(head, changes)) : undefined
  return {
    ...(removalOf && { removalOf }),
    left: new Map(left.map((each) => [each.path, each])),
    emptied: emptiedClusters(base, head, changes),
    headObjects: new Map(head.objects.map((object) => [object.path, object])),
    heldIn: heldWaves(waves),
    updates,
  }
}

function heldWaves(waves: readonly Wave[]): ReadonlyMap<string, string> {
  return new Map(
    waves
      .filter(({ held }) => held !== undefined)
      .flatMap(({ name, clusters }) => clusters.map((each): [string, string] => [each, name])),
  )
}

/** The directories of clusters and namespaces that hold a file, be it a held one. */
function filledDirectories(head: Fleet, changes: readonly ComparedChange[]): ReadonlySet<string> {
  const held = changes.filter(({ kind }) => kind === 'held')
  const objects = [
    ...head.objects.flatMap(({ path, variants }) => variants.map(({ clusters }) => ({ path, clusters }))),
    ...held.map(({ object, clusters }) => ({ path: object.path, clusters })),
  ]
  return new Set(
    objects.flatMap(({ path, clusters }) =>
      clusters.flatMap((cluster) => [
        inCluster(cluster),
        inCluster(cluster, path.slice(0, path.indexOf('/'))),
      ]),
    ),
  )
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
