import { isArray, isObject } from '../../../json/own.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { parseDuration } from './parse-duration.ts'
import type { RefusedSetting } from './refused-setting.ts'

/** The feature gates of KubeFed v0.10.0 (KubeFed: pkg/features/features.go), and those of v0.3.1 that are read here. */
const knownGates: ReadonlySet<Json | undefined> = new Set([
  'PushReconciler',
  'RawResourceStatusCollection',
  'SchedulerPreferences',
  'CrossClusterServiceDiscovery',
  'FederatedIngress',
])

/** How much longer than one try the deadline of a leader is at least (client-go: leaderelection.go, JitterFactor). */
const jitterFactor = 1.2

/**
 * What KubeFed's webhook would refuse in the spec of a KubeFedConfig and nothing here reads
 * (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateKubeFedConfig; a scope that is missing:
 * validateEnumStrings). What is absent gets a default there.
 */
export function kubeFedConfigFaults(spec: JsonObject): readonly RefusedSetting[] {
  const timing = objectOf(spec, 'controllerDuration')
  const health = objectOf(spec, 'clusterHealthCheck')
  const workers = ['syncController', 'statusController']
  return [
    ...(spec['scope'] === undefined || spec['scope'] === ''
      ? [{ pointer: '/spec', problem: 'lacks the field "scope"; Cluster counts' }]
      : []),
    ...durations(timing, '/spec/controllerDuration', ['availableDelay', 'unavailableDelay']),
    ...leaderFaults(objectOf(spec, 'leaderElect')),
    ...gateFaults(spec['featureGates']),
    ...durations(health, '/spec/clusterHealthCheck', ['period', 'timeout']),
    ...positives(health, '/spec/clusterHealthCheck', [
      'periodSeconds',
      'timeoutSeconds',
      'failureThreshold',
      'successThreshold',
    ]),
    ...workers.flatMap((each) =>
      positives(objectOf(spec, each), `/spec/${each}`, ['maxConcurrentReconciles']),
    ),
  ]
}

function leaderFaults(leader: JsonObject): readonly RefusedSetting[] {
  const pointer = '/spec/leaderElect'
  const faults = durations(leader, pointer, ['leaseDuration', 'renewDeadline', 'retryPeriod'])
  const { resourceLock } = leader
  const lock =
    typeof resourceLock === 'string' && !['configmaps', 'endpoints'].includes(resourceLock)
      ? [{ pointer: `${pointer}/resourceLock`, problem: 'must be one of configmaps, endpoints' }]
      : []
  if (faults.length > 0) return [...faults, ...lock]
  const [lease, renew, retry] = [
    parseDuration(leader['leaseDuration']) ?? 15,
    parseDuration(leader['renewDeadline']) ?? 10,
    parseDuration(leader['retryPeriod']) ?? 5,
  ]
  return [
    ...lock,
    ...(lease > renew
      ? []
      : [{ pointer: `${pointer}/leaseDuration`, problem: 'must be greater than renewDeadline' }]),
    ...(renew > retry * jitterFactor
      ? []
      : [{ pointer: `${pointer}/renewDeadline`, problem: 'must be greater than 1.2 times retryPeriod' }]),
  ]
}

function gateFaults(gates: Json | undefined): readonly RefusedSetting[] {
  const names = isArray(gates) ? gates.map((gate) => (isObject(gate) ? gate['name'] : undefined)) : []
  return names.flatMap((name, index) => {
    if (typeof name !== 'string') return []
    const pointer = `/spec/featureGates/${index}/name`
    if (names.indexOf(name) < index) return [{ pointer, problem: 'names a feature gate a second time' }]
    return knownGates.has(name) ? [] : [{ pointer, problem: 'is no feature gate of KubeFed' }]
  })
}

function durations(
  object: JsonObject,
  pointer: string,
  fields: readonly string[],
): readonly RefusedSetting[] {
  return refusedFields(object, pointer, fields, (value) => {
    const seconds = parseDuration(value)
    if (seconds === undefined) return 'must be a duration such as 60s'
    return seconds > 0 ? undefined : 'must be greater than 0'
  })
}

function positives(
  object: JsonObject,
  pointer: string,
  fields: readonly string[],
): readonly RefusedSetting[] {
  return refusedFields(object, pointer, fields, (value) =>
    Number.isInteger(value) && Number(value) > 0 ? undefined : 'must be an integer greater than 0',
  )
}

/** The fields of an object that are there and have a problem. */
function refusedFields(
  object: JsonObject,
  pointer: string,
  fields: readonly string[],
  problemOf: (value: Json) => string | undefined,
): readonly RefusedSetting[] {
  return fields.flatMap((field) => {
    const value = object[field] ?? null
    const problem = value === null ? undefined : problemOf(value)
    return problem === undefined ? [] : [{ pointer: `${pointer}/${field}`, problem }]
  })
}

function objectOf(spec: JsonObject, field: string): JsonObject {
  const value = spec[field]
  return isObject(value) ? value : {}
}
