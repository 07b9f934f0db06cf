import { createDeletionRule } from '../deletion-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Something that runs Pods goes; a StatefulSet has a rule of its own. */
export const workloadDeleted: RiskRule = createDeletionRule({
  name: 'workload-deleted',
  level: 'high',
  about:
    'A Deployment, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob or Pod is deleted, and its Pods with it.',
  citation: 'https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion',
  kinds: [
    'Deployment.apps',
    'DaemonSet.apps',
    'ReplicaSet.apps',
    'ReplicationController',
    'Job.batch',
    'CronJob.batch',
    'Pod',
  ],
  consequence: ', and what it runs stops',
})
