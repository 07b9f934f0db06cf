import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { computeChangeSet } from '../../src/host/output/compute-change-set.ts'
import { openOutput } from '../../src/host/output/output.ts'
import type { ChangeSet } from '../../src/model/change-set.ts'
import type { FileTree } from '../../src/model/file-tree.ts'
import { filesOf, looseFiles } from '../../src/output/file-matrix.ts'
import { rendered } from '../helpers/file-tree.ts'
import { createMemoryHost } from '../helpers/memory-host.ts'

const [names, paths, rows] = [['a', 'a-b', 'b'], ['s/c/x.yaml', 's/c/y.yaml', 't/c/x.yaml'], 3]
const sorted = names.map((each) => `${each}/`).sort()
const directories = sorted.map((each) => each.slice(0, -1))

/** What may be in the output: files of ours and of others, and directories in the place of files and the reverse. */
const places = [
  'clusters',
  'clusters/vacant/',
  'clusters/README.md',
  ...directories.flatMap((each) => [
    `clusters/${each}`,
    `clusters/${each}/s`,
    `clusters/${each}/s/c/gone.yaml`,
    `clusters/${each}/s/c/x.yaml/in.yaml`,
    ...paths.map((path) => `clusters/${each}/${path}`),
  ]),
]

/** Those of the places that can be there at once: nothing is below a file. */
function together(chosen: readonly string[]): readonly string[] {
  return chosen.filter((each) => !chosen.some((other) => other !== each && each.startsWith(`${other}/`)))
}

function listed({ added, changed, unchanged, ...rest }: ChangeSet): unknown {
  return { ...rest, added: [...added], changed: [...changed], unchanged: [...unchanged] }
}

it('is compared with the disk as a list of the same files is', () => {
  const text = fc.constantFrom(0, 0, 1, 2)
  const cases = fc.record({
    cells: fc.oneof(
      fc.array(text, { minLength: rows * paths.length, maxLength: rows * paths.length }),
      fc.constant(Array.from({ length: rows * paths.length }, () => 0)),
    ),
    chosen: fc.uniqueArray(fc.constantFrom(...places), { maxLength: 8 }),
    content: fc.constantFrom(rendered('1'), rendered('2'), 'foreign'),
    scope: fc.constantFrom(['clusters/'], ['clusters/a/']),
    shared: fc.boolean(),
  })
  fc.assert(
    fc.property(cases, ({ cells, chosen, content, scope, shared }) => {
      const texts = [rendered('1'), rendered('2')]
      const files = { directories, paths, texts, cells: Uint32Array.from(cells), loose: [] }
      const host = createMemoryHost({ '/repo/': '' })
      for (const place of together(chosen)) host.put(`/repo/rendered/${place}`, content)
      const [output] = openOutput(host, { root: '/repo', directory: '/repo/rendered' })
      const compare = (tree: FileTree): unknown => {
        const [changes, diagnostics] = computeChangeSet(output!, tree)
        return [listed(changes), diagnostics]
      }
      const tree = { files, held: [], scope, shared }
      expect(compare(tree)).toStrictEqual(compare({ ...tree, files: looseFiles([...filesOf(files)]) }))
    }),
  )
})
