import { createDeletionRules } from './deletion-rules.ts'
import { compareLevels, type RiskRule } from './risk-rule.ts'
import { clusterAdminGranted } from './rules/cluster-admin-granted.ts'
import { clusterEmptied } from './rules/cluster-emptied.ts'
import { customResourceDefinitionVersion } from './rules/custom-resource-definition-version.ts'
import { deletions } from './rules/deletions.ts'
import { imageDigestLost } from './rules/image-digest-lost.ts'
import { imageLatest } from './rules/image-latest.ts'
import { immutableData } from './rules/immutable-data.ts'
import { immutableField } from './rules/immutable-field.ts'
import { jobImmutable } from './rules/job-immutable.ts'
import { objectStays } from './rules/object-stays.ts'
import { optedOut } from './rules/opted-out.ts'
import { orphanedAndDeleted } from './rules/orphaned-and-deleted.ts'
import { persistentVolumeClaimImmutable } from './rules/persistent-volume-claim-immutable.ts'
import { persistentVolumeImmutable } from './rules/persistent-volume-immutable.ts'
import { podImmutable } from './rules/pod-immutable.ts'
import { podSecurityLowered } from './rules/pod-security-lowered.ts'
import { podsRestarted } from './rules/pods-restarted.ts'
import { policyWeakened } from './rules/policy-weakened.ts'
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
import { statefulSetImmutable } from './rules/stateful-set-immutable.ts'
import { templateLabelsUnselected } from './rules/template-labels-unselected.ts'
import { updateRefused } from './rules/update-refused.ts'
import { wavePassed } from './rules/wave-passed.ts'

/** Every rule for a change of the sources, the most serious first; a change's risks of one level come in this order. */
export const riskRules: readonly RiskRule[] = [
  clusterEmptied,
  ...createDeletionRules(deletions),
  orphanedAndDeleted,
  objectStays,
  replicasZero,
  clusterAdminGranted,
  rbacBroadSubject,
  policyWeakened,
  podSecurityLowered,
  replicasHalved,
  replicasNotRendered,
  wavePassed,
  updateRefused,
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
  imageLatest,
  imageDigestLost,
].sort(compareLevels)

/** Every rule for what applying changes in what runs: its own, then those for a change of the sources. */
export const adoptionRiskRules: readonly RiskRule[] = [podsRestarted, optedOut, ...riskRules]
