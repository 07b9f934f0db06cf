import { describe } from '../deletion.ts'
import { newGrants } from '../policy-rules.ts'
import type { RiskRule } from '../risk-rule.ts'

const escalating: ReadonlySet<string> = new Set(['escalate', 'bind', 'impersonate'])

/** A Role grants a way to rights that its subjects do not have. */
export const rbacEscalation: RiskRule = {
  name: 'rbac-escalation',
  level: 'high',
  about:
    'A Role or ClusterRole newly grants `escalate`, `bind` or `impersonate`, by which subjects get rights that they lack.',
  citation:
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks',
  find: (change) => {
    const found = newGrants(change).filter(({ verb }) => escalating.has(verb))
    const byField = new Map(found.map(({ field }) => [field, new Set<string>()]))
    for (const { field, verb } of found) byField.get(field)?.add(verb)
    return [...byField].map(([field, verbs]) => ({
      reason: `${describe(change.object)} newly grants ${[...verbs].join(' and ')}, by which subjects get rights that they lack.`,
      field,
    }))
  },
}
