import { isArray, isObject } from '../../../json/own.ts'
import { parseKubernetesVersion } from '../../../kubernetes/kubernetes-version.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { RefusedSetting } from './refused-setting.ts'

const conditionTypes: readonly Json[] = ['Ready', 'Offline', 'ConfigMalformed']
const conditionStatuses: readonly Json[] = ['True', 'False', 'Unknown']

/**
 * What KubeFed's webhook would refuse in the status of a KubeFedCluster, and a version that cannot be read
 * (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateClusterCondition).
 */
export function clusterStatusFaults(status: Json | undefined): readonly RefusedSetting[] {
  const version = isObject(status) ? status['kubernetesVersion'] : undefined
  const isVersion =
    typeof version !== 'string' || version === '' || parseKubernetesVersion(version) !== undefined
  const problem = 'is no version of Kubernetes, so it is not used'
  const versions = isVersion ? [] : [{ pointer: '/status/kubernetesVersion', problem }]
  const conditions = itemsOf(status, 'conditions').flatMap(([pointer, condition]) => {
    const { type, status: value } = condition
    return oneOf(`${pointer}/type`, type, conditionTypes)
      .concat(oneOf(`${pointer}/status`, value, conditionStatuses))
      .concat(lacking(pointer, condition, 'lastProbeTime'))
  })
  return [...versions, ...conditions]
}

/**
 * What the CustomResourceDefinition of every federated type would refuse in a recorded status
 * (KubeFed: pkg/kubefedctl/enable/validation.go, ValidationSchema).
 */
export function federatedStatusFaults(status: Json | undefined): readonly RefusedSetting[] {
  return [
    ...itemsOf(status, 'conditions').flatMap(([pointer, condition]) =>
      lacking(pointer, condition, 'type', 'status'),
    ),
    ...itemsOf(status, 'clusters').flatMap(([pointer, cluster]) => lacking(pointer, cluster, 'name')),
  ]
}

/**
 * What KubeFed's webhook would refuse in the status of a FederatedTypeConfig
 * (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateFederatedTypeConfigStatus).
 */
export function typeConfigStatusFaults(status: Json | undefined): readonly RefusedSetting[] {
  if (!isObject(status)) return []
  const { observedGeneration: generation, propagationController, statusController } = status
  const isNegative = (typeof generation === 'number' || typeof generation === 'bigint') && generation < 0
  return [
    ...(isNegative ? [{ pointer: '/status/observedGeneration', problem: 'must not be negative' }] : []),
    ...optional('/status/propagationController', propagationController),
    ...optional('/status/statusController', statusController),
  ]
}

function optional(pointer: string, value: Json | undefined): readonly RefusedSetting[] {
  return value === undefined || value === null ? [] : oneOf(pointer, value, ['Running', 'NotRunning'])
}

function oneOf(
  pointer: string,
  value: Json | undefined,
  allowed: readonly Json[],
): readonly RefusedSetting[] {
  // The schema reports a value of another type, and what is missing.
  if (typeof value !== 'string' || allowed.includes(value)) return []
  return [{ pointer, problem: `must be one of ${allowed.map(String).join(', ')}` }]
}

function lacking(
  pointer: string,
  object: JsonObject,
  ...fields: readonly string[]
): readonly RefusedSetting[] {
  return fields
    .filter((field) => object[field] === undefined)
    .map((field) => ({ pointer, problem: `lacks the field "${field}"` }))
}

function itemsOf(status: Json | undefined, field: string): readonly (readonly [string, JsonObject])[] {
  const items = isObject(status) ? status[field] : undefined
  if (!isArray(items)) return []
  return items.flatMap((item, index) =>
    isObject(item) ? [[`/status/${field}/${index}`, item] as const] : [],
  )
}
