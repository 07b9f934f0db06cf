import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { targetPath } from '../../src/output/layout.ts'
import { formatStatus, propagationStatus, type ObjectStatus, type Removals } from '../../src/views/status.ts'
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

function statuses(objects: readonly JsonObject[], removals: Removals = new Map()): readonly ObjectStatus[] {
  const { plan } = compileObjects([...fleet, ...objects])
  return propagationStatus(plan, removals, (each) => targetPath(each.federatedObject))
}

function statusOf(object: JsonObject, removals?: Removals): ObjectStatus | undefined {
  return statuses([federatedNamespace('shop'), object], removals).find(
    (each) => each.kind === object['kind'] && each.name !== 'shop',
  )
}

const fails = overriddenBy({ a: [{ op: 'remove', path: '/x' }], b: [{ op: 'remove', path: '/x' }] })
const broken = { placement: { clusterSelector: { matchLabels: { '-': '' } } } }

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

  it('waits for the removal of what this run would prune', () => {
    const removals = new Map([['shop/configmaps/x.yaml', ['b']]])
    const status = statusOf(federated('ConfigMap', 'x', placedIn('a', 'c')), removals)
    expect(status?.condition.reason).toBe('CheckClusters')
    expect(status?.clusters).toStrictEqual([
      { name: 'a', status: '' },
      { name: 'b', status: 'WaitingForRemoval' },
      { name: 'c', status: '' },
    ])
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

describe('formatStatus', () => {
  it('has a line for each object and cluster', () => {
    const table = formatStatus(
      statuses([
        federatedNamespace('shop', placedIn('a', 'c')),
        federated('ConfigMap', 'x', fails),
        federated('ConfigMap', 'y', placedIn()),
      ]),
    )
    expect(table).toBe(`TYPE         NAME        PROPAGATION     CLUSTER   STATUS
configmaps   shop/x      CheckClusters   a         ApplyOverridesFailed
configmaps   shop/x      CheckClusters   c         OK
configmaps   shop/y      OK              <none>    <none>
namespaces   shop/shop   OK              a         OK
namespaces   shop/shop   OK              c         OK
`)
  })
})
