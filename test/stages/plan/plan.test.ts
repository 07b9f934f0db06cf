import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { ObjectPlan } from '../../../src/model/render-plan.ts'
import type { RenderConfig } from '../../../src/model/render-config.ts'
import { compileObjects, type Compilation } from '../../helpers/compile-frozen.ts'
import {
  clusterWith,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
  typeConfig,
} from '../../helpers/kubefed-objects.ts'

const inventory = ['a', 'b', 'c'].map((name) => kubeFedCluster(name))

function planned(object: JsonObject, config: Partial<RenderConfig> = {}): ObjectPlan & Compilation {
  const compilation = compileObjects([...inventory, federatedNamespace('shop'), object], config)
  const found = compilation.plan.objects.find((each) => each.federatedObject.kind !== 'FederatedNamespace')
  if (found === undefined) throw new Error('no plan')
  return { ...compilation, ...found }
}

const set = (path: string, value: string): JsonObject => ({ path, value })

describe('the variants of an object', () => {
  it('are shared by clusters whose effective overrides are equal', () => {
    const { variants, codes } = planned(
      federated('ConfigMap', 'web', {
        template: { data: { color: 'blue' } },
        ...overriddenBy({
          c: [{ op: 'replace', path: '/data/color', value: 'red' }],
          a: [{ ...set('/data/color', 'red'), op: '' }],
        }),
      }),
    )
    expect(variants.map((each) => each.clusters)).toStrictEqual([['a', 'c'], ['b']])
    expect(variants.map((each) => each.object['data'])).toStrictEqual([{ color: 'red' }, { color: 'blue' }])
    expect(codes).toStrictEqual([])
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['in the value', set('/data/x', '1'), set('/data/x', '2')],
    ['in the op', { op: 'add', path: '/data/x', value: null }, { op: 'remove', path: '/data/x' }],
    ['in the path', set('/data/x', '1'), set('/data/y', '1')],
  ])('differ where overrides differ %s', (_, first, second) => {
    const template = { data: { x: '0', y: '0' } }
    const { variants } = planned(
      federated('ConfigMap', 'web', { template, ...overriddenBy({ a: [first], b: [second] }) }),
    )
    expect(variants.map((each) => each.clusters)).toStrictEqual([['a'], ['b'], ['c']])
  })

  it('share what no override touches', () => {
    const template = { data: { color: 'blue' }, binaryData: { big: 'x' } }
    const { variants } = planned(
      federated('ConfigMap', 'web', { template, ...overriddenBy({ a: [set('/data/color', 'red')] }) }),
    )
    expect(variants[0]?.object['binaryData']).toBe(variants[1]?.object['binaryData'])
  })

  it('are missing where an override fails, and only there', () => {
    const { variants, failures, diagnostics } = planned(
      federated('ConfigMap', 'web', overriddenBy({ b: [{ op: 'remove', path: '/data/x' }] })),
    )
    expect(variants.map((each) => each.clusters)).toStrictEqual([['a', 'c']])
    expect(failures).toStrictEqual([{ cluster: 'b', status: 'ApplyOverridesFailed' }])
    expect(diagnostics.map((each) => [each.code, each.severity])).toStrictEqual([
      ['override-not-applicable', 'error'],
    ])
  })

  it('are all missing where the overrides cannot be read', () => {
    const { variants, failures, codes } = planned(
      federated('ConfigMap', 'web', { ...placedIn('a', 'b'), ...overriddenBy({ c: [set('/kind', 'X')] }) }),
    )
    expect(variants).toStrictEqual([])
    expect(failures.map((each) => `${each.cluster} ${each.status}`)).toStrictEqual([
      'a ApplyOverridesFailed',
      'b ApplyOverridesFailed',
    ])
    expect(codes).toContain('override-path-forbidden')
  })

  it('are missing where the own placement is where the overrides cannot be read, since no preference is written then', () => {
    const twice = overriddenBy({ c: [set('/spec/replicas', '1'), set('/spec/replicas', '2')] })
    const { plan } = compileObjects([
      ...inventory,
      federatedNamespace('shop'),
      federated('Deployment', 'web', { ...placedIn('a'), ...twice }),
      {
        apiVersion: 'scheduling.kubefed.io/v1alpha1',
        kind: 'ReplicaSchedulingPreference',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { targetKind: 'FederatedDeployment', totalReplicas: 3 },
      },
    ])
    const web = plan.objects.find((each) => each.federatedObject.name === 'web')
    expect(web?.division).toBeDefined()
    expect(web?.failures).toStrictEqual([{ cluster: 'a', status: 'ApplyOverridesFailed' }])
  })

  it('are all missing where the template cannot be rendered', () => {
    const { variants, failures } = planned(federated('ConfigMap', 'web', { template: { metadata: [] } }))
    expect(variants).toStrictEqual([])
    expect(failures[0]).toStrictEqual({ cluster: 'a', status: 'ComputeResourceFailed' })
  })

  it('points at each own override of clusters that share a failure', () => {
    const bad = [{ op: 'remove', path: '/data/x' }]
    const { diagnostics } = planned(federated('ConfigMap', 'web', overriddenBy({ a: bad, c: bad })))
    expect(diagnostics.map((each) => each.at && 'pointer' in each.at && each.at.pointer)).toStrictEqual([
      '/spec/overrides/0/clusterOverrides/0/path',
      '/spec/overrides/1/clusterOverrides/0/path',
    ])
  })

  it('points at the override that made labels what no label can be', () => {
    const overrides = [
      { op: 'add', path: '/metadata/labels', value: { a: 1 } },
      { op: 'add', path: '/data', value: {} },
    ]
    const { failures, diagnostics } = planned(federated('ConfigMap', 'web', overriddenBy({ a: overrides })))
    expect(failures).toStrictEqual([{ cluster: 'a', status: '' }])
    expect(diagnostics).toMatchObject([
      { code: 'template-labels-invalid', at: { pointer: '/spec/overrides/0/clusterOverrides/0' } },
    ])
  })

  it('say what an override of a misspelled field may have meant', () => {
    const template = {
      spec: {
        replicas: 3,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } } },
      },
    }
    const { diagnostics } = planned(
      federated('Deployment', 'web', { template, ...overriddenBy({ a: [set('/spec/replica', '5')] }) }),
    )
    expect(diagnostics.map((each) => each.hint)).toStrictEqual([
      'Did you mean "/spec/replicas"? If not, set op: add.',
    ])
  })

  it.each<[JsonObject, string]>([
    [overriddenBy({ c: [] }), 'override-cluster-not-placed'],
    [overriddenBy({ d: [] }), 'override-unknown-cluster'],
  ])('do not depend on overrides that have no effect: %j', (overrides, code) => {
    const { variants, codes } = planned(
      federated('ConfigMap', 'web', { ...placedIn('a', 'b'), ...overrides }),
    )
    expect([variants.length, ...codes]).toStrictEqual([1, code])
  })
})

describe('what a federated object asks for', () => {
  const template = {
    spec: {
      replicas: 3,
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } } },
    },
  }
  it.each<[JsonObject, Partial<RenderConfig>, boolean]>([
    [{}, {}, true],
    [{ retainReplicas: false }, {}, true],
    [{ retainReplicas: true }, {}, false],
    [{ retainReplicas: true }, { retainReplicas: 'render' }, true],
  ])('%j with %j renders the count: %s', (spec, config, rendered) => {
    const { variants } = planned(federated('Deployment', 'web', { template, ...spec }), config)
    expect(variants[0]?.object['spec']).toHaveProperty('selector')
    expect(Object.hasOwn(variants[0]?.object['spec'] as object, 'replicas')).toBe(rendered)
  })

  it.each([
    ['true', true],
    ['false', false],
    ['yes', false],
  ])('the orphan annotation %j keeps the live object: %s', (value, kept) => {
    const annotations = { 'kubefed.io/orphan': value }
    const { variants } = planned(federated('ConfigMap', 'web', {}, { annotations }))
    expect(Object.hasOwn(variants[0]?.object['metadata'] as object, 'annotations')).toBe(kept)
  })
})

describe('the plan', () => {
  const crd = (...clusters: readonly string[]): JsonObject => ({
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: 'FederatedCustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      template: { spec: { group: 'example.com', names: { kind: 'Widget' } } },
      ...placedIn(...clusters),
    },
  })
  const crdType = {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'FederatedTypeConfig',
    metadata: { name: 'customresourcedefinitions.apiextensions.k8s.io' },
    spec: {
      targetType: {
        group: 'apiextensions.k8s.io',
        version: 'v1',
        kind: 'CustomResourceDefinition',
        scope: 'Cluster',
      },
      federatedType: {
        group: 'types.kubefed.io',
        version: 'v1beta1',
        kind: 'FederatedCustomResourceDefinition',
        scope: 'Cluster',
      },
      propagation: 'Enabled',
    },
  }
  it.each<[readonly string[], readonly string[]]>([
    [['a', 'b', 'c'], []],
    [['b'], ['a', 'c']],
  ])('with a CustomResourceDefinition in %j warns of objects in %j', (defined, missing) => {
    const { diagnostics } = compileObjects([
      ...inventory,
      federatedNamespace('shop'),
      crdType,
      typeConfig('widgets.example.com', 'Widget'),
      crd(...defined),
      federated('Widget', 'gear'),
    ])
    expect(diagnostics.map((each) => each.message)).toStrictEqual(
      missing.length === 0
        ? []
        : [
            `The FederatedWidget "shop/gear" goes to ${missing.map((each) => `"${each}"`).join(', ')}, where its CustomResourceDefinition is not placed.`,
          ],
    )
  })

  it('places objects in clusters that are not ready', () => {
    const { plan } = compileObjects([
      clusterWith('a', { type: 'Ready', status: 'False' }),
      federatedNamespace('shop'),
    ])
    expect(plan.objects[0]?.placement.clusters).toStrictEqual(['a'])
  })

  it('tells which types are Disabled', () => {
    expect(compileObjects([typeConfig('configmaps', 'ConfigMap', 'Disabled')]).codes).toStrictEqual([
      'propagation-disabled',
    ])
  })
})
