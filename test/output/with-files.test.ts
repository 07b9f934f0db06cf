import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { filesOf, looseFiles } from '../../src/output/file-matrix.ts'
import { withFiles } from '../../src/output/with-files.ts'
import { compareText } from '../../src/text/compare-text.ts'

it('has the files of both, sorted by path, however they are split', () => {
  const segment = fc.constantFrom('a', 'a-b', 'a.b', 'b', 'x.yaml')
  const inCluster = fc
    .tuple(segment, fc.array(segment, { minLength: 1, maxLength: 3 }))
    .map(([cluster, below]) => `clusters/${cluster}/${below.join('/')}`)
  const other = fc
    .tuple(fc.constantFrom('.gitattributes', 'argocd', 'dns'), segment)
    .map((each) => each.join('/'))
  const files = fc.uniqueArray(
    fc.record(
      {
        path: fc.oneof({ weight: 3, arbitrary: inCluster }, other),
        text: fc.constantFrom('x', 'y', 'z'),
      },
      { noNullPrototype: true },
    ),
    { selector: ({ path }) => path, maxLength: 20 },
  )
  fc.assert(
    fc.property(files, fc.nat(20), (all, count) => {
      const first = withFiles(looseFiles([]), all.slice(0, count))
      const both = withFiles(first, all.slice(count))
      expect([...filesOf(both)]).toStrictEqual(
        all.toSorted((left, right) => compareText(left.path, right.path)),
      )
    }),
  )
})

it('is the very same matrix without others', () => {
  const none = looseFiles([])
  expect(withFiles(none, [])).toBe(none)
})
