import { expect, it } from 'vitest'
import { fleetWaves } from '../../../../src/views/report/charts/waves-section.ts'
import { fleetClusters } from '../../../helpers/fleets.ts'

const tiers: Readonly<Record<string, string>> = { a: 'prod', b: 'canary', c: 'canary', d: 'lab' }
const clusters = fleetClusters(['a', 'b', 'c', 'd', 'e'], (name) => {
  const tier = tiers[name]
  return tier === undefined ? {} : { tier }
})

it('the waves are in their order, a wave without clusters too, and all other clusters come last', () => {
  expect(fleetWaves(clusters, { label: 'tier', order: ['canary', 'none', 'prod'] })).toStrictEqual([
    { value: 'canary', clusters: ['b', 'c'] },
    { value: 'none', clusters: [] },
    { value: 'prod', clusters: ['a'] },
    { value: undefined, clusters: ['d', 'e'] },
  ])
})

it('there is no last wave where every cluster is in one', () => {
  expect(fleetWaves(clusters.slice(0, 3), { label: 'tier', order: ['canary', 'prod'] })).toHaveLength(2)
})
