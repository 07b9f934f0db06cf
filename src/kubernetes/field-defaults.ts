import { equalJson } from '../json/equal.ts'
import { getOwn } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { imageTag } from './image-reference.ts'
import { metadataDefaults, podSpecDefaults } from './pod-defaults.ts'
import type { FieldDefault } from './with-defaults.ts'

const podTemplate = podTemplateAt('/spec/template')

/** By group and kind; the zero values that the API server leaves out stand beside its defaults. */
const defaultsByKind: Readonly<Record<string, readonly FieldDefault[]>> = {
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
  Pod: [['/spec/enableServiceLinks', true], ...below('/spec', podSpecDefaults)],
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
  ],
  // pkg/apis/admissionregistration/v1/defaults.go
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io': webhookDefaults(),
  'MutatingWebhookConfiguration.admissionregistration.k8s.io': [
    ...webhookDefaults(),
    ['/webhooks/*/reinvocationPolicy', 'Never'],
  ],
  // apiextensions-apiserver: pkg/apis/apiextensions/v1/defaults.go
  'CustomResourceDefinition.apiextensions.k8s.io': [['/spec/conversion/strategy', 'None']],
}

/** A default that another field of what holds it decides. */
interface DependentDefault {
  /** The end of the field's pattern. */
  readonly field: RegExp
  readonly kinds?: readonly string[]
  readonly valueFor: (holder: JsonObject) => Json | undefined
}

const dependentDefaults: readonly DependentDefault[] = [
  {
    field: /\/(?:containers|initContainers)\/\*\/imagePullPolicy$/,
    valueFor: (holder) => {
      const image = getOwn(holder, 'image')
      return typeof image === 'string' && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
    },
  },
  {
    field: /^\/spec\/ports\/\*\/targetPort$/,
    kinds: ['Service'],
    valueFor: (holder) => getOwn(holder, 'port'),
  },
  {
    field: /^\/spec\/policyTypes$/,
    kinds: ['NetworkPolicy.networking.k8s.io'],
    valueFor: (holder) => (Object.hasOwn(holder, 'egress') ? ['Ingress', 'Egress'] : ['Ingress']),
  },
  {
    field: /^\/spec\/limits\/\*\/defaultRequest$/,
    kinds: ['LimitRange'],
    valueFor: (holder) => getOwn(holder, 'default'),
  },
  {
    field: /^\/spec\/limits\/\*\/default$/,
    kinds: ['LimitRange'],
    valueFor: (holder) => getOwn(holder, 'max'),
  },
  {
    field: /^\/spec\/(?:.*\/spec\/)?serviceAccount$/,
    valueFor: (holder) => getOwn(holder, 'serviceAccountName'),
  },
]

const lookups = new Map(
  Object.entries(defaultsByKind).map(([kind, defaults]) => [kind, new Map<string, Json>(defaults)]),
)

/**
 * Whether a value is what the API server takes where a field is absent, so that an object with it is one without it
 * (k8s.io/kubernetes: pkg/apis, defaults.go). Null stands for an absent field everywhere, and an empty list in all of
 * Kubernetes' own kinds.
 *
 * @param groupKind as `Deployment.apps`
 * @param pattern the pointer of the field, with `*` for the items of lists
 * @param holder the mapping that has the field
 */
export function isDefault(groupKind: string, pattern: string, value: Json, holder: JsonObject): boolean {
  if (value === null) return true
  const defaults = lookups.get(groupKind)
  if (defaults === undefined) return false
  if (Array.isArray(value) && value.length === 0) return true
  const fallback = defaults.get(pattern)
  if (fallback !== undefined) return equalJson(value, fallback)
  const dependent = dependentDefaults.find(
    ({ field, kinds }) => field.test(pattern) && (kinds?.includes(groupKind) ?? true),
  )
  const expected = dependent?.valueFor(holder)
  return expected !== undefined && equalJson(value, expected)
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

function below(parent: string, defaults: readonly FieldDefault[]): readonly FieldDefault[] {
  return defaults.map(([pointer, value]) => [`${parent}${pointer}`, value])
}
