import { describe, isDeletion, isRemoved, reasonsToStay, removalsOf } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

/** An object whose file goes stays in all of its clusters, and is nobody's any more. */
export const objectStays: RiskRule = {
  name: 'object-stays',
  level: 'medium',
  about: 'The file of an object goes, and the agents leave the object in the clusters.',
  citation: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  find: (change, context) => {
    if (!isRemoved(change)) return []
    const { object } = change
    const clauses = reasonsToStay(removalsOf(change, context))
    if (clauses.length === 0 || isDeletion(change, context)) return []
    return [{ reason: `${describe(object)} stays ${clauses.join(', and ')}: delete it there by hand.` }]
  },
}
