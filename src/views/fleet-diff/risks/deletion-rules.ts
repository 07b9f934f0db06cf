import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import { describe, isDeletion } from './deletion.ts'
import type { RiskRule } from './risk-rule.ts'

/** A row of the table of deletions: the risk where an object of some kinds is deleted. */
export interface Deletion extends Omit<RiskRule, 'find'> {
  /** For example `Deployment.apps`. */
  readonly kinds: readonly string[]
  /** The consequence, in the words that follow "is deleted". */
  readonly consequence: string
}

/**
 * Makes one rule for each row, and `object-deleted` for the kinds that no row has: exactly one of these rules reports
 * each deletion.
 */
export function createDeletionRules(deletions: readonly Deletion[]): readonly RiskRule[] {
  const rowOf = new Map(deletions.flatMap((row) => row.kinds.map((kind) => [kind, row] as const)))
  const createRule = (
    { name, level, about, citation }: Omit<RiskRule, 'find'>,
    row?: Deletion,
  ): RiskRule => ({
    name,
    level,
    about,
    ...(citation !== undefined && { citation }),
    find: (change) =>
      isDeletion(change) && rowOf.get(groupKindOf(change.base)) === row
        ? [{ reason: reasonOf(change, row?.consequence) }]
        : [],
  })
  return [
    ...deletions.map((row) => createRule(row, row)),
    createRule({
      name: 'object-deleted',
      level: 'medium',
      about: 'An object of any other kind is deleted.',
    }),
  ]
}

/** The sentence for an object that is deleted; it names the object that replaces one with the same content. */
function reasonOf({ object, sameContentAs }: ComparedChange, consequence = ''): string {
  const renamed = sameContentAs ? `; ${describe(sameContentAs)} of the same content takes its place` : ''
  return `${describe(object)} is deleted${consequence}${renamed}.`
}
