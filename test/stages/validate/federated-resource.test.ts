import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { RenderConfig } from '../../../src/model/render-config.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../../helpers/kubefed-objects.ts'

function read(
  object: JsonObject,
  config: Partial<RenderConfig> = {},
): [string | undefined, string | undefined, string[]] {
  const { resources, codes } = compileObjects([kubeFedCluster('a'), object], config)
  const [resource] = resources.federatedResources
  return [resource?.name, resource?.namespace, codes.filter((code) => code !== 'namespace-not-federated')]
}

describe('a federated object', () => {
  it.each<[string, JsonObject, Partial<RenderConfig>, ReturnType<typeof read>]>([
    ['with a namespace', federated('ConfigMap', 'web'), {}, ['web', 'shop', []]],
    [
      'without a namespace',
      federated('ConfigMap', 'web', {}, { namespace: null }),
      {},
      [undefined, undefined, ['namespace-missing']],
    ],
    [
      'with the configured namespace',
      federated('ConfigMap', 'web', {}, { namespace: null }),
      { defaultNamespace: 'd' },
      ['web', 'd', []],
    ],
    [
      'with its own namespace in spite of a configured one',
      federated('ConfigMap', 'web'),
      { defaultNamespace: 'd' },
      ['web', 'shop', []],
    ],
    ['cluster-scoped', federated('ClusterRole', 'web', {}, { namespace: null }), {}, ['web', undefined, []]],
    [
      'cluster-scoped, beside a configured namespace',
      federated('ClusterRole', 'web', {}, { namespace: null }),
      { defaultNamespace: 'd' },
      ['web', undefined, []],
    ],
    [
      'cluster-scoped, with a namespace',
      federated('ClusterRole', 'web'),
      {},
      ['web', undefined, ['namespace-unexpected']],
    ],
    ['with a bad name', federated('ConfigMap', 'a/b'), {}, [undefined, undefined, ['invalid-name']]],
    [
      'with a bad namespace',
      federated('ConfigMap', 'web', {}, { namespace: 'a.b' }),
      {},
      [undefined, undefined, ['invalid-name']],
    ],
    [
      'with a namespace that is a path',
      federated('ConfigMap', 'web', {}, { namespace: '..' }),
      {},
      [undefined, undefined, ['invalid-name']],
    ],
    ['without a name', federated('ConfigMap', ''), {}, [undefined, undefined, ['schema-violation']]],
    [
      'without metadata',
      { apiVersion: 'types.kubefed.io/v1beta1', kind: 'FederatedConfigMap' },
      {},
      [undefined, undefined, ['schema-violation']],
    ],
    [
      'with nulls for all of its spec',
      federated('ConfigMap', 'web', {
        template: null,
        placement: { clusterSelector: {}, clusters: null },
        overrides: null,
        retainReplicas: null,
      }),
      {},
      ['web', 'shop', []],
    ],
  ])('%s', (_, object, config, expected) => expect(read(object, config)).toStrictEqual(expected))

  it('of a kind that nobody claims is reported once, not for its namespace too', () => {
    expect(read(federated('Widget', 'web', {}, { namespace: null }))[2]).toStrictEqual([
      'missing-type-config',
    ])
  })

  it.each([
    [
      { apiVersion: 'types.kubefed.io/v1beta1', kind: 'FederatedThing', metadata: { name: 'x' } },
      ['missing-type-config'],
    ],
    [
      {
        apiVersion: 'example.com/v1',
        kind: 'FederatedThing',
        metadata: { name: 'x' },
        spec: { placement: {} },
      },
      ['missing-type-config'],
    ],
    [
      {
        apiVersion: 'azure.example.com/v1',
        kind: 'FederatedIdentityCredential',
        metadata: { name: 'x' },
        spec: {},
      },
      [],
    ],
    [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } }, []],
    [
      { apiVersion: 'example.com/v1', kind: 'federated', metadata: { name: 'x' }, spec: { placement: {} } },
      [],
    ],
  ])('is told from a plain one: %j', (object, expected) => {
    const { codes, resources } = compileObjects([kubeFedCluster('a'), object])
    expect(codes).toStrictEqual(expected)
    expect(resources.plainObjects).toBe(expected.length === 0 ? 1 : 0)
  })

  it.each([
    [
      'types.kubefed.io/v1beta1',
      'federatedconfigmap',
      'missing-type-config',
      'Did you mean "FederatedConfigMap"?',
    ],
    [
      'types.kubefed.k8s.io/v1alpha1',
      'Feder4tedConfigMap',
      'missing-type-config',
      'Did you mean "FederatedConfigMap"?',
    ],
    ['types.kubefed.io/v1beta1', 'FederatedWidget', 'missing-type-config', 'Run `fedrender enable'],
    ['core.kubefed.io/v1beta1', 'KubefedCluster', 'kind-not-rendered', 'Use a version'],
    ['fedrender.dev/v1alpha1', 'ClusterOverrides', 'kind-not-rendered', 'Use a version'],
  ])('does not vanish without a word for a misspelled kind: %s %s', (apiVersion, kind, code, hint) => {
    const { diagnostics } = compileObjects([{ apiVersion, kind, metadata: { name: 'x', namespace: 'y' } }])
    const found = diagnostics.filter((each) => each.code === code)
    expect(found.map((each) => each.hint)).toStrictEqual([expect.stringContaining(hint)])
  })

  it('may be of any kind and group that a FederatedTypeConfig names', () => {
    const type = {
      apiVersion: 'core.kubefed.io/v1beta1',
      kind: 'FederatedTypeConfig',
      metadata: { name: 'configmaps' },
      spec: {
        targetType: { version: 'v1', kind: 'ConfigMap', scope: 'Namespaced' },
        federatedType: { group: 'example.com', version: 'v1', kind: 'Many', scope: 'Namespaced' },
        propagation: 'Enabled',
      },
    }
    const object = { ...federated('X', 'web'), apiVersion: 'example.com/v1', kind: 'Many' }
    const { tree, codes } = compileObjects([kubeFedCluster('a'), federatedNamespace('shop'), type, object])
    expect(codes).toStrictEqual([])
    expect(tree.files.map((each) => each.path)).toContain('clusters/a/shop/configmaps/web.yaml')
  })
})

describe('what a control plane keeps for itself', () => {
  it.each([
    ['core.kubefed.io/v1alpha1', 'PropagatedVersion'],
    ['core.kubefed.k8s.io/v1alpha1', 'ClusterPropagatedVersion'],
    ['types.kubefed.io/v1alpha1', 'FederatedServiceStatus'],
    ['multiclusterdns.kubefed.io/v1alpha1', 'DNSEndpoint'],
  ])('is ignored without a word: %s %s', (apiVersion, kind) => {
    const { codes, resources } = compileObjects([
      { apiVersion, kind, metadata: { name: 'x', namespace: 'y' } },
    ])
    expect([resources.plainObjects, ...codes]).toStrictEqual([0])
  })
})
