import { nameSome } from '../../../../output/fold-objects.ts'
import { quote } from '../../../../text/quote.ts'
import { describe, isDeletion, isRemoved, removalsOf } from '../deletion.ts'
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
    const { kept, orphaned } = removalsOf(change, context)
    if (isDeletion(change, context)) return []
    const clauses = [
      ...(kept.length > 0 ? [`in ${nameSome(kept.map(quote))}, since its annotations keep it`] : []),
      ...(orphaned.length > 0
        ? [`in ${nameSome(orphaned.map(quote))}, which the agents no longer know`]
        : []),
    ]
    if (clauses.length === 0) return []
    return [{ reason: `${describe(object)} stays ${clauses.join(', and ')}: delete it there by hand.` }]
  },
}
