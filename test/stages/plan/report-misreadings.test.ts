import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { compileObjects, type Compilation } from '../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster, overriddenBy } from '../../helpers/kubefed-objects.ts'

const inventory = [kubeFedCluster('east'), kubeFedCluster('west'), federatedNamespace('shop')]

function compile(spec: JsonObject): Compilation {
  return compileObjects([...inventory, federated('ConfigMap', 'web', spec)])
}

/** Each diagnostic with the pointer of its place, and what the clusters get. */
function outcome(spec: JsonObject): readonly [diagnostics: readonly string[], clusters: readonly string[]] {
  const { diagnostics, plan } = compile(spec)
  const found = diagnostics.map(({ code, at }) => `${code} ${at && 'pointer' in at ? at.pointer : ''}`)
  const object = plan.objects.find((each) => each.federatedObject.name === 'web')
  const failed = object?.failures.map(({ cluster, status }) => `${cluster} ${status}`) ?? []
  return [found, [...failed, ...(object?.variants.flatMap(({ clusters }) => clusters) ?? [])]]
}

const list = 'object-read-as-list'
const other = 'object-read-as-other'
const group = 'object-of-other-group'
const first = '/spec/overrides/0/clusterOverrides/0'

describe('a template that readers would misread', () => {
  it.each<[JsonObject, string]>([
    [{ items: [] }, `${list} /spec/template/items`],
    [{ items: null }, `${list} /spec/template/items`],
    [{ Kind: 'Secret' }, `${other} /spec/template/Kind`],
    [{ metadata: { Name: 'x' } }, `${other} /spec/template/metadata/Name`],
  ])('fails in every cluster, at its field: %j', (template, expected) => {
    expect(outcome({ template })).toStrictEqual([[expected], ['east ', 'west ']])
  })

  it('is not saved by an override that removes the field', () => {
    const removed = overriddenBy({ east: [{ op: 'remove', path: '/items' }] })
    const [, clusters] = outcome({ template: { items: [] }, ...removed })
    expect(clusters).toStrictEqual(['east ', 'west '])
  })

  it('may have annotations that kustomize obeys where they are dropped', () => {
    const metadata = { annotations: { 'config.kubernetes.io/local-config': 'true' } }
    expect(outcome({ template: { metadata } })).toStrictEqual([
      ['template-annotations-not-supported /spec/template/metadata/annotations'],
      ['east', 'west'],
    ])
  })
})

describe('an override that makes an object misread', () => {
  it.each<[JsonObject, string]>([
    [{ op: 'add', path: '/items', value: [] }, `${list} ${first}/path`],
    [{ op: 'add', path: '/Items', value: {} }, `${list} ${first}/path`],
    [{ path: 'items.0', value: {} }, `${list} ${first}/path`],
    [{ op: 'add', path: '/\u212Aind', value: 'Secret' }, `${other} ${first}/path`],
    [
      { path: '/metadata', value: { name: 'web', namespace: 'shop', NAME: 'x' } },
      `${other} ${first}/value/NAME`,
    ],
    [
      { op: 'add', path: '/metadata/annotations', value: { 'internal.config.kubernetes.io/x': '' } },
      `${other} ${first}/value/internal.config.kubernetes.io~1x`,
    ],
  ])('fails in its cluster alone, at its place: %j', (override, expected) => {
    const [diagnostics, clusters] = outcome({ template: {}, ...overriddenBy({ east: [override] }) })
    expect(diagnostics.filter((each) => each.startsWith('object-'))).toStrictEqual([expected])
    expect(clusters).toStrictEqual(['east ApplyOverridesFailed', 'west'])
  })

  it('is at the last override that set the field, not at one of another field, or that removed one', () => {
    const overrides = [
      { op: 'add', path: '/items', value: [{}] },
      { op: 'remove', path: '/items/0' },
      { op: 'add', path: '/item', value: 1 },
      { op: 'add', path: '/itemsOfMine', value: 1 },
    ]
    const [diagnostics] = outcome({ template: {}, ...overriddenBy({ east: overrides }) })
    expect(diagnostics).toStrictEqual([`${list} ${first}/path`])
  })

  it('is named in each cluster that has it', () => {
    const override = { op: 'add', path: '/items', value: [] }
    const [diagnostics] = outcome(overriddenBy({ east: [override], west: [override] }))
    expect(diagnostics).toStrictEqual([
      `${list} ${first}/path`,
      `${list} /spec/overrides/1/clusterOverrides/0/path`,
    ])
  })
})

describe('an apiVersion of another group', () => {
  it('is reported once in a template', () => {
    const spec = { template: { apiVersion: 'example.com/v1' }, ...overriddenBy({ east: [] }) }
    expect(outcome(spec)[0]).toStrictEqual([`${group} /spec/template/apiVersion`])
  })

  it('is reported of each override', () => {
    const override = { path: '/apiVersion', value: 'example.com/v1' }
    expect(outcome(overriddenBy({ east: [override], west: [override] }))[0]).toStrictEqual([
      `${group} ${first}/value`,
      `${group} /spec/overrides/1/clusterOverrides/0/value`,
    ])
  })

  it('is another version of the type where only the version differs', () => {
    const [diagnostics] = outcome({ template: { apiVersion: 'v2' } })
    expect(diagnostics).toStrictEqual(['template-identity /spec/template/apiVersion'])
  })
})

describe('an object of a cluster-scoped type', () => {
  it('has no namespace, though its federated object has one', () => {
    const [kind, plural] = ['Widget', 'widgets.example.com']
    const type = {
      apiVersion: 'core.kubefed.io/v1beta1',
      kind: 'FederatedTypeConfig',
      metadata: { name: plural },
      spec: {
        targetType: { group: 'example.com', version: 'v1', kind, scope: 'Cluster' },
        federatedType: {
          group: 'types.kubefed.io',
          version: 'v1beta1',
          kind: `Federated${kind}`,
          scope: 'Namespaced',
        },
        propagation: 'Enabled',
      },
    }
    const { fleet } = compileObjects([...inventory, type, federated(kind, 'web')])
    const object = fleet.objects.find((each) => each.kind === kind)
    expect([object?.path, object?.variants[0]?.object['metadata']]).toStrictEqual([
      `_cluster/${plural}/web.yaml`,
      { name: 'web', labels: { 'kubefed.io/managed': 'true' } },
    ])
  })
})
