import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pathsOf } from '../../src/output/file-matrix.ts'

it('is the same as a sorted list of the files, whatever clusters are called', () => {
  const name = fc.stringMatching(/^[a-c.-]{1,3}$/)
  const grid = fc.record({
    directories: fc.uniqueArray(name, { maxLength: 5 }),
    paths: fc.uniqueArray(name, { maxLength: 5 }),
    filled: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
  })
  fc.assert(
    fc.property(grid, ({ directories, paths, filled }) => {
      const sorted = directories.map((each) => `${each}/`).sort()
      const cells = Uint32Array.from(
        sorted.flatMap((_, row) => paths.map((_, column) => Number(filled[row * 5 + column]))),
      )
      const files = {
        directories: sorted.map((each) => each.slice(0, -1)),
        paths: paths.sort(),
        texts: ['text'],
        cells,
        loose: [],
      }
      const listed = [...pathsOf(files)]
      expect(listed).toStrictEqual([...listed].sort())
      expect(listed).toHaveLength(cells.filter((cell) => cell > 0).length)
    }),
  )
})
