import { describe, expect, it } from 'vitest'
import type { FileMatrix } from '../../src/model/file-tree.ts'
import {
  createTextLookup,
  filesOf,
  looseFiles,
  numbersOf,
  pathsOf,
  sortByState,
  withLooseFiles,
} from '../../src/output/file-matrix.ts'

/** Two clusters, the second without the first path, and files before and after `clusters/`. */
const matrix: FileMatrix = {
  directories: ['a-b', 'a'],
  paths: ['shop/configmaps/x.yaml', 'shop/secrets/y.yaml'],
  texts: ['x', 'y of a-b', 'y of a'],
  cells: Uint32Array.of(1, 2, 0, 3),
  loose: [
    { path: '.gitattributes', text: 'attributes' },
    { path: 'argocd/all.yaml', text: 'all' },
    { path: 'dns/z.yaml', text: 'z' },
  ],
}

describe('filesOf', () => {
  it('gives every file in the order of its path, as often as it is walked through', () => {
    const files = filesOf(matrix)
    const expected = [
      { path: '.gitattributes', text: 'attributes' },
      { path: 'argocd/all.yaml', text: 'all' },
      { path: 'clusters/a-b/shop/configmaps/x.yaml', text: 'x' },
      { path: 'clusters/a-b/shop/secrets/y.yaml', text: 'y of a-b' },
      { path: 'clusters/a/shop/secrets/y.yaml', text: 'y of a' },
      { path: 'dns/z.yaml', text: 'z' },
    ]
    expect(files).toHaveLength(6)
    expect([...files]).toStrictEqual(expected)
    expect([...files]).toStrictEqual(expected)
  })
})

describe('sortByState', () => {
  it('gives the files whose numbers are in a state: cells by their index, then the loose files', () => {
    const inState = sortByState(matrix, Uint8Array.of(0, 1, 1, 1, 2, 0, 1))
    const files = inState(1)
    expect(files).toHaveLength(3)
    expect(Array.from(files, ({ path }) => path)).toStrictEqual([
      'clusters/a-b/shop/secrets/y.yaml',
      'clusters/a/shop/secrets/y.yaml',
      'dns/z.yaml',
    ])
    expect([...inState(2)]).toStrictEqual([{ path: '.gitattributes', text: 'attributes' }])
    expect([...inState(3)]).toStrictEqual([])
    expect(numbersOf(matrix)).toBe(7)
  })
})

describe('looseFiles', () => {
  it('sorts files that are not arranged by clusters', () => {
    const files = looseFiles([
      { path: 'dns/z.yaml', text: 'z' },
      { path: 'clusters/a/x.yaml', text: 'x' },
      { path: '.gitattributes', text: '' },
    ])
    expect([...pathsOf(files)]).toStrictEqual(['.gitattributes', 'clusters/a/x.yaml', 'dns/z.yaml'])
  })
})

describe('withLooseFiles', () => {
  it('adds files in their places', () => {
    const files = withLooseFiles(matrix, [{ path: 'config.yaml', text: '' }])
    expect([...pathsOf(files, [{ path: 'held' }])].slice(-3)).toStrictEqual([
      'config.yaml',
      'dns/z.yaml',
      'held',
    ])
  })
})

describe('createTextLookup', () => {
  it('finds each file that filesOf gives, and no other', () => {
    const textOf = createTextLookup(matrix)
    for (const { path, text } of filesOf(matrix)) expect(textOf(path)).toBe(text)
    for (const path of [
      '',
      'clusters',
      'clusters/a',
      'clusters/a/',
      'clusters/a/shop/configmaps/x.yaml',
      'clusters/c/shop/secrets/y.yaml',
      'clusters//shop/secrets/y.yaml',
      'shop/secrets/y.yaml',
    ])
      expect(textOf(path)).toBeUndefined()
  })
})
