import { describe } from '../deletion.ts'
import { replicasChange } from '../replicas-change.ts'
import type { RiskRule } from '../risk-rule.ts'

/** The count is left to the member cluster, which keeps it only where something other than the agent owns the field. */
export const replicasNotRendered: RiskRule = {
  name: 'replicas-not-rendered',
  level: 'high',
  about:
    '`spec.replicas` is no longer rendered, so the API server resets it to 1 where the agent owned the field.',
  citation: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership',
  find: (change) => {
    const { from, to, field } = replicasChange(change) ?? {}
    if (from === undefined || to !== undefined || field === undefined || from === 1) return []
    return [
      {
        reason: `${describe(change.object)} no longer has its ${from} replicas rendered, and the API server resets it to 1 where the agent owned the field.`,
        field,
      },
    ]
  },
}
