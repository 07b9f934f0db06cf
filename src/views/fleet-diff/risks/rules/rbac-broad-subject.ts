import { describe } from '../deletion.ts'
import { nameSubject, newSubjects } from '../new-subjects.ts'
import { printable } from '../../../../text/quote.ts'
import type { RiskRule } from '../risk-rule.ts'

const broad: ReadonlySet<string> = new Set([
  'User system:anonymous',
  'Group system:unauthenticated',
  'Group system:authenticated',
  'Group system:serviceaccounts',
  'Group system:masters',
])

/** A role is given to whoever asks. */
export const rbacBroadSubject: RiskRule = {
  name: 'rbac-broad-subject',
  level: 'critical',
  about:
    'A binding newly gives its role to `system:anonymous`, `system:unauthenticated`, `system:authenticated`, `system:serviceaccounts` or `system:masters`.',
  citation: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  find: (change) => {
    const { role, subjects = [] } = newSubjects(change) ?? {}
    const found = subjects.map(nameSubject).filter((subject) => broad.has(subject))
    if (role === undefined || found.length === 0) return []
    return [
      {
        reason: `${describe(change.object)} gives ${printable(`${role.kind} ${role.name}`)} to ${found.join(', ')}.`,
        field: '/subjects',
      },
    ]
  },
}
