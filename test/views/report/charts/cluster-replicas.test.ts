import { describe, expect, it } from 'vitest'
import { clusterReplicas } from '../../../../src/views/report/charts/cluster-replicas.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from '../../../helpers/kubefed-objects.ts'

const fleet = [kubeFedCluster('a'), kubeFedCluster('b'), kubeFedCluster('c'), federatedNamespace('shop')]
const template = { template: { spec: { replicas: 2 } } }

describe('the replicas of the clusters', () => {
  it('are those that a preference divides, and those of templates and overrides', () => {
    const { plan } = compileObjects([
      ...fleet,
      federated('Deployment', 'divided', template),
      {
        apiVersion: 'scheduling.kubefed.io/v1alpha1',
        kind: 'ReplicaSchedulingPreference',
        metadata: { name: 'divided', namespace: 'shop' },
        spec: {
          targetKind: 'FederatedDeployment',
          totalReplicas: 5,
          clusters: { a: { weight: 1 }, b: { weight: 4 } },
        },
      },
      federated('Deployment', 'fixed', {
        ...template,
        ...placedIn('b', 'c'),
        ...overriddenBy({ c: [{ path: '/spec/replicas', value: 7 }] }),
      }),
    ])
    expect(clusterReplicas(plan)).toStrictEqual([
      { cluster: 'a', scheduled: 1, notRendered: 0 },
      { cluster: 'b', scheduled: 4, fixed: 2, notRendered: 0 },
      { cluster: 'c', scheduled: 0, fixed: 7, notRendered: 0 },
    ])
  })

  it('are not 0 where they are not rendered, or no workload is placed', () => {
    const retained = { ...template, ...placedIn('a'), retainReplicas: true }
    const { plan } = compileObjects([...fleet, federated('Deployment', 'retained', retained)])
    expect(clusterReplicas(plan)).toStrictEqual([
      { cluster: 'a', notRendered: 1 },
      { cluster: 'b', notRendered: 0 },
      { cluster: 'c', notRendered: 0 },
    ])
  })

  it('are nothing where no object has any', () => {
    expect(clusterReplicas(compileObjects([...fleet, federated('ConfigMap', 'x')]).plan)).toStrictEqual([])
  })
})
