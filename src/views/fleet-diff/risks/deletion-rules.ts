import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { inCluster } from '../../../output/layout.ts'
import { describe, describeStaying, isDeletion, type RemovedChange } from './deletion.ts'
import type { RiskContext } from './risk-context.ts'
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
    find: (change, context) =>
      isDeletion(change, context) && rowOf.get(groupKindOf(change.base)) === row
        ? [{ reason: reasonOf(change, context, row?.consequence) }]
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

/** The sentence for an object that is deleted, and where it stays; it names the object that replaces one with the same content. */
function reasonOf(change: RemovedChange, context: RiskContext, consequence = ''): string {
  const { object, clusters, sameContentAs } = change
  const isLeft = clusters.some((cluster) => context.left.has(inCluster(cluster, object.path)))
  const left = isLeft ? '; agents left it there in an earlier change' : ''
  const renamed = sameContentAs ? `; ${describe(sameContentAs)} of the same content takes its place` : ''
  return `${describe(object)} is deleted${consequence}${left}${describeStaying(change, context)}${renamed}.`
}
