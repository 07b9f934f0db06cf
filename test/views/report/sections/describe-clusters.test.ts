import { describe, expect, it } from 'vitest'
import { describeClusters } from '../../../../src/views/report/sections/describe-clusters.ts'

const names = Array.from({ length: 40 }, (_, index) => `cluster-${String(index).padStart(2, '0')}`)
const say = describeClusters(names.map((name) => ({ name, labels: new Map() })))
const even = names.filter((_, index) => index % 2 === 0)

describe('a set of clusters', () => {
  it('is described in full where that is short', () => {
    expect(say(names)).toBe('all 40 clusters')
    expect(say(['cluster-03', 'cluster-17'])).toBe('cluster-03, cluster-17')
  })

  it('is described by its first where nothing is short', () => {
    expect(say(even)).toBe('cluster-00, cluster-02, cluster-04 and 17 more')
  })

  it('is the others of a set that can be described', () => {
    expect(say(even, names)).toBe('the other 20 of all 40 clusters')
  })
})
