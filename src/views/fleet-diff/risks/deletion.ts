import { quote } from '../../../text/quote.ts'
import { isKeptByAgents } from '../../../agents/keep-annotations.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'

/** Whether the agents delete the object: a held object stays, and so does one that is marked to be kept. */
export function isDeletion(change: ComparedChange): change is ComparedChange & { readonly base: JsonObject } {
  return change.kind === 'removed' && change.base !== undefined && !isKeptByAgents(change.base)
}

/** An object for a sentence, as `Deployment "shop/web"`. */
export function describe(object: ObjectIdentity): string {
  return `${object.kind} ${quote(qualifiedName(object))}`
}
