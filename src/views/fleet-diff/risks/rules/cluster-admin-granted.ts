import { describe } from '../deletion.ts'
import { nameSubject, newSubjects } from '../new-subjects.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Somebody may do everything who might not before. */
export const clusterAdminGranted: RiskRule = {
  name: 'cluster-admin-granted',
  level: 'critical',
  about:
    'A RoleBinding or ClusterRoleBinding gives `cluster-admin` to subjects that did not have it from it.',
  citation: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  find: (change) => {
    const { role, subjects } = newSubjects(change) ?? { subjects: [] }
    if (role?.kind !== 'ClusterRole' || role.name !== 'cluster-admin' || subjects.length === 0) return []
    return [
      {
        reason: `${describe(change.object)} gives cluster-admin to ${subjects.map(nameSubject).join(', ')}.`,
        field: '/subjects',
      },
    ]
  },
}
