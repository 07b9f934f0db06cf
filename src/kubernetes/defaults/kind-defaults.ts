import type { JsonObject } from '../../model/json.ts'
import { metadataDefaults, podSpecDefaults } from './pod-defaults.ts'
import { below, type FieldDefault } from './with-defaults.ts'

const podTemplate = podTemplateAt('/spec/template')

/**
 * What the API server takes for absent fields, by group and kind as `Deployment.apps`; the zero values that it leaves out
 * are beside its defaults. A kind without any has an entry as well: a kind without an entry is one of which nothing is
 * known.
 */
export const kindDefaults: Readonly<Record<string, readonly FieldDefault[]>> = {
  // pkg/apis/apps/v1/defaults.go
  'Deployment.apps': [
    ['/spec/replicas', 1],
    ['/spec/strategy/type', 'RollingUpdate'],
    ['/spec/strategy/rollingUpdate/maxSurge', '25%'],
    ['/spec/strategy/rollingUpdate/maxUnavailable', '25%'],
    ['/spec/revisionHistoryLimit', 10],
    ['/spec/progressDeadlineSeconds', 600],
    ['/spec/minReadySeconds', 0],
    ['/spec/paused', false],
    ...podTemplate,
  ],
  'ReplicaSet.apps': [['/spec/replicas', 1], ['/spec/minReadySeconds', 0], ...podTemplate],
  'StatefulSet.apps': [
    ['/spec/replicas', 1],
    ['/spec/podManagementPolicy', 'OrderedReady'],
    ['/spec/updateStrategy/type', 'RollingUpdate'],
    ['/spec/updateStrategy/rollingUpdate/partition', 0],
    ['/spec/persistentVolumeClaimRetentionPolicy/whenDeleted', 'Retain'],
    ['/spec/persistentVolumeClaimRetentionPolicy/whenScaled', 'Retain'],
    ['/spec/revisionHistoryLimit', 10],
    ['/spec/minReadySeconds', 0],
    ['/spec/volumeClaimTemplates/*/apiVersion', 'v1'],
    ['/spec/volumeClaimTemplates/*/kind', 'PersistentVolumeClaim'],
    ['/spec/volumeClaimTemplates/*/spec/volumeMode', 'Filesystem'],
    ['/spec/volumeClaimTemplates/*/status/phase', 'Pending'],
    ...podTemplate,
  ],
  'DaemonSet.apps': [
    ['/spec/updateStrategy/type', 'RollingUpdate'],
    ['/spec/updateStrategy/rollingUpdate/maxSurge', 0],
    ['/spec/updateStrategy/rollingUpdate/maxUnavailable', 1],
    ['/spec/revisionHistoryLimit', 10],
    ['/spec/minReadySeconds', 0],
    ...podTemplate,
  ],
  // pkg/apis/batch/v1/defaults.go
  'Job.batch': jobDefaultsAt('/spec'),
  'CronJob.batch': [
    ['/spec/concurrencyPolicy', 'Allow'],
    ['/spec/suspend', false],
    ['/spec/successfulJobsHistoryLimit', 3],
    ['/spec/failedJobsHistoryLimit', 1],
    ['/spec/jobTemplate/metadata', {}],
    ...jobDefaultsAt('/spec/jobTemplate/spec'),
  ],
  // pkg/apis/core/v1/defaults.go
  Service: [
    ['/spec/type', 'ClusterIP'],
    ['/spec/sessionAffinity', 'None'],
    ['/spec/sessionAffinityConfig/clientIP/timeoutSeconds', 10800],
    ['/spec/internalTrafficPolicy', 'Cluster'],
    ['/spec/externalTrafficPolicy', 'Cluster'],
    ['/spec/allocateLoadBalancerNodePorts', true],
    ['/spec/ipFamilyPolicy', 'SingleStack'],
    ['/spec/publishNotReadyAddresses', false],
    ['/spec/ports/*/protocol', 'TCP'],
  ],
  Secret: [['/type', 'Opaque']],
  Pod: [
    ['/spec/enableServiceLinks', true],
    // plugin/pkg/admission/priority/admission.go
    ['/spec/priority', 0],
    ['/spec/preemptionPolicy', 'PreemptLowerPriority'],
    // plugin/pkg/admission/defaulttolerationseconds/admission.go
    ['/spec/tolerations', ['not-ready', 'unreachable'].map(tolerationOf)],
    ...below('/spec', podSpecDefaults),
  ],
  PodTemplate: podTemplateAt('/template'),
  ReplicationController: [['/spec/replicas', 1], ['/spec/minReadySeconds', 0], ...podTemplate],
  Endpoints: [['/subsets/*/ports/*/protocol', 'TCP']],
  Event: [
    ['/reportingComponent', ''],
    ['/reportingInstance', ''],
  ],
  PersistentVolumeClaim: [['/spec/volumeMode', 'Filesystem']],
  PersistentVolume: [
    ['/spec/volumeMode', 'Filesystem'],
    ['/spec/persistentVolumeReclaimPolicy', 'Retain'],
  ],
  // pkg/apis/rbac/v1/defaults.go
  'RoleBinding.rbac.authorization.k8s.io': bindingDefaults(),
  'ClusterRoleBinding.rbac.authorization.k8s.io': bindingDefaults(),
  // pkg/apis/networking/v1/defaults.go
  'NetworkPolicy.networking.k8s.io': [
    ['/spec/ingress/*/ports/*/protocol', 'TCP'],
    ['/spec/egress/*/ports/*/protocol', 'TCP'],
  ],
  // pkg/apis/autoscaling/v2/defaults.go
  'HorizontalPodAutoscaler.autoscaling': [['/spec/minReplicas', 1], ...scalingDefaults()],
  'IngressClass.networking.k8s.io': [['/spec/parameters/scope', 'Cluster']],
  'PodDisruptionBudget.policy': [],
  LimitRange: [],
  ResourceQuota: [],
  ConfigMap: [],
  ServiceAccount: [],
  'Ingress.networking.k8s.io': [],
  'Role.rbac.authorization.k8s.io': [],
  'ClusterRole.rbac.authorization.k8s.io': [],
  // pkg/apis/storage/v1/defaults.go
  'StorageClass.storage.k8s.io': [
    ['/reclaimPolicy', 'Delete'],
    ['/volumeBindingMode', 'Immediate'],
    ['/allowVolumeExpansion', false],
  ],
  'CSIDriver.storage.k8s.io': [
    ['/spec/attachRequired', true],
    ['/spec/podInfoOnMount', false],
    ['/spec/storageCapacity', false],
    ['/spec/requiresRepublish', false],
    ['/spec/seLinuxMount', false],
    ['/spec/fsGroupPolicy', 'ReadWriteOnceWithFSType'],
    ['/spec/volumeLifecycleModes', ['Persistent']],
  ],
  // pkg/apis/scheduling/v1/defaults.go
  'PriorityClass.scheduling.k8s.io': [
    ['/preemptionPolicy', 'PreemptLowerPriority'],
    ['/globalDefault', false],
    ['/description', ''],
  ],
  // pkg/apis/discovery/v1/defaults.go
  'EndpointSlice.discovery.k8s.io': [
    ['/ports/*/name', ''],
    ['/ports/*/protocol', 'TCP'],
  ],
  // pkg/apis/flowcontrol/v1/defaults.go
  'FlowSchema.flowcontrol.apiserver.k8s.io': [['/spec/matchingPrecedence', 1000]],
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io': [
    ['/spec/exempt/nominalConcurrencyShares', 0],
    ['/spec/exempt/lendablePercent', 0],
    ['/spec/limited/nominalConcurrencyShares', 30],
    ['/spec/limited/lendablePercent', 0],
    ['/spec/limited/limitResponse/queuing/queues', 64],
    ['/spec/limited/limitResponse/queuing/handSize', 8],
    ['/spec/limited/limitResponse/queuing/queueLengthLimit', 50],
  ],
  // pkg/apis/resource/v1/defaults.go
  'ResourceClaim.resource.k8s.io': requestDefaultsAt('/spec'),
  'ResourceClaimTemplate.resource.k8s.io': [['/spec/metadata', {}], ...requestDefaultsAt('/spec/spec')],
  // kube-aggregator: pkg/apis/apiregistration/v1/defaults.go
  'APIService.apiregistration.k8s.io': [['/spec/service/port', 443]],
  // pkg/apis/admissionregistration/v1/defaults.go
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io': webhookDefaults(),
  'MutatingWebhookConfiguration.admissionregistration.k8s.io': [
    ...webhookDefaults(),
    ['/webhooks/*/reinvocationPolicy', 'Never'],
  ],
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io': [
    ['/spec/failurePolicy', 'Fail'],
    ...matchDefaultsAt('/spec/matchConstraints'),
  ],
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io': matchDefaultsAt('/spec/matchResources'),
  // apiextensions-apiserver: pkg/apis/apiextensions/v1/defaults.go
  'CustomResourceDefinition.apiextensions.k8s.io': [['/spec/conversion/strategy', 'None']],
}

function podTemplateAt(pointer: string): readonly FieldDefault[] {
  return [...below(pointer, metadataDefaults), ...below(`${pointer}/spec`, podSpecDefaults)]
}

function jobDefaultsAt(pointer: string): readonly FieldDefault[] {
  return [
    ...below(pointer, [
      ['/backoffLimit', 6],
      ['/completions', 1],
      ['/parallelism', 1],
      ['/completionMode', 'NonIndexed'],
      ['/suspend', false],
      ['/manualSelector', false],
      ['/podReplacementPolicy', 'TerminatingOrFailed'],
    ]),
    ...podTemplateAt(`${pointer}/template`),
  ]
}

function bindingDefaults(): readonly FieldDefault[] {
  return [
    ['/roleRef/apiGroup', 'rbac.authorization.k8s.io'],
    ['/subjects/*/apiGroup', 'rbac.authorization.k8s.io'],
  ]
}

/** pkg/apis/autoscaling/v2/defaults.go, GenerateHPAScaleUpRules and GenerateHPAScaleDownRules */
function scalingDefaults(): readonly FieldDefault[] {
  const policy = (type: string, value: number): JsonObject => ({ type, value, periodSeconds: 15 })
  return [
    ['/spec/behavior/scaleUp/selectPolicy', 'Max'],
    ['/spec/behavior/scaleUp/stabilizationWindowSeconds', 0],
    ['/spec/behavior/scaleUp/policies', [policy('Pods', 4), policy('Percent', 100)]],
    ['/spec/behavior/scaleDown/selectPolicy', 'Max'],
    ['/spec/behavior/scaleDown/policies', [policy('Percent', 100)]],
  ]
}

function tolerationOf(condition: string): JsonObject {
  return {
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }
}

function requestDefaultsAt(pointer: string): readonly FieldDefault[] {
  return below(`${pointer}/devices/requests/*/exactly`, [
    ['/allocationMode', 'ExactCount'],
    ['/count', 1],
  ])
}

function matchDefaultsAt(pointer: string): readonly FieldDefault[] {
  return below(pointer, [
    ['/matchPolicy', 'Equivalent'],
    ['/namespaceSelector', {}],
    ['/objectSelector', {}],
    ['/resourceRules/*/scope', '*'],
    ['/excludeResourceRules/*/scope', '*'],
  ])
}

function webhookDefaults(): readonly FieldDefault[] {
  return below('/webhooks/*', [
    ['/failurePolicy', 'Fail'],
    ['/matchPolicy', 'Equivalent'],
    ['/namespaceSelector', {}],
    ['/objectSelector', {}],
    ['/timeoutSeconds', 10],
    ['/clientConfig/service/port', 443],
    ['/rules/*/scope', '*'],
  ])
}
