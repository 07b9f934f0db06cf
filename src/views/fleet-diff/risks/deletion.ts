import { isKeptByAgents } from '../../../agents/keep-annotations.ts'
import { inCluster } from '../../../output/layout.ts'
import type { Removal } from '../../../agents/removal.ts'
import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import { nameSome } from '../../../output/fold-objects.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { quote } from '../../../text/quote.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { RiskContext } from './risk-context.ts'

/** What risks ask of the delivery. */
type DeliveryContext = Pick<RiskContext, 'removalOf' | 'left'>

/** A change by which an object goes. */
export type RemovedChange = ComparedChange & { readonly base: JsonObject }

/**
 * Whether the agents delete the object, now or later: not one that is held, that its annotations keep, or that the agents
 * forget with its directory. Where no agent is configured, any may come to apply the files.
 */
export function isDeletion(change: ComparedChange, context: DeliveryContext): change is RemovedChange {
  if (!isRemoved(change)) return false
  if (context.removalOf === undefined) return !isKeptByAgents(change.base)
  const { pruned, uncertain, postponed } = removalsOf(change, context)
  return change.clusters.length === 0 || pruned.length + uncertain.length + postponed.length > 0
}

/** Whether the object's file goes. */
export function isRemoved(change: ComparedChange): change is RemovedChange {
  return change.kind === 'removed' && change.base !== undefined
}

/** The clusters of a removal by what becomes of the object there; none where no agent is known. */
export function removalsOf(
  { object, clusters, base }: RemovedChange,
  { removalOf, left }: DeliveryContext,
): Readonly<Record<Removal, readonly string[]>> {
  const found: Record<Removal, string[]> = {
    pruned: [],
    uncertain: [],
    postponed: [],
    kept: [],
    untouched: [],
    orphaned: [],
  }
  for (const cluster of clusters) {
    const units = left.get(inCluster(cluster, object.path))?.units
    const removal = removalOf?.(cluster, object.path, { object: base, ...(units && { units }) })
    if (removal !== undefined) found[removal].push(cluster)
  }
  return found
}

/** Where the agents leave an object for good, and why, as clauses that follow on `stays`. */
export function reasonsToStay({
  kept,
  untouched,
  orphaned,
}: Readonly<Record<Removal, readonly string[]>>): readonly string[] {
  return [
    ...inClusters(kept, 'since its annotations keep it'),
    ...inClusters(untouched, 'since the agents delete no object of its kind'),
    ...inClusters(orphaned, 'which the agents no longer know'),
  ]
}

function inClusters(clusters: readonly string[], clause: string): readonly string[] {
  return clusters.length === 0 ? [] : [`in ${nameSome(clusters.map(quote))}, ${clause}`]
}

/** Where the object stays for now, or for good, to follow on what its deletion does; `''` where it goes everywhere at once. */
export function describeStaying(change: RemovedChange, context: DeliveryContext): string {
  const removals = removalsOf(change, context)
  const { postponed, uncertain } = removals
  return [
    ...(postponed.length > 0
      ? [`; in ${nameSome(postponed.map(quote))} only once something is placed there again`]
      : []),
    ...inClusters(uncertain, 'what applied it goes with the same change and may leave it').map(
      (clause) => `; ${clause}`,
    ),
    ...reasonsToStay(removals).map((clause) => `; it stays ${clause}`),
  ].join('')
}

/** An object for a sentence, as `Deployment "shop/web"`. */
export function describe(object: ObjectIdentity): string {
  return `${object.kind} ${quote(qualifiedName(object))}`
}
