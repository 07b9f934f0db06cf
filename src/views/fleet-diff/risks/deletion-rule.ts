import { quote } from '../../../text/quote.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { isKeptByAgents } from '../../../kubefed/keep-annotations.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import type { JsonObject } from '../../../model/json.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { RiskRule } from './risk-rule.ts'

/** What a rule for the deletion of some kinds is made of. */
export interface DeletionRule extends Omit<RiskRule, 'find'> {
  /** As `Deployment.apps`. */
  readonly kinds: readonly string[]
  /** What follows from it, after "is deleted". */
  readonly consequence: string
}

/** A rule that is raised where an object of its kinds goes, and no agent was told before to leave it in the cluster. */
export function createDeletionRule({ kinds, consequence, ...rule }: DeletionRule): RiskRule {
  return {
    ...rule,
    find: (change) =>
      isDeletion(change) && kinds.includes(groupKindOf(change.base))
        ? [{ reason: sayDeleted(change, consequence) }]
        : [],
  }
}

/** The sentence for an object that goes; `consequence` follows "is deleted". A rename is said to be one. */
export function sayDeleted({ object, sameContentAs }: ComparedChange, consequence: string): string {
  const renamed = sameContentAs ? `; ${describe(sameContentAs)} of the same content comes in its place` : ''
  return `${describe(object)} is deleted${consequence}${renamed}.`
}

/** Whether the agents delete the object: what is held stays, and so does what they were told to keep. */
export function isDeletion(change: ComparedChange): change is ComparedChange & { readonly base: JsonObject } {
  return change.kind === 'removed' && change.base !== undefined && !isKeptByAgents(change.base)
}

/** An object for a sentence, as `Deployment "shop/web"`. */
export function describe(object: ObjectIdentity): string {
  return `${object.kind} ${quote(qualifiedName(object))}`
}
