import { describe, expect, it } from 'vitest'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import {
  clusterWith,
  federated,
  federatedNamespace,
  kubeFedCluster,
  kubeFedConfig,
} from '../../helpers/kubefed-objects.ts'

describe('resolve', () => {
  it('sorts clusters by name and objects by type, namespace and name', () => {
    const { federation } = compileObjects([
      kubeFedCluster('b'),
      kubeFedCluster('a'),
      federatedNamespace('shop'),
      federated('Service', 'a'),
      federated('ConfigMap', 'b'),
      federated('ConfigMap', 'a'),
      federatedNamespace('auth'),
      federated('ConfigMap', 'z', {}, { namespace: 'auth' }),
    ])
    expect(federation.clusters.map((each) => each.name)).toStrictEqual(['a', 'b'])
    expect(
      federation.federatedObjects.map((each) => [each.type.name, each.namespace, each.name].join(' ')),
    ).toStrictEqual([
      'configmaps auth z',
      'configmaps shop a',
      'configmaps shop b',
      'namespaces auth auth',
      'namespaces shop shop',
      'services shop a',
    ])
    expect([...federation.federatedNamespaces.keys()].sort()).toStrictEqual(['auth', 'shop'])
  })

  it.each([
    ['duplicate-cluster', [kubeFedCluster('a'), kubeFedCluster('a', { late: 'yes' })]],
    ['duplicate-object', [federatedNamespace('shop'), federatedNamespace('shop')]],
    ['duplicate-kubefed-config', [kubeFedConfig({}), kubeFedConfig({ scope: 'Namespaced' })]],
  ])('reports %s with both places, and the first counts', (code, objects) => {
    const { federation, diagnostics } = compileObjects([kubeFedCluster('z'), ...objects])
    const [found, ...others] = diagnostics.filter((each) => each.severity === 'error')
    expect([found?.code, found?.related.length, others.length]).toStrictEqual([code, 1, 0])
    expect(federation.clusters.map((each) => each.labels.size)).not.toContain(1)
    expect(federation.controlPlane.scope).toBe('Cluster')
  })

  it('takes objects of one name in two namespaces, or of two types, for different ones', () => {
    const { federation, codes } = compileObjects([
      kubeFedCluster('a'),
      federatedNamespace('shop'),
      federatedNamespace('auth'),
      federated('ConfigMap', 'web'),
      federated('ConfigMap', 'web', {}, { namespace: 'auth' }),
      federated('Service', 'web'),
    ])
    expect([federation.federatedObjects.length, ...codes]).toStrictEqual([5])
  })

  it('says once that there is no cluster, and nothing of each object', () => {
    expect(compileObjects([federatedNamespace('shop'), federated('ConfigMap', 'web')]).codes).toStrictEqual([
      'no-clusters',
    ])
    expect(compileObjects([]).codes).toStrictEqual([])
  })

  it('tells of each cluster that is not ready', () => {
    const { codes } = compileObjects([
      clusterWith('a', { type: 'Ready', status: 'False' }),
      clusterWith('b', { type: 'Ready', status: 'True' }),
    ])
    expect(codes).toStrictEqual(['cluster-not-ready'])
  })

  it('counts a FederatedNamespace only under the name of its namespace', () => {
    const { federation, codes } = compileObjects([
      kubeFedCluster('a'),
      federated('Namespace', 'shpo'),
      federated('ConfigMap', 'web'),
    ])
    expect(federation.federatedNamespaces.size).toBe(0)
    expect(codes).toStrictEqual(['federated-namespace-name', 'namespace-not-federated'])
  })
})
