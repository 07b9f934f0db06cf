import { describe, expect, it } from 'vitest'
import { formatClusters, listClusters } from '../../src/views/clusters.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { kubeFedCluster } from '../helpers/kubefed-objects.ts'

const { federation } = compileObjects([
  kubeFedCluster('us-east', {}, { status: { conditions: [{ type: 'Offline', status: 'True' }] } }),
  kubeFedCluster('eu-west', { tier: 'gold', env: 'prod' }, { status: { region: 'eu', zones: ['a', 'b'] } }),
])

describe('the inventory', () => {
  it('is data for a program', () => {
    expect(listClusters(federation)).toStrictEqual([
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
    expect(formatClusters(listClusters(federation))).toBe(`NAME      READY   REGION   ZONES    LABELS
eu-west   True    eu       a,b      tier=gold,env=prod
us-east   False   <none>   <none>   <none>
`)
  })
})
