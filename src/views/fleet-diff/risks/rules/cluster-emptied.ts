import { quote } from '../../../../text/quote.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A cluster loses all of its objects; `createRiskContext` chooses the one removed object that has the risk. */
export const clusterEmptied: RiskRule = {
  name: 'cluster-emptied',
  level: 'critical',
  about: 'A cluster loses every object that it had; reported once, at its first removed Namespace or object.',
  find: (change, { emptied }) =>
    (emptied.get(change) ?? []).map((cluster) => ({
      reason: `Cluster ${quote(cluster)} loses every object that it had.`,
    })),
}
