import { describe, expect, it } from 'vitest'
import { fleetDiff } from '../../../src/views/fleet-diff/fleet-diff.ts'
import { nameClusters } from '../../../src/views/fleet-diff/name-clusters.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../helpers/fleets.ts'

const names = Array.from({ length: 100 }, (_, index) => `c-${String(index).padStart(3, '0')}`)
const clusters = fleetClusters(names, (name) => ({ region: name < 'c-060' ? 'eu' : 'us' }))
const europe = names.slice(0, 60)

function deployment(image: string, replicas: number): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas, template: { spec: { containers: [{ name: 'web', image }] } } },
  }
}

describe('fleetDiff over 100 clusters', () => {
  const [first = '', second = '', ...others] = names
  const base = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [[first, second], deployment('web:1', 5)],
      [others, deployment('web:1', 2)],
    ]),
  ])
  const head = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [[first], deployment('web:2', 5)],
      [[second], deployment('web:2', 7)],
      [others, deployment('web:2', 2)],
    ]),
  ])

  it('shows one image once and the exception beside it', () => {
    const { changes } = fleetDiff(base, head)
    expect(
      changes.map(({ kind, clusters, fields }) => ({ kind, clusters: clusters.length, fields })),
    ).toEqual([
      {
        kind: 'changed',
        clusters: 100,
        fields: [
          {
            basePointer: '/spec/template/spec/containers/0/image',
            headPointer: '/spec/template/spec/containers/0/image',
            field: '/spec/template/spec/containers/[name=web]/image',
            from: 'web:1',
            to: 'web:2',
          },
        ],
      },
      {
        kind: 'changed',
        clusters: 1,
        fields: [
          {
            basePointer: '/spec/replicas',
            headPointer: '/spec/replicas',
            field: '/spec/replicas',
            from: 5,
            to: 7,
          },
        ],
      },
    ])
  })
})

describe('nameClusters', () => {
  it('says it as shortly as it can', () => {
    expect(nameClusters(['c-001', 'c-002'], clusters)).toBe('c-001, c-002')
    expect(nameClusters(names, clusters)).toBe('all 100 clusters')
    expect(nameClusters(europe, clusters)).toBe('all 60 with region=eu')
    expect(nameClusters(europe.slice(1), clusters)).toBe('all 60 with region=eu but c-000')
    expect(nameClusters(names.slice(0, -2), clusters)).toBe('all 100 clusters but c-098, c-099')
    expect(nameClusters([], clusters)).toBe('')
  })
})
