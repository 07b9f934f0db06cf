import { describe } from '../deletion.ts'
import { replicasChange } from '../replicas-change.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Every Pod of a workload goes. */
export const replicasZero: RiskRule = {
  name: 'replicas-zero',
  level: 'critical',
  about: '`spec.replicas` goes to 0.',
  find: (change) => {
    const replicas = replicasChange(change)
    if (replicas?.to !== 0) return []
    const from = replicas.from === undefined ? 'what the cluster has' : String(replicas.from)
    return [{ reason: `${describe(change.object)} goes from ${from} to 0 replicas.`, field: replicas.field }]
  },
}
