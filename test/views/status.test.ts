import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { targetPath } from '../../src/output/layout.ts'
import { countStatuses, formatStatus } from '../../src/views/format-status.ts'
import { type EarlierFiles, propagationStatus, type ObjectStatus } from '../../src/views/status.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import {
  clusterWith,
  federated,
  federatedNamespace,
  kubeFedCluster,
  kubeFedConfig,
  overriddenBy,
  placedIn,
  typeConfig,
} from '../helpers/kubefed-objects.ts'

const fleet = [kubeFedCluster('a'), clusterWith('b', { type: 'Ready', status: 'False' }), kubeFedCluster('c')]

function statuses(
  objects: readonly JsonObject[],
  earlier: EarlierFiles = { removed: new Map() },
): readonly ObjectStatus[] {
  const { plan } = compileObjects([...fleet, ...objects])
  return propagationStatus(plan, earlier, (each) => targetPath(each.federatedObject))
}

function statusOf(object: JsonObject, earlier?: EarlierFiles): ObjectStatus | undefined {
  return statuses([federatedNamespace('shop'), object], earlier).find(
    (each) => each.kind === object['kind'] && each.name !== 'shop',
  )
}

const fails = overriddenBy({ a: [{ op: 'remove', path: '/x' }], b: [{ op: 'remove', path: '/x' }] })
const broken = { placement: { clusterSelector: { matchLabels: { '-': '' } } } }

function override(operation: JsonObject): JsonObject {
  return { template: { data: { a: '1' } }, ...overriddenBy({ a: [operation] }) }
}

describe('propagationStatus', () => {
  it.each<[string, JsonObject, string, Record<string, string>]>([
    ['placed', federated('ConfigMap', 'x', placedIn('a', 'c')), '', { a: '', c: '' }],
    ['placed nowhere', federated('ConfigMap', 'x', placedIn()), '', {}],
    [
      'placed in a cluster that is not ready',
      federated('ConfigMap', 'x'),
      'CheckClusters',
      { a: '', b: 'ClusterNotReady', c: '' },
    ],
    [
      'failing',
      federated('ConfigMap', 'x', fails),
      'CheckClusters',
      { a: 'ApplyOverridesFailed', b: 'ClusterNotReady', c: '' },
    ],
    [
      'of a bad template',
      federated('ConfigMap', 'x', { template: { metadata: 1 }, ...placedIn('a') }),
      'CheckClusters',
      { a: 'ComputeResourceFailed' },
    ],
    ['of a bad selector', federated('ConfigMap', 'x', broken), 'ComputePlacementFailed', {}],
    [
      'in a namespace that is not federated',
      federated('ConfigMap', 'x', {}, { namespace: 'y' }),
      'NamespaceNotFederated',
      {},
    ],
  ])("speaks KubeFed's words of an object %s", (_, object, reason, clusters) => {
    const status = statusOf(object)
    expect(status?.condition).toStrictEqual({
      type: 'Propagation',
      status: reason === '' ? 'True' : 'False',
      reason,
    })
    expect(Object.fromEntries(status?.clusters.map((each) => [each.name, each.status]) ?? [])).toStrictEqual(
      clusters,
    )
  })

  // Found with KubeFed v0.10.0's controllers.
  it.each<[string, JsonObject, Record<string, string>]>([
    ['labels that are no strings', { template: { metadata: { labels: { keep: 'me', other: 1 } } } }, {}],
    [
      'labels of an override that are no strings',
      override({ op: 'add', path: '/metadata/labels', value: { n: 1 } }),
      {},
    ],
    ['a path without a leading slash', override({ path: 'x/data/a', value: '2' }), {}],
    [
      'a path without a leading slash, which it takes for one that does not fit',
      override({ op: 'remove', path: 'x/data/b' }),
      { a: 'ApplyOverridesFailed' },
    ],
    ['an escape that is none', override({ op: 'add', path: '/data/~2', value: '2' }), {}],
  ])('is that of KubeFed, which goes on, of an object with %s', (_, spec, failed) => {
    const status = statusOf(federated('ConfigMap', 'x', { ...spec, ...placedIn('a', 'c') }))
    expect(status?.condition?.reason).toBe(Object.keys(failed).length === 0 ? '' : 'CheckClusters')
    expect(Object.fromEntries(status?.clusters.map((each) => [each.name, each.status]) ?? [])).toStrictEqual({
      a: '',
      c: '',
      ...failed,
    })
    expect(status?.held).toBe('object-in-error')
  })

  it('waits for the removal of what this run would prune', () => {
    const removed = new Map([['shop/configmaps/x.yaml', ['b']]])
    const status = statusOf(federated('ConfigMap', 'x', placedIn('a', 'c')), { removed })
    expect(status?.condition?.reason).toBe('CheckClusters')
    expect(status?.clusters).toStrictEqual([
      { name: 'a', status: '' },
      { name: 'b', status: 'WaitingForRemoval' },
      { name: 'c', status: '' },
    ])
  })

  // Found with KubeFed v0.10.0's controllers.
  it.each<[JsonObject, readonly string[], JsonObject, readonly string[] | undefined]>([
    [{}, [], {}, undefined],
    [{}, ['a'], {}, ['a']],
    [{ template: { data: {} } }, [], { clusters: [{ name: 'c' }] }, ['c']],
    [{}, ['gone'], {}, []],
    [placedIn('a'), ['c'], {}, ['c']],
  ])(
    'of a disabled type is of what was there before: %j, files %j, recorded %j',
    (spec, files, recorded, clusters) => {
      const object = { ...federated('ConfigMap', 'x', { ...placedIn('a', 'c'), ...spec }), status: recorded }
      const held = new Map([['shop/configmaps/x.yaml', files]])
      const status = statuses(
        [typeConfig('configmaps', 'ConfigMap', 'Disabled'), federatedNamespace('shop'), object],
        { removed: new Map(), held },
      ).find(({ kind }) => kind === 'FederatedConfigMap')
      expect(status?.held).toBe('propagation-disabled')
      expect(status?.condition?.status).toBe(clusters && 'True')
      expect(status?.clusters.map(({ name }) => name)).toStrictEqual(clusters ?? [])
    },
  )

  // No file shows that KubeFed could not compute an object before its type was disabled.
  it.each<[readonly string[], Record<string, string>]>([
    [['c'], { a: 'ApplyOverridesFailed', c: '' }],
    [[], {}],
  ])('of a disabled type keeps a failure where something was there before: files %j', (files, clusters) => {
    const spec = { ...override({ op: 'remove', path: '/data/b' }), ...placedIn('a', 'c') }
    const status = statuses(
      [
        typeConfig('configmaps', 'ConfigMap', 'Disabled'),
        federatedNamespace('shop'),
        federated('ConfigMap', 'x', spec),
      ],
      { removed: new Map(), held: new Map([['shop/configmaps/x.yaml', files]]) },
    ).find(({ kind }) => kind === 'FederatedConfigMap')
    expect(Object.fromEntries(status?.clusters.map((each) => [each.name, each.status]) ?? [])).toStrictEqual(
      clusters,
    )
  })

  it.each<[JsonObject, string | undefined]>([
    [kubeFedConfig({}), undefined],
    [typeConfig('namespaces', 'Namespace', 'Disabled'), 'propagation-disabled'],
    [
      kubeFedConfig({ featureGates: [{ name: 'PushReconciler', configuration: 'Disabled' }] }),
      'push-reconciler-disabled',
    ],
  ])('tells why files are held: %j', (object, held) => {
    expect(statuses([object, federatedNamespace('shop')])[0]?.held).toBe(held)
  })
})

it('is CreationFailed of a template with a resourceVersion, which no API server creates', () => {
  const template = { metadata: { resourceVersion: '5' }, data: { a: 'b' } }
  const [status] = statuses([
    federated('ConfigMap', 'x', { template, ...placedIn('a', 'c') }),
    federatedNamespace('shop', placedIn('a', 'c')),
  ])
  expect(status?.clusters).toStrictEqual([
    { name: 'a', status: 'CreationFailed' },
    { name: 'c', status: 'CreationFailed' },
  ])
  expect(status?.condition?.reason).toBe('CheckClusters')
})

describe('formatStatus', () => {
  it('has a line for each object and cluster', () => {
    const table = formatStatus(
      statuses([
        federatedNamespace('shop', placedIn('a', 'c')),
        federated('ConfigMap', 'x', fails),
        federated('ConfigMap', 'y', placedIn()),
      ]),
      { withOK: true },
    )
    expect(table).toBe(`TYPE         NAME        PROPAGATION     CLUSTER   STATUS
configmaps   shop/x      CheckClusters   a         ApplyOverridesFailed
configmaps   shop/x      CheckClusters   c         OK
configmaps   shop/y      OK              <none>    <none>
namespaces   shop/shop   OK              a         OK
namespaces   shop/shop   OK              c         OK
`)
  })

  it('has what a control plane recorded beside what files show, also of a cluster that has the object no longer', () => {
    const status = {
      clusters: [{ name: 'a', status: 'DeletionFailed' }, { name: 'c' }, { name: 'd', status: 'X' }],
    }
    const dumped = { ...federated('ConfigMap', 'x', placedIn('c', 'b')), status }
    const found = statuses([federatedNamespace('shop'), dumped])
    expect(found[0]?.recorded).toStrictEqual([
      { name: 'a', status: 'DeletionFailed' },
      { name: 'c', status: '' },
      { name: 'd', status: 'X' },
    ])
    expect(formatStatus(found.slice(0, 1), { withOK: true }))
      .toBe(`TYPE         NAME     PROPAGATION     CLUSTER   STATUS            RECORDED
configmaps   shop/x   CheckClusters   a         <none>            DeletionFailed
configmaps   shop/x   CheckClusters   b         ClusterNotReady   <none>
configmaps   shop/x   CheckClusters   c         OK                OK
configmaps   shop/x   CheckClusters   d         <none>            X
`)
    expect(found[1]).not.toHaveProperty('recorded')
    expect(formatStatus(found.slice(0, 1)))
      .toBe(`TYPE         NAME     PROPAGATION     CLUSTER   STATUS            RECORDED
configmaps   shop/x   CheckClusters   a         <none>            DeletionFailed
configmaps   shop/x   CheckClusters   b         ClusterNotReady   <none>
configmaps   shop/x   CheckClusters   d         <none>            X
`)
  })

  it('has only what is not OK, and counts the rest', () => {
    const found = statuses([
      federatedNamespace('shop', placedIn('a', 'c')),
      federated('ConfigMap', 'x', fails),
      federated('ConfigMap', 'y', placedIn()),
      federated('ConfigMap', 'z', {}, { namespace: 'lost' }),
    ])
    expect(formatStatus(found)).toBe(`TYPE         NAME     PROPAGATION             CLUSTER   STATUS
configmaps   lost/z   NamespaceNotFederated   <none>    <none>
configmaps   shop/x   CheckClusters           a         ApplyOverridesFailed
`)
    expect(countStatuses(found)).toBe('2 objects are not OK, 2 of 4 OK')
    const right = found.filter(({ name }) => name === 'shop' || name === 'y')
    expect(formatStatus(right)).toBe('')
    expect(countStatuses(right)).toBe('2 objects are OK')
    expect(countStatuses(right.slice(1))).toBe('1 object is OK')
  })

  it('has more lines than a call takes arguments', () => {
    const clusters = Array.from({ length: 400 }, (_, index) => ({
      name: `c${index}`,
      status: 'ClusterNotReady' as const,
    }))
    const [status] = statuses([federatedNamespace('shop')])
    const large = Array.from({ length: 500 }, () => ({ ...(status as ObjectStatus), clusters }))
    expect(formatStatus(large).length).toBeGreaterThan(200_000 * 40)
  })
})
