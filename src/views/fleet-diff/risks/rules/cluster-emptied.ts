import { quote } from '../../../../text/quote.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A cluster loses all of its objects; the one removed object that says so is chosen by `createRiskContext`. */
export const clusterEmptied: RiskRule = {
  name: 'cluster-emptied',
  level: 'critical',
  about: 'A cluster loses every object that it had; told once, at its first removed Namespace or object.',
  find: (change, { emptied }) =>
    (emptied.get(change) ?? []).map((cluster) => ({
      reason: `Cluster ${quote(cluster)} loses every object that it had.`,
    })),
}
