import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FileMatrix, Files } from '../../src/model/file-tree.ts'
import { compareMatrices } from '../../src/output/compare-matrices.ts'
import { filesOf, textsByPath } from '../../src/output/file-matrix.ts'

const [names, paths, texts] = [
  ['a', 'a-b', 'b', 'c'],
  ['s/x.yaml', 's/y.yaml', 't/x.yaml'],
  ['1', '2', '2'],
]

const matrix: fc.Arbitrary<FileMatrix> = fc
  .record({
    directories: fc.subarray(names),
    paths: fc.subarray(paths),
    cells: fc.array(fc.nat(texts.length), { minLength: 12, maxLength: 12 }),
    order: fc.shuffledSubarray(texts, { minLength: texts.length }),
    loose: fc.dictionary(
      fc.constantFrom('.gitattributes', 'dns/a.yaml', 'flux/b.yaml'),
      fc.constantFrom(...texts),
    ),
  })
  .map(({ directories, paths, cells, order, loose }) => {
    const sorted = directories.map((each) => `${each}/`).sort()
    return {
      directories: sorted.map((each) => each.slice(0, -1)),
      paths,
      texts: order,
      cells: Uint32Array.from(cells.slice(0, directories.length * paths.length)),
      loose: Object.entries(loose)
        .map(([path, text]) => ({ path, text }))
        .sort((left, right) => (left.path < right.path ? -1 : 1)),
    }
  })

it('finds what a comparison of all paths finds', () => {
  fc.assert(
    fc.property(matrix, matrix, (base, head) => {
      const [before, after] = [base, head].map(
        (files) => new Map([...filesOf(files)].map((each) => [each.path, each.text])),
      )
      const where = (files: FileMatrix, isWanted: (path: string, text: string) => boolean): unknown =>
        [...filesOf(files)].filter(({ path, text }) => isWanted(path, text))
      const listed = (files: Files): unknown => {
        const list = [...files]
        expect(files).toHaveLength(list.length)
        return list
      }
      const { added, changed, unchanged, gone } = compareMatrices(base, head)
      expect(listed(added)).toStrictEqual(where(head, (path) => !before!.has(path)))
      expect(listed(changed)).toStrictEqual(
        where(head, (path, text) => before!.has(path) && before!.get(path) !== text),
      )
      expect(listed(unchanged)).toStrictEqual(where(head, (path, text) => before!.get(path) === text))
      expect(listed(gone)).toStrictEqual(where(base, (path) => !after!.has(path)))
    }),
  )
})

it('finds the texts by their paths as a map does', () => {
  fc.assert(
    fc.property(matrix, matrix, (files, other) => {
      const [found, map] = [
        textsByPath(files),
        new Map([...filesOf(files)].map((each) => [each.path, each.text])),
      ]
      expect([...found.keys()]).toStrictEqual([...map.keys()])
      for (const path of [...map.keys(), ...textsByPath(other).keys()]) {
        expect([found.get(path), found.has(path)]).toStrictEqual([map.get(path), map.has(path)])
      }
    }),
  )
})

it('refuses a file of a cluster that is in no row', () => {
  const files = { directories: [], paths: [], texts: [], cells: new Uint32Array(0) }
  const loose = [{ path: 'clusters/a/s/x.yaml', text: '1' }]
  expect(() => compareMatrices({ ...files, loose: [] }, { ...files, loose })).toThrow('in its row')
})
