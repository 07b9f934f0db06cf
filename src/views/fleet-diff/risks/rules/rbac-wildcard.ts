import { describe } from '../deletion.ts'
import { newGrants, type Grant } from '../policy-rules.ts'
import type { RiskRule } from '../risk-rule.ts'

const parts = [
  ['verb', 'every verb'],
  ['apiGroup', 'every API group'],
  ['resource', 'every resource'],
  ['nonResourceURL', 'every path'],
] as const satisfies readonly (readonly [keyof Grant, string])[]

/** A Role grants all of something that it granted only some of. */
export const rbacWildcard: RiskRule = {
  name: 'rbac-wildcard',
  level: 'high',
  about: 'A Role or ClusterRole newly grants `*`: every verb, API group, resource or path.',
  citation: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  find: (change) => {
    const wildcards = new Map<string, Set<string>>()
    for (const grant of newGrants(change)) {
      for (const [part, all] of parts) {
        if (grant[part] === '*')
          wildcards.set(grant.field, (wildcards.get(grant.field) ?? new Set()).add(all))
      }
    }
    return [...wildcards].map(([field, all]) => ({
      reason: `${describe(change.object)} newly grants ${[...all].join(' and ')} by "*".`,
      field,
    }))
  },
}
