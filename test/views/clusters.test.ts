import { describe, expect, it } from 'vitest'
import { clusterData, formatClusters, listClusters } from '../../src/views/clusters.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { kubeFedCluster } from '../helpers/kubefed-objects.ts'

const { federation } = compileObjects([
  kubeFedCluster('us-east', {}, { status: { conditions: [{ type: 'Offline', status: 'True' }] } }),
  kubeFedCluster('eu-west', { tier: 'gold', env: 'prod' }, { status: { region: 'eu', zones: ['a', 'b'] } }),
])

describe('the inventory', () => {
  it('is data for a program', () => {
    expect(listClusters(federation).map(clusterData)).toStrictEqual([
      {
        name: 'eu-west',
        ready: true,
        region: 'eu',
        zones: ['a', 'b'],
        labels: { tier: 'gold', env: 'prod' },
      },
      { name: 'us-east', ready: false, zones: [], labels: {} },
    ])
  })

  it('is a table for a person', () => {
    expect(formatClusters(listClusters(federation), String)).toBe(`NAME      READY   REGION   ZONES    LABELS
eu-west   True    eu       a,b      tier=gold,env=prod
us-east   False   <none>   <none>   <none>
`)
  })

  it('has the age and the version where a dump has them, and the source in a wide table', () => {
    const created = '2026-01-01T00:00:00Z'
    const dump = kubeFedCluster('old', {}, { status: { kubernetesVersion: 'v1.27.3-gke.100' } })
    const metadata = { ...(dump['metadata'] as object), creationTimestamp: created }
    const { federation: dumped } = compileObjects([{ ...dump, metadata }, kubeFedCluster('new')])
    const rows = listClusters(dumped)
    const ageOf = (text: string): string => (text === created ? '3d2h' : 'wrong')
    expect(formatClusters(rows, ageOf))
      .toBe(`NAME   AGE      READY   KUBERNETES-VERSION   REGION   ZONES    LABELS
new    <none>   True    <none>               <none>   <none>   <none>
old    3d2h     True    v1.27.3-gke.100      <none>   <none>   <none>
`)
    expect(formatClusters(rows, ageOf, { isWide: true })).toMatch(/^NAME .* LABELS +SOURCE\n/)
    expect(rows.map(clusterData)).toMatchObject([
      { name: 'new' },
      { name: 'old', kubernetesVersion: 'v1.27.3-gke.100', created },
    ])
  })
})
