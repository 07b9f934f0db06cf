import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { federated, kubeFedCluster, kubeFedConfig, typeConfig } from '../../helpers/kubefed-objects.ts'

/** The severity and code of what is reported of an object of KubeFed's, beside clusters and a namespace that are in order. */
function found(object: JsonObject): readonly string[] {
  const { diagnostics } = compileObjects([object])
  return diagnostics
    .filter(({ code }) => !['no-clusters', 'namespace-not-federated', 'placed-nowhere'].includes(code))
    .map(({ severity, code, at }) => `${severity} ${code} ${at && 'pointer' in at ? at.pointer : ''}`)
}

function type(spec: JsonObject, rest: JsonObject = {}): JsonObject {
  const whole = typeConfig('widgets.example.com', 'Widget')
  return { ...whole, spec: { ...(whole['spec'] as JsonObject), ...spec }, ...rest }
}

const target = { group: 'example.com', version: 'v1', kind: 'Widget', scope: 'Namespaced' }
const federatedType = {
  group: 'types.kubefed.io',
  version: 'v1beta1',
  kind: 'FederatedWidget',
  scope: 'Namespaced',
}
const statusType = { ...federatedType, kind: 'FederatedWidgetStatus' }

function cluster(rest: JsonObject): JsonObject {
  return kubeFedCluster('a', {}, rest)
}

function settings(spec: JsonObject): JsonObject {
  return kubeFedConfig({ scope: 'Cluster', ...spec })
}

function gates(...names: readonly string[]): JsonObject {
  return settings({ featureGates: names.map((name) => ({ name, configuration: 'Enabled' })) })
}

function status(condition: JsonObject): JsonObject {
  return cluster({ status: { conditions: [condition] } })
}

const probed = { lastProbeTime: '2024-01-01T00:00:00Z' }
const connection = { apiEndpoint: 'https://a.example.com', secretRef: { name: 'a' } }

describe("KubeFed's webhooks, FederatedTypeConfig", () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['in order', type({}), []],
    [
      'version',
      type({ targetType: { ...target, version: 'v1.2' } }),
      ['error schema-violation /spec/targetType/version'],
    ],
    [
      'kind',
      type({ federatedType: { ...federatedType, kind: 'Federated_Widget' } }),
      ['error schema-violation /spec/federatedType/kind'],
    ],
    [
      'status group',
      type({ statusType: { ...statusType, group: 'kubefed' } }),
      ['error schema-violation /spec/statusType/group'],
    ],
    [
      'no status group',
      type({ statusType: { version: 'v1', kind: 'A', scope: 'Cluster' } }),
      ['error schema-violation /spec/statusType/group'],
    ],
    [
      'status collection',
      type({ statusCollection: 'On' }),
      ['error schema-violation /spec/statusCollection'],
    ],
    [
      'status collection that is on',
      type({ statusType, statusCollection: 'Enabled' }),
      ['info status-collection /spec/statusCollection'],
    ],
    [
      'generation',
      type({}, { status: { observedGeneration: -1 } }),
      ['warning refused-setting /status/observedGeneration'],
    ],
    [
      'controllers',
      type({}, { status: { propagationController: 'On', statusController: 'Running' } }),
      ['warning refused-setting /status/propagationController'],
    ],
  ])('%s', (_, object, expected) => expect(found(object)).toStrictEqual(expected))
})

describe("KubeFed's webhooks, KubeFedCluster", () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['in order', status({ type: 'Ready', status: 'True', ...probed }), []],
    ['a secret with a dot', cluster({ spec: { ...connection, secretRef: { name: 'a.b' } } }), []],
    ['a CA bundle', cluster({ spec: { ...connection, caBundle: 'LS0t\n' } }), []],
    [
      'a CA bundle that is PEM',
      cluster({ spec: { ...connection, caBundle: '-----BEGIN' } }),
      ['warning cluster-spec-invalid /spec/caBundle'],
    ],
    [
      'condition type',
      status({ type: 'Here', status: 'True', ...probed }),
      ['warning cluster-spec-invalid /status/conditions/0/type'],
    ],
    [
      'condition status',
      status({ type: 'Ready', status: 'Yes', ...probed }),
      [
        'warning cluster-spec-invalid /status/conditions/0/status',
        'info cluster-not-ready /status/conditions',
      ],
    ],
    [
      'probe time',
      status({ type: 'Ready', status: 'True' }),
      ['warning cluster-spec-invalid /status/conditions/0'],
    ],
  ])('%s', (_, object, expected) => expect(found(object)).toStrictEqual(expected))
})

describe("KubeFed's webhooks, KubeFedConfig", () => {
  const refused = (pointer: string): readonly string[] => [`warning refused-setting ${pointer}`]
  it.each<[string, JsonObject, readonly string[]]>([
    [
      'in order',
      settings({
        leaderElect: {
          leaseDuration: '15s',
          renewDeadline: '10s',
          retryPeriod: '5s',
          resourceLock: 'endpoints',
        },
      }),
      [],
    ],
    ['no scope', kubeFedConfig({}), refused('/spec')],
    [
      'delay 0',
      settings({ controllerDuration: { availableDelay: '0s' } }),
      refused('/spec/controllerDuration/availableDelay'),
    ],
    [
      'no delay',
      settings({ controllerDuration: { unavailableDelay: 'soon' } }),
      refused('/spec/controllerDuration/unavailableDelay'),
    ],
    [
      'lease',
      settings({ leaderElect: { leaseDuration: '10s' } }),
      refused('/spec/leaderElect/leaseDuration'),
    ],
    [
      'renewal',
      settings({ leaderElect: { renewDeadline: '6s' } }),
      refused('/spec/leaderElect/renewDeadline'),
    ],
    [
      'lock',
      settings({ leaderElect: { resourceLock: 'leases' } }),
      refused('/spec/leaderElect/resourceLock'),
    ],
    ['a gate twice', gates('PushReconciler', 'PushReconciler'), refused('/spec/featureGates/1/name')],
    ['an unknown gate', gates('Push'), refused('/spec/featureGates/0/name')],
    [
      'an early gate',
      gates('CrossClusterServiceDiscovery'),
      ['info early-feature-gate /spec/featureGates/0/name'],
    ],
    [
      'a gate for status',
      gates('RawResourceStatusCollection'),
      ['info status-collection /spec/featureGates/0/name'],
    ],
    [
      'health',
      settings({ clusterHealthCheck: { period: '0s' } }),
      refused('/spec/clusterHealthCheck/period'),
    ],
    [
      'failures',
      settings({ clusterHealthCheck: { failureThreshold: 0 } }),
      refused('/spec/clusterHealthCheck/failureThreshold'),
    ],
    [
      'sync workers',
      settings({ syncController: { maxConcurrentReconciles: 0 } }),
      refused('/spec/syncController/maxConcurrentReconciles'),
    ],
    [
      'status workers',
      settings({ statusController: { maxConcurrentReconciles: 0 } }),
      refused('/spec/statusController/maxConcurrentReconciles'),
    ],
  ])('%s', (_, object, expected) => expect(found(object)).toStrictEqual(expected))
})

describe("KubeFed's definitions of federated types", () => {
  const without = (key: string): JsonObject =>
    Object.fromEntries(Object.entries(federated('ConfigMap', 'web')).filter(([each]) => each !== key))
  const recorded = (value: Json): JsonObject => ({ ...federated('ConfigMap', 'web'), status: value })
  it.each<[string, JsonObject, readonly string[]]>([
    ['no spec', without('spec'), ['warning refused-setting ']],
    [
      'replicas of a ConfigMap',
      federated('ConfigMap', 'web', { retainReplicas: true }),
      ['warning unknown-field /spec/retainReplicas'],
    ],
    [
      'conditions',
      recorded({ conditions: [{ type: 'Propagation' }] }),
      ['warning refused-setting /status/conditions/0'],
    ],
    ['clusters', recorded({ clusters: [{ status: 'OK' }] }), ['warning refused-setting /status/clusters/0']],
    [
      'status in order',
      recorded({ conditions: [{ type: 'a', status: 'b' }], clusters: [{ name: 'a' }] }),
      [],
    ],
  ])('%s', (_, object, expected) => expect(found(object)).toStrictEqual(expected))
})
