/**
 * Kinds in the order in which they are to be applied, first what others need (Argo CD: gitops-engine
 * pkg/sync/sync_tasks.go, with CustomResourceDefinitions before everything of their kinds); any other kind comes last.
 */
const installOrder = [
  'Namespace',
  'CustomResourceDefinition',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
]

/** The place of a kind in the order of applying; lower comes first. */
export function installRank(kind: string): number {
  const rank = installOrder.indexOf(kind)
  return rank < 0 ? installOrder.length : rank
}
