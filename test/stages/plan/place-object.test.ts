import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { ObjectPlan } from '../../../src/model/render-plan.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  kubeFedConfig,
  placedIn,
  typeConfig,
} from '../../helpers/kubefed-objects.ts'

const inventory = [kubeFedCluster('a'), kubeFedCluster('b')]

function place(
  object: JsonObject,
  ...others: readonly JsonObject[]
): { plan: ObjectPlan | undefined; codes: readonly string[] } {
  const { plan, codes } = compileObjects([...inventory, ...others, object])
  const { kind, metadata } = object as { kind: string; metadata: { name: string } }
  const found = plan.objects.find(
    ({ federatedObject: each }) => each.kind === kind && each.name === metadata.name,
  )
  return { plan: found, codes }
}

describe('the placement of an object', () => {
  it('knows the rule that chose, the choice, and the namespace that cut it down', () => {
    const { plan, codes } = place(federated('ConfigMap', 'web'), federatedNamespace('shop', placedIn('b')))
    expect(plan?.placement).toMatchObject({
      reason: '',
      clusters: ['b'],
      chosen: ['a', 'b'],
      chosenBy: { pointer: '/spec/placement/clusterSelector', part: 'key' },
      namespace: { name: 'shop' },
    })
    expect(codes).toStrictEqual([])
  })

  it('is NamespaceNotFederated without a FederatedNamespace', () => {
    const { plan, codes } = place(federated('ConfigMap', 'web'))
    expect([plan?.placement.reason, plan?.placement.clusters, ...codes]).toStrictEqual([
      'NamespaceNotFederated',
      [],
      'namespace-not-federated',
    ])
  })

  it('needs no FederatedNamespace for a cluster-scoped type', () => {
    const role = federated('ClusterRole', 'reader', {}, { namespace: null })
    expect(place(role).plan?.placement.clusters).toStrictEqual(['a', 'b'])
  })

  it('fails with the selector of its namespace, which is reported there and once', () => {
    const broken = { placement: { clusterSelector: { matchExpressions: [{ key: 'x', operator: 'no' }] } } }
    const { plan, codes } = place(
      federated('ConfigMap', 'web'),
      federated('ConfigMap', 'other'),
      federatedNamespace('shop', broken),
    )
    expect([plan?.placement.reason, ...codes]).toStrictEqual([
      'ComputePlacementFailed',
      'cluster-selector-invalid',
    ])
  })

  it.each(['default', 'kube-system', 'kube-public', 'kube-federation-system'])(
    'leaves the Namespace %s itself alone, and still limits by it',
    (name) => {
      const namespace = federatedNamespace(name, placedIn('a'))
      const { plan, codes } = place(namespace)
      expect([plan?.placement.clusters, ...codes]).toStrictEqual([[], 'namespace-never-propagated'])
      const inside = federated('ConfigMap', 'web', {}, { namespace: name })
      expect(place(inside, namespace).plan?.placement.clusters).toStrictEqual(['a'])
    },
  )

  it('is limited by a FederatedNamespace whose type is Disabled', () => {
    const { plan } = place(
      federated('ConfigMap', 'web'),
      typeConfig('namespaces', 'Namespace', 'Disabled'),
      federatedNamespace('shop', placedIn('b')),
    )
    expect(plan?.placement.clusters).toStrictEqual(['b'])
  })

  it('names the nearest cluster of the inventory', () => {
    const { diagnostics } = compileObjects([
      kubeFedCluster('eu-west'),
      federatedNamespace('shop'),
      federated('ConfigMap', 'web', placedIn('EU-West', 'mars')),
    ])
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toStrictEqual([
      ['unknown-cluster', 'Did you mean "eu-west"?'],
      ['unknown-cluster', 'Add the KubeFedCluster, or remove the name.'],
      ['placed-nowhere', 'Set spec.placement.clusters, or a clusterSelector ({} selects every cluster).'],
    ])
  })
})

describe('the placement under scope Namespaced', () => {
  const namespaced = kubeFedConfig({ scope: 'Namespaced' })
  const system = { namespace: 'kube-federation-system' }
  it.each<[JsonObject, readonly string[] | undefined, readonly string[]]>([
    [federated('ConfigMap', 'web', {}, system), ['a', 'b'], []],
    [federated('ConfigMap', 'web'), [], ['outside-system-namespace']],
    [federated('ClusterRole', 'web', {}, { namespace: null }), [], ['cluster-scoped-target']],
    [federatedNamespace('shop'), [], ['cluster-scoped-target']],
    [federatedNamespace('kube-federation-system'), [], ['namespace-never-propagated']],
    [federated('ConfigMap', 'kube-federation-system', {}, system), ['a', 'b'], []],
    [federated('Namespace', 'shop', {}, system), [], ['federated-namespace-name', 'cluster-scoped-target']],
    [
      federated('Namespace', 'kube-federation-system', {}),
      [],
      ['federated-namespace-name', 'cluster-scoped-target'],
    ],
  ])('of %j', (object, clusters, expected) => {
    const { plan, codes } = place(object, namespaced)
    expect([plan?.placement.clusters, ...codes]).toStrictEqual([clusters, ...expected])
  })

  it('is still limited by the FederatedNamespace of the system namespace', () => {
    const limit = federatedNamespace('kube-federation-system', placedIn('b'))
    const { plan } = place(federated('ConfigMap', 'web', {}, system), namespaced, limit)
    expect(plan?.placement.clusters).toStrictEqual(['b'])
  })
})
