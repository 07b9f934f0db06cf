import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { foldMatrix, type Matrix } from '../../../../src/views/report/matrix/matrix.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
  typeConfig,
} from '../../../helpers/kubefed-objects.ts'

const set = (value: string): readonly JsonObject[] => [{ op: 'add', path: '/data', value: { key: value } }]

function matrixOf(clusters: readonly string[], ...objects: readonly JsonObject[]): Matrix {
  const inventory = clusters.map((each) => kubeFedCluster(each))
  const { plan, fleet } = compileObjects([...inventory, federatedNamespace('shop'), ...objects])
  return foldMatrix(plan, fleet)
}

/** The rows with their objects by name. */
function rowsOf({ rows }: Matrix): Record<string, readonly string[]> {
  return Object.fromEntries(rows.map((row) => [row.objects.map((each) => each.name).join(' '), row.cells]))
}

const many = Array.from({ length: 30 }, (_, index) => `c-${String(index).padStart(2, '0')}`)

describe('the rows of the matrix', () => {
  it('are objects that are placed alike, in the order of the plan', () => {
    const matrix = matrixOf(
      ['a', 'b', 'c'],
      federated('ConfigMap', 'x', placedIn('a', 'c')),
      federated('ConfigMap', 'y', placedIn('c', 'a')),
      federated('ConfigMap', 'z', placedIn('b')),
    )
    expect(rowsOf(matrix)).toStrictEqual({ 'x y': ['A', '', 'A'], z: ['', 'A', ''], shop: ['A', 'A', 'A'] })
  })

  it('call what most clusters get A, and what others get B and C', () => {
    const overrides = overriddenBy({ a: set('1'), c: set('1'), d: set('2') })
    const matrix = matrixOf(['a', 'b', 'c', 'd', 'e', 'f'], federated('ConfigMap', 'x', overrides))
    expect(rowsOf(matrix)['x']).toStrictEqual(['B', 'A', 'B', 'C', 'A', 'A'])
    expect(matrix.rows[0]?.variants).toStrictEqual([
      { letter: 'A', clusters: ['b', 'e', 'f'] },
      { letter: 'B', clusters: ['a', 'c'] },
      { letter: 'C', clusters: ['d'] },
    ])
  })

  it('go on with AA after Z', () => {
    const overrides = overriddenBy(Object.fromEntries(many.map((each) => [each, set(each)])))
    const letters = matrixOf(many, federated('ConfigMap', 'x', overrides)).rows[0]?.variants.map(
      (each) => each.letter,
    )
    expect([letters?.[25], letters?.[26], letters?.[29]]).toStrictEqual(['Z', 'AA', 'AD'])
  })

  it('say where no object could be made, and why nothing is placed', () => {
    const broken = overriddenBy({ b: [{ op: 'remove', path: '/missing/deep' }] })
    const matrix = matrixOf(
      ['a', 'b'],
      federated('ConfigMap', 'x', broken),
      federated('ConfigMap', 'lost', {}, { namespace: 'nowhere' }),
    )
    expect(rowsOf(matrix)).toMatchObject({ x: ['A', 'failed'], lost: ['', ''] })
    expect(matrix.rows.map((each) => each.reason)).toContain('NamespaceNotFederated')
  })

  it('say what is held, and nothing of it where nothing can be rendered', () => {
    const objects = [
      ...['a', 'b'].map((each) => kubeFedCluster(each)),
      typeConfig('configmaps', 'ConfigMap', 'Disabled'),
      federatedNamespace('shop'),
      federated('ConfigMap', 'x', placedIn('b')),
    ]
    const { plan, fleet } = compileObjects(objects)
    expect(rowsOf(foldMatrix(plan, fleet))['x']).toStrictEqual(['', 'held'])
    expect(rowsOf(foldMatrix(plan, undefined))['x']).toStrictEqual(['', 'A'])
  })
})

describe('the columns of the matrix', () => {
  it('are single clusters where there are few, though they are alike', () => {
    expect(matrixOf(['a', 'b']).columns).toStrictEqual([['a'], ['b']])
  })

  it('are the clusters that get alike where there are many', () => {
    const [first, second, third, ...others] = many
    const matrix = matrixOf(many, federated('ConfigMap', 'x', placedIn(first ?? '', third ?? '')))
    expect(matrix.columns).toStrictEqual([
      [first, third],
      [second, ...others],
    ])
    expect(rowsOf(matrix)['x']).toStrictEqual(['A', ''])
  })

  it('do not tell clusters apart that each get an object of their own', () => {
    const overrides = overriddenBy(Object.fromEntries(many.map((each) => [each, set(each)])))
    const matrix = matrixOf(many, federated('ConfigMap', 'x', overrides))
    expect(matrix.columns).toStrictEqual([many])
    expect(rowsOf(matrix)['x']).toStrictEqual(['own'])
  })

  it('keep the letter of a cluster that stands alone', () => {
    const matrix = matrixOf(many, federated('ConfigMap', 'x', overriddenBy({ 'c-07': set('7') })))
    expect(rowsOf(matrix)['x']).toStrictEqual(['A', 'B'])
    expect(matrix.columns[1]).toStrictEqual(['c-07'])
  })
})
