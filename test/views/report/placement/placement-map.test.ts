import { describe, expect, it } from 'vitest'
import type { FleetDiff } from '../../../../src/model/fleet-diff.ts'
import { formatMarkup } from '../../../../src/views/report/markup.ts'
import { foldMatrix } from '../../../../src/views/report/matrix/matrix.ts'
import { placementAxes } from '../../../../src/views/report/placement/placement-axes.ts'
import { placementMap } from '../../../../src/views/report/placement/placement-map.ts'
import { placementPicture } from '../../../../src/views/report/placement/placement-picture.ts'
import { describePlaced } from '../../../../src/views/report/placement/placed-objects.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { fleetClusters } from '../../../helpers/fleets.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from '../../../helpers/kubefed-objects.ts'

const regionLabel = 'topology.kubernetes.io/region'

describe('the rows and columns of the picture', () => {
  const labels = {
    a: { [regionLabel]: 'eu', tier: 'prod' },
    b: { tier: 'canary' },
    c: { [regionLabel]: 'ap' },
  }
  const clusters = fleetClusters(Object.keys(labels), (name) => labels[name as keyof typeof labels])

  it('are regions and tiers, and what has none comes last', () => {
    expect(placementAxes(clusters, undefined)).toStrictEqual({
      rows: { label: regionLabel, values: ['ap', 'eu', undefined] },
      columns: { label: 'tier', values: ['canary', 'prod', undefined] },
    })
  })

  it('are in the order of the waves, by their label', () => {
    const waves = { label: 'tier', order: ['prod', 'other'] }
    expect(placementAxes(clusters, waves).columns.values).toStrictEqual(['prod', 'canary', undefined])
  })

  it('are none of a label with too many values for a picture', () => {
    const many = fleetClusters(
      Array.from({ length: 13 }, (_, index) => `c${index}`),
      (name) => ({ [regionLabel]: name, tier: name, env: 'x' }),
    )
    const { rows, columns } = placementAxes(many, { label: 'tier', order: [] })
    expect([rows.label, columns.label]).toStrictEqual([regionLabel, 'env'])
  })

  it('are one where no cluster has such labels', () => {
    const one = { label: '', values: [undefined] }
    expect(placementAxes(fleetClusters(['a']), undefined)).toStrictEqual({ rows: one, columns: one })
  })
})

const { plan, fleet } = compileObjects([
  kubeFedCluster('a', { region: 'eu', tier: 'prod' }),
  kubeFedCluster('b', { region: 'eu', tier: 'prod' }),
  kubeFedCluster('c', { region: 'us', tier: 'prod' }),
  federatedNamespace('shop'),
  federated('ConfigMap', 'x'),
  federated('ConfigMap', 'y', {
    ...placedIn('a', 'c'),
    ...overriddenBy({ a: [{ path: '/data', value: {} }] }),
  }),
  federated('ConfigMap', 'z', placedIn()),
])
const matrix = foldMatrix(plan, fleet)
const { clusters } = plan.federation

describe('the picture of a fleet', () => {
  it('has each cluster in its cell, and objects by the clusters that they are in, whatever variants they have', () => {
    const { cells, patterns } = placementMap({ clusters, matrix })
    expect(cells.map((row) => row.map((cell) => cell.map(({ name }) => name)))).toStrictEqual([
      [['a', 'b']],
      [['c']],
    ])
    expect(cells[0]?.[0]?.map(({ objects }) => objects.placed)).toStrictEqual([3, 2])
    expect(
      patterns.map(({ objects, clusters: where }) => [objects.map(({ name }) => name), [...where]]),
    ).toStrictEqual([
      [
        ['x', 'shop'],
        ['a', 'b', 'c'],
      ],
      [['y'], ['a', 'c']],
    ])
  })

  it('has the clusters that a change takes away, where they were', () => {
    const gone = {
      name: 'gone',
      labels: new Map([
        ['region', 'us'],
        ['tier', 'old'],
      ]),
    }
    const change = { cluster: 'gone', added: 0, changed: 0, removed: 2, held: 0 }
    const diff: FleetDiff = {
      clusters: [...clusters, gone],
      risks: [],
      changes: [],
      files: [],
      summary: [change],
    }
    const { columns, cells } = placementMap({ clusters, matrix, diff })
    expect(columns.values).toStrictEqual(['old', 'prod'])
    expect(cells[1]?.[0]).toStrictEqual([
      { name: 'gone', ready: true, isGone: true, objects: { placed: 0, held: 0, failed: 0 }, change },
    ])
  })

  it('fills the squares of the clusters that get the objects, and says in words what it shows', () => {
    const svg = formatMarkup(
      placementPicture(placementMap({ clusters, matrix }), new Set(['a', 'c']), 'a & c'),
    )
    expect(svg).toContain('role="img" aria-label="a &amp; c"')
    expect(svg).toContain('<path class="filled" d="M0 0h8v8h-8zM0 18h8v8h-8z"/>')
    expect(svg).toContain('<path class="empty" d="M10 0h8v8h-8z"/>')
  })

  it('fills a square for each cell by the share of its clusters, where they are many', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      name: `c${index}`,
      ready: true,
      isGone: false,
      objects: { placed: 1, held: 0, failed: 0 },
    }))
    const axis = { label: '', values: [undefined] }
    const map = { rows: axis, columns: axis, cells: [[many]], patterns: [] }
    const half = new Set(many.slice(0, 100).map(({ name }) => name))
    const svg = formatMarkup(placementPicture(map, half, 'half'))
    expect(svg).toContain('<path class="empty" d="M0 0h8v4h-8z"/><path class="filled" d="M0 4h8v4h-8z"/>')
  })
})

it('what is not rendered is not 0', () => {
  expect(describePlaced({ placed: 0, held: 0, failed: 0 }, false)).toBe('nothing placed')
  expect(describePlaced({ placed: 1, held: 0, failed: 0 }, false)).toBe('1 object')
  expect(describePlaced({ placed: 2, held: 3, failed: 1 }, false)).toBe('2 objects, 3 held, 1 failed')
  expect(describePlaced({ placed: 2, held: 0, failed: 0 }, true)).toBe('2 planned')
  expect(describePlaced({ placed: 0, held: 3, failed: 0 }, false)).toBe('3 held')
})
