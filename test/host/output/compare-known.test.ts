import { expect, it } from 'vitest'
import { compareWithKnown } from '../../../src/host/output/compare-known.ts'
import { openOutput, type KnownOutput, type Output } from '../../../src/host/output/output.ts'
import type { FileTree } from '../../../src/model/file-tree.ts'
import { rendered } from '../../helpers/file-tree.ts'
import { createMemoryHost, type MemoryHost } from '../../helpers/memory-host.ts'

const [path, other] = ['clusters/a/s/x.yaml', 'clusters/a/s/y.yaml']

function treeOf(texts: readonly (string | undefined)[], rest: Partial<FileTree> = {}): FileTree {
  const files = {
    directories: ['a'],
    paths: ['s/x.yaml', 's/y.yaml'],
    texts: texts.map((text) => rendered(text ?? '')),
    cells: Uint32Array.from(texts, (text, index) => (text === undefined ? 0 : index + 1)),
    loose: [],
  }
  return { files, held: [], scope: ['clusters/'], shared: true, ...rest }
}

const foreign = [{ path: 'clusters/README.md', kind: 'file' as const }]
const known: KnownOutput = {
  directory: '/repo/rendered',
  tree: treeOf(['1', '2']),
  changes: { held: [], foreign },
}

function open(put: (host: MemoryHost) => void = () => undefined): Output {
  const host = createMemoryHost({ '/repo/': '' })
  host.put(`/repo/rendered/${path}`, rendered('1'))
  host.put(`/repo/rendered/${other}`, rendered('2'))
  put(host)
  return openOutput(host, { root: '/repo', directory: '/repo/rendered' })[0]!
}

it('finds the files whose texts change, and leaves what is foreign as it was', () => {
  const changes = compareWithKnown(open(), treeOf(['1', '3']), known)
  const { changed = [], unchanged = [], added = [], ...rest } = changes ?? {}
  expect([...changed].map((file) => file.path)).toStrictEqual([other])
  expect([...unchanged].map((file) => file.path)).toStrictEqual([path])
  expect([...added]).toStrictEqual([])
  expect(rest).toStrictEqual({ pruned: [], held: [], foreign, republished: [], emptied: [] })
})

it('reads only the files that change', () => {
  const output = open((host) => host.put(`/repo/rendered/${path}`, rendered('of another')))
  expect(compareWithKnown(output, treeOf(['1', '3']), known)).toBeDefined()
})

it.each<[string, Parameters<typeof compareWithKnown>]>([
  ['another directory', [open(), treeOf(['1', '3']), { ...known, directory: '/repo/other' }]],
  [
    'an output in which files are held',
    [
      open(),
      treeOf(['1', '3']),
      { ...known, changes: { held: [{ path: other, reason: 'object-in-error' }], foreign } },
    ],
  ],
  [
    'a tree that holds something else',
    [open(), treeOf(['1', '3'], { held: [{ reason: 'cluster-not-ready', clusterDirectory: 'a' }] }), known],
  ],
  ['a part of the output', [open(), treeOf(['1', '3'], { scope: ['clusters/a/'] }), known]],
  ['a run that is for clusters alone', [open(), treeOf(['1', '3'], { shared: false }), known]],
  ['a file that goes', [open(), treeOf(['1', undefined]), known]],
  ['a file that comes', [open(), treeOf(['1', '3']), { ...known, tree: treeOf(['1', undefined]) }]],
  [
    'a file that holds something else',
    [open((host) => host.put(`/repo/rendered/${other}`, rendered('4'))), treeOf(['1', '3']), known],
  ],
  [
    'a file that is longer',
    [open((host) => host.put(`/repo/rendered/${other}`, `${rendered('2')}more`)), treeOf(['1', '3']), known],
  ],
  [
    'a file that is not there',
    [open((host) => host.removeFile(`/repo/rendered/${other}`)), treeOf(['1', '3']), known],
  ],
  [
    'a link',
    [
      open((host) => {
        host.removeFile(`/repo/rendered/${other}`)
        host.link(`/repo/rendered/${other}`, '/repo/rendered/clusters/a/s/x.yaml')
      }),
      treeOf(['1', '3']),
      { ...known, tree: treeOf(['1', '1']) },
    ],
  ],
])('does not know %s', (_, input) => {
  expect(compareWithKnown(...input)).toBeUndefined()
})
