import { describe, expect, it } from 'vitest'
import { placementByLabel } from '../../../../src/views/report/placement/label-placement.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster, placedIn } from '../../../helpers/kubefed-objects.ts'

const selecting = (clusterSelector: object): object => ({ placement: { clusterSelector } })
const { plan } = compileObjects([
  kubeFedCluster('a', { region: 'eu', tier: 'gold' }),
  kubeFedCluster('b', { region: 'eu' }),
  kubeFedCluster('c', { region: 'us' }),
  federatedNamespace('shop'),
  federated('ConfigMap', 'labels', { ...selecting({ matchLabels: { region: 'us' } }) }),
  federated('ConfigMap', 'expressions', {
    ...selecting({ matchExpressions: [{ key: 'region', operator: 'Exists' }] }),
  }),
  federated('ConfigMap', 'named', {
    placement: {
      ...(placedIn('a')['placement'] as object),
      clusterSelector: { matchLabels: { tier: 'gold' } },
    },
  }),
])

describe('the placement by label', () => {
  const [region, tier] = placementByLabel(plan)

  it('counts the objects that all clusters with a value get, and those that only some get', () => {
    expect(region?.key).toBe('region')
    expect(region?.values).toStrictEqual([
      { value: 'eu', clusters: ['a', 'b'], everywhere: 2, partly: 1 },
      { value: 'us', clusters: ['c'], everywhere: 3, partly: 0 },
    ])
  })

  it('has the clusters without the label last', () => {
    expect(tier?.values).toStrictEqual([
      { value: 'gold', clusters: ['a'], everywhere: 3, partly: 0 },
      { value: undefined, clusters: ['b', 'c'], everywhere: 2, partly: 1 },
    ])
  })

  it('names the objects that select by the label, unless a list of clusters decides', () => {
    expect(region?.selectedBy.map((each) => each.name)).toStrictEqual(['expressions', 'labels'])
    expect(tier?.selectedBy).toStrictEqual([])
  })
})
