import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { computeNamespacedPlacement } from '../../../src/stages/plan/compute-namespaced-placement.ts'
import type { PlacementFields } from '../../../src/model/placement-fields.ts'
import { computePlacement } from '../../../src/stages/plan/compute-placement.ts'
import { readFederatedSpec } from '../../../src/stages/validate/federated-spec.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const clusters = deepFreeze([
  { name: 'cluster2', labels: new Map([['foo', 'bar']]) },
  { name: 'cluster1', labels: new Map() },
])
const all = ['cluster1', 'cluster2']
const read = (placement: Json | undefined): PlacementFields =>
  readFederatedSpec({ spec: placement === undefined ? {} : { placement } }).placement
const bad = { matchExpressions: [{ key: 'a', operator: 'In' }] }

/** The table of KubeFed: docs/userguide.md, "Using Cluster Selector". */
const table: readonly (readonly [Json | undefined, readonly string[] | undefined])[] = [
  [undefined, []],
  [null, []],
  [{}, []],
  [{ clusters: [] }, []],
  [{ clusters: [], clusterSelector: {} }, []],
  [{ clusters: [{ name: 'cluster2' }], clusterSelector: { matchLabels: { foo: 'no' } } }, ['cluster2']],
  [{ clusters: [{ name: 'cluster2' }, { name: 'cluster1' }, { name: 'cluster2' }] }, all],
  [{ clusters: [{ name: 'unknown' }] }, []],
  [{ clusters: [{ name: 'cluster1' }], clusterSelector: bad }, ['cluster1']],
  [{ clusters: null, clusterSelector: {} }, all],
  [{ clusterSelector: null }, []],
  [{ clusterSelector: {} }, all],
  [{ clusterSelector: { matchLabels: {} } }, all],
  [{ clusterSelector: { matchLabels: { foo: 'bar' } } }, ['cluster2']],
  [{ clusterSelector: bad }, undefined],
]

describe('computePlacement', () => {
  it('gives equal placements of one inventory one result', () => {
    const placement = { clusterSelector: { matchLabels: { foo: 'bar' } } }
    const { clusters: selected } = computePlacement(read(placement), clusters)
    expect(computePlacement(read(placement), clusters).clusters).toBe(selected)
    expect(computePlacement(read(placement), [...clusters]).clusters).not.toBe(selected)
    expect(computePlacement(read({ clusters: [{ name: 'cluster2' }] }), clusters)).toHaveProperty(
      'chosenBy',
      '/spec/placement/clusters',
    )
  })

  it('takes no names for those that look like them one after the other', () => {
    const two = ['a', 'b'].map((name) => ({ name, labels: new Map<string, string>() }))
    const one = [{ name: 'a b', labels: new Map<string, string>() }, ...two]
    expect(computePlacement({ clusters: ['a', 'b'] }, one).clusters).toStrictEqual(['a', 'b'])
    expect(computePlacement({ clusters: ['a b'] }, one).clusters).toStrictEqual(['a b'])
  })

  it.each(table)('%j selects %j', (placement, expected) => {
    expect(computePlacement(read(placement), clusters).clusters).toStrictEqual(expected)
  })

  it('tells what chose', () => {
    const by = (placement: Json | undefined): string | undefined => {
      const result = computePlacement(read(placement), clusters)
      return result.clusters && result.chosenBy
    }
    expect([by({ clusters: [] }), by({ clusterSelector: {} }), by(undefined)]).toStrictEqual([
      '/spec/placement/clusters',
      '/spec/placement/clusterSelector',
      '/spec',
    ])
  })

  it('can ask the selector alone', () => {
    const both = { clusters: [{ name: 'cluster1' }], clusterSelector: { matchLabels: { foo: 'bar' } } }
    expect(computePlacement(read(both), clusters, true).clusters).toStrictEqual(['cluster2'])
  })
})

describe('computeNamespacedPlacement', () => {
  const everywhere = read({ clusterSelector: {} })
  const first = read({ clusters: [{ name: 'cluster1' }] })
  it('intersects with the placement of the namespace, and keeps what the object chose', () => {
    expect(computeNamespacedPlacement(everywhere, first, clusters, 'Cluster')).toStrictEqual({
      clusters: ['cluster1'],
      chosen: all,
      chosenBy: '/spec/placement/clusterSelector',
    })
  })

  it('is nowhere without a FederatedNamespace, but under scope Namespaced', () => {
    expect(computeNamespacedPlacement(first, undefined, clusters, 'Cluster').clusters).toStrictEqual([])
    expect(computeNamespacedPlacement(first, undefined, clusters, 'Namespaced').clusters).toStrictEqual([
      'cluster1',
    ])
  })

  it('is limited by a FederatedNamespace also under scope Namespaced', () => {
    expect(computeNamespacedPlacement(everywhere, first, clusters, 'Namespaced').clusters).toStrictEqual([
      'cluster1',
    ])
  })

  it('fails with either selector, and tells which', () => {
    const broken = read({ clusterSelector: bad })
    expect(computeNamespacedPlacement(broken, everywhere, clusters, 'Cluster')).not.toHaveProperty(
      'inNamespace',
    )
    expect(computeNamespacedPlacement(everywhere, broken, clusters, 'Cluster')).toMatchObject({
      inNamespace: true,
      chosen: all,
    })
  })
})
