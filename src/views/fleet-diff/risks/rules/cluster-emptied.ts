import { quote } from '../../../../text/quote.ts'
import type { Removal } from '../../../../agents/removal.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A cluster loses all of its objects; the one removed object that says so is chosen by `createRiskContext`. */
export const clusterEmptied: RiskRule = {
  name: 'cluster-emptied',
  level: 'critical',
  about: 'A cluster loses every object that it had; told once, at its first removed Namespace or object.',
  find: (change, { emptied, removalOf }) =>
    (emptied.get(change) ?? []).map((cluster) => {
      const removal = removalOf?.(cluster, change.object.path)
      return {
        reason: `Cluster ${quote(cluster)} loses every object that it had${removal ? effects[removal] : ''}.`,
      }
    }),
}

/** What the agents do then, whatever annotations the objects have. */
const effects: Readonly<Record<Removal, string>> = {
  pruned: '',
  kept: '',
  postponed:
    ': the agents delete nothing as long as its directory is empty, and what is left once something is placed there again',
  orphaned: ': the agents know no more of it, and what runs there stays',
}
