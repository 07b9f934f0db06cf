import { describe } from '../deletion.ts'
import { replicasChange } from '../replicas-change.ts'
import type { RiskRule } from '../risk-rule.ts'

/** More than half of a workload's Pods go; all of them have a rule of their own. */
export const replicasHalved: RiskRule = {
  name: 'replicas-halved',
  level: 'high',
  about: '`spec.replicas` goes down by more than half.',
  find: (change) => {
    const { from, to, field } = replicasChange(change) ?? {}
    if (from === undefined || to === undefined || field === undefined || to <= 0 || to * 2 >= from) return []
    return [
      {
        reason: `${describe(change.object)} goes down by more than half, from ${from} to ${to} replicas.`,
        field,
      },
    ]
  },
}
