import { quote } from '../../../../text/quote.ts'
import type { Removal } from '../../../../agents/removal.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A cluster loses all of its objects; `createRiskContext` chooses the one removed object that has the risk. */
export const clusterEmptied: RiskRule = {
  name: 'cluster-emptied',
  level: 'critical',
  about: 'A cluster loses every object that it had; reported once, at its first removed Namespace or object.',
  find: (change, { emptied, removalOf }) =>
    (emptied.get(change) ?? []).map((cluster) => {
      const removal = removalOf?.(cluster, change.object.path, {})
      return {
        reason: `Cluster ${quote(cluster)} loses every object that it had${removal ? effects[removal] : ''}.`,
      }
    }),
}

/** What the agents do then, whatever annotations the objects have. */
const effects: Readonly<Record<Removal, string>> = {
  pruned: '',
  uncertain: '',
  kept: '',
  untouched: '',
  postponed:
    ': the agents delete nothing as long as its directory is empty, and what is left once something is placed there again',
  orphaned: ': the agents no longer know it, and what runs there stays',
}
