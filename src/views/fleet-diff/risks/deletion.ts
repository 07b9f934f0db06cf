import { isKeptByAgents } from '../../../agents/keep-annotations.ts'
import type { Removal } from '../../../agents/removal.ts'
import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import { nameSome } from '../../../output/fold-objects.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { quote } from '../../../text/quote.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { RiskContext } from './risk-context.ts'

/** What risks ask of the delivery. */
type DeliveryContext = Pick<RiskContext, 'removalOf'>

/** A change by which an object goes. */
export type RemovedChange = ComparedChange & { readonly base: JsonObject }

/**
 * Whether the agents delete the object, now or later: not one that is held, that its annotations keep, or that the agents
 * forget with its directory. Where no agent is configured, any may come to apply the files.
 */
export function isDeletion(change: ComparedChange, context: DeliveryContext): change is RemovedChange {
  if (!isRemoved(change)) return false
  if (context.removalOf === undefined) return !isKeptByAgents(change.base)
  const { pruned, postponed } = removalsOf(change, context)
  return change.clusters.length === 0 || pruned.length + postponed.length > 0
}

/** Whether the object's file goes. */
export function isRemoved(change: ComparedChange): change is RemovedChange {
  return change.kind === 'removed' && change.base !== undefined
}

/** The clusters of a removal by what becomes of the object there; none where no agent is configured. */
export function removalsOf(
  { object, clusters, base }: RemovedChange,
  { removalOf }: DeliveryContext,
): Readonly<Record<Removal, readonly string[]>> {
  const found: Record<Removal, string[]> = { pruned: [], postponed: [], kept: [], orphaned: [] }
  if (removalOf !== undefined)
    for (const cluster of clusters) found[removalOf(cluster, object.path, base)].push(cluster)
  return found
}

/** Where the object stays for now, or for good, to follow on what its deletion does; `''` where it goes everywhere at once. */
export function describeStaying(change: RemovedChange, context: DeliveryContext): string {
  const { postponed, kept, orphaned } = removalsOf(change, context)
  return [
    ...(postponed.length > 0
      ? [`; in ${nameSome(postponed.map(quote))} only once something is placed there again`]
      : []),
    ...(kept.length > 0 ? [`; its annotations keep it in ${nameSome(kept.map(quote))}`] : []),
    ...(orphaned.length > 0
      ? [`; it stays in ${nameSome(orphaned.map(quote))}, which the agents no longer know`]
      : []),
  ].join('')
}

/** An object for a sentence, as `Deployment "shop/web"`. */
export function describe(object: ObjectIdentity): string {
  return `${object.kind} ${quote(qualifiedName(object))}`
}
