import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { readFederatedSpec } from '../../../src/stages/validate/federated-spec.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const read = (spec: Json): ReturnType<typeof readFederatedSpec> => readFederatedSpec(deepFreeze({ spec }))

describe('readFederatedSpec', () => {
  it.each<Json>([null, {}, { placement: null, overrides: null }, 'x', { placement: [], overrides: {} }])(
    'finds nothing in the spec %j',
    (spec) => {
      expect(read(spec)).toStrictEqual({ placement: {}, overrides: [] })
    },
  )

  it('finds nothing where there is no spec', () => {
    expect(readFederatedSpec({})).toStrictEqual({ placement: {}, overrides: [] })
  })

  it.each<[Json, Json]>([
    [
      { clusters: [], clusterSelector: {} },
      { clusters: [], clusterSelector: {} },
    ],
    [{ clusters: null, clusterSelector: null }, {}],
    [{ clusters: [{ name: 'b' }, { name: 'a' }, { name: 'b' }] }, { clusters: ['b', 'a', 'b'] }],
    [{ clusters: ['x', { name: 'a' }, {}, { name: 1 }] }, { clusters: ['', 'a', '', ''] }],
    [{ clusters: 'x', clusterSelector: 'x' }, {}],
  ])('reads the placement %j', (placement, expected) => {
    expect(read({ placement }).placement).toStrictEqual(expected)
  })

  it('shares the selector and the values with the manifest', () => {
    const [clusterSelector, value] = [{ matchLabels: { a: 'b' } }, { a: [1] }]
    const overrides = [{ clusterName: 'c1', clusterOverrides: [{ path: '/a', value }] }]
    const spec = read({ placement: { clusterSelector }, overrides })
    expect(spec.placement.clusterSelector).toBe(clusterSelector)
    expect(spec.overrides[0]?.clusterOverrides[0]?.value).toBe(value)
  })

  it('reads overrides as they are written, each with its place', () => {
    const overrides = [
      { clusterName: 'c1', clusterOverrides: [{ op: 'move', path: 'a.b', value: 2n }, { op: null }] },
      { clusterName: 'c1', clusterOverrides: null },
    ]
    const pointer = '/spec/overrides/0'
    expect(read({ overrides }).overrides).toStrictEqual([
      {
        clusterName: 'c1',
        pointer,
        clusterOverrides: [
          { op: 'move', path: 'a.b', value: 2n, pointer: `${pointer}/clusterOverrides/0` },
          { op: '', path: '', value: null, pointer: `${pointer}/clusterOverrides/1` },
        ],
      },
      { clusterName: 'c1', pointer: '/spec/overrides/1', clusterOverrides: [] },
    ])
  })

  it('keeps the index of what follows an item that the schema refuses', () => {
    const overrides = ['x', { clusterName: 1, clusterOverrides: [null, { path: '/a' }] }]
    const [first, second] = read({ overrides }).overrides
    expect(first).toStrictEqual({ clusterName: '', pointer: '/spec/overrides/0', clusterOverrides: [] })
    expect(second?.clusterName).toBe('')
    expect(second?.clusterOverrides[1]?.pointer).toBe('/spec/overrides/1/clusterOverrides/1')
  })
})
