import type { RiskRule } from './risk-rule.ts'
import { clusterAdminGranted } from './rules/cluster-admin-granted.ts'
import { clusterEmptied } from './rules/cluster-emptied.ts'
import { customResourceDefinitionDeleted } from './rules/custom-resource-definition-deleted.ts'
import { customResourceDefinitionVersion } from './rules/custom-resource-definition-version.ts'
import { dnsEndpointDeleted } from './rules/dns-endpoint-deleted.ts'
import { imageDigestLost } from './rules/image-digest-lost.ts'
import { imageLatest } from './rules/image-latest.ts'
import { immutableData } from './rules/immutable-data.ts'
import { immutableField } from './rules/immutable-field.ts'
import { jobImmutable } from './rules/job-immutable.ts'
import { namespaceDeleted } from './rules/namespace-deleted.ts'
import { objectDeleted } from './rules/object-deleted.ts'
import { orphanedAndDeleted } from './rules/orphaned-and-deleted.ts'
import { persistentVolumeClaimDeleted } from './rules/persistent-volume-claim-deleted.ts'
import { persistentVolumeClaimImmutable } from './rules/persistent-volume-claim-immutable.ts'
import { persistentVolumeDeleted } from './rules/persistent-volume-deleted.ts'
import { persistentVolumeImmutable } from './rules/persistent-volume-immutable.ts'
import { podImmutable } from './rules/pod-immutable.ts'
import { rbacBroadSubject } from './rules/rbac-broad-subject.ts'
import { rbacEscalation } from './rules/rbac-escalation.ts'
import { rbacWildcard } from './rules/rbac-wildcard.ts'
import { replicasHalved } from './rules/replicas-halved.ts'
import { replicasNotRendered } from './rules/replicas-not-rendered.ts'
import { replicasZero } from './rules/replicas-zero.ts'
import { serviceExposed } from './rules/service-exposed.ts'
import { serviceExternalIPs } from './rules/service-external-ips.ts'
import { serviceImmutable } from './rules/service-immutable.ts'
import { serviceSourceRanges } from './rules/service-source-ranges.ts'
import { statefulSetDeleted } from './rules/stateful-set-deleted.ts'
import { statefulSetImmutable } from './rules/stateful-set-immutable.ts'
import { templateLabelsUnselected } from './rules/template-labels-unselected.ts'
import { trafficDeleted } from './rules/traffic-deleted.ts'
import { workloadDeleted } from './rules/workload-deleted.ts'

/** Every rule there is, the most serious first; a change's risks of one level come in this order. */
export const riskRules: readonly RiskRule[] = [
  clusterEmptied,
  namespaceDeleted,
  customResourceDefinitionDeleted,
  persistentVolumeClaimDeleted,
  persistentVolumeDeleted,
  statefulSetDeleted,
  orphanedAndDeleted,
  replicasZero,
  clusterAdminGranted,
  rbacBroadSubject,
  workloadDeleted,
  trafficDeleted,
  dnsEndpointDeleted,
  replicasHalved,
  replicasNotRendered,
  immutableField,
  templateLabelsUnselected,
  statefulSetImmutable,
  jobImmutable,
  podImmutable,
  serviceImmutable,
  persistentVolumeClaimImmutable,
  persistentVolumeImmutable,
  immutableData,
  customResourceDefinitionVersion,
  rbacWildcard,
  rbacEscalation,
  serviceExposed,
  serviceExternalIPs,
  serviceSourceRanges,
  objectDeleted,
  imageLatest,
  imageDigestLost,
]
