import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { countWork } from '../../../src/host/count-work.ts'
import type { Host } from '../../../src/host/host.ts'
import { applyChangeSet } from '../../../src/host/output/apply-change-set.ts'
import { computeChangeSet } from '../../../src/host/output/compute-change-set.ts'
import { openOutput } from '../../../src/host/output/output.ts'
import { emptyListing } from '../../../src/host/output/output-listing.ts'
import type { PreviousOutput } from '../../../src/host/previous/previous-output.ts'
import {
  filesOfShared,
  type SecondWriter,
  type SharedFiles,
  stopAt,
  takeNext,
} from '../../../src/host/writers/shared-files.ts'
import { writeClusters } from '../../../src/host/writers/write-clusters.ts'
import type { FileTree } from '../../../src/model/file-tree.ts'
import { filesOf } from '../../../src/output/file-matrix.ts'
import { rendered } from '../../helpers/file-tree.ts'
import { createMemoryHost, type MemoryHost, systemError } from '../../helpers/memory-host.ts'

const out = '/repo/rendered'

/** A fleet of so many clusters; each has all files but one, in three directories below it. */
function fleet(clusters: number, files = 6, rest: Partial<FileTree> = {}): FileTree {
  const directories = Array.from({ length: clusters }, (_, index) => `c${String(index).padStart(2, '0')}`)
  const paths = Array.from({ length: files }, (_, index) => {
    const directory = ['_cluster/namespaces', 'shop/configmaps', 'shop/secrets'][index % 3]
    return `${directory}/x${String(index).padStart(4, '0')}.yaml`
  }).sort()
  const texts = ['equal', 'other'].map(rendered)
  const cells = Uint32Array.from({ length: clusters * files }, (_, cell) => {
    const [row, column] = [Math.floor(cell / files), cell % files]
    return column === row % files ? 0 : 1 + (column % 2)
  })
  const loose = ['.gitattributes', 'flux/all.yaml'].map((path) => ({ path, text: rendered(path) }))
  const matrix = { directories, paths, texts, cells, loose }
  return { files: matrix, held: [], scope: ['clusters/'], shared: true, ...rest }
}

function contentsOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(Array.from(filesOf(tree.files), ({ path, text }) => [path, text]))
}

function render(host: Host, tree: FileTree, previous?: PreviousOutput): readonly Diagnostic[] {
  const [output] = openOutput(host, { root: '/repo', directory: out })
  const [changes, diagnostics] = computeChangeSet(output!, tree, previous)
  expect(diagnostics).toEqual([])
  return applyChangeSet(output!, changes, tree, previous)
}

const repository = (): MemoryHost => createMemoryHost({ '/repo/source.yaml': 'source' })

/** What became of a second writer that writes one cluster each time that the first one has written one. */
interface Played {
  written: number
  isFinished: boolean
  stopped: number | undefined
}

/** The host with such a writer, which is refused something at its n-th cluster. */
function withSecondWriter(host: MemoryHost, refusedAt = 0): { readonly host: Host; readonly played: Played } {
  const played: Played = { written: 0, isFinished: false, stopped: undefined }
  const startWriter = (shared: SharedFiles): SecondWriter => {
    let error: unknown
    let clusters = 0
    return {
      collect: () => {
        const next = error === undefined ? takeNext(shared) : undefined
        if (next === undefined) return 0
        clusters += 1
        if (clusters === refusedAt) {
          error = systemError('ENOSPC', `${shared.places[next]}/shop`)
          Atomics.store(shared.signal, stopAt, 1)
          return 0
        }
        const turn = [next].values()
        const before = host.operations.filter((operation) => operation.startsWith('createFile')).length
        writeClusters(host, filesOfShared(shared), () => turn.next().value)
        const after = host.operations.filter((operation) => operation.startsWith('createFile')).length
        played.written += after - before
        return after - before
      },
      finish: () => {
        played.isFinished = true
        played.stopped = shared.signal[stopAt]
        if (error !== undefined) throw error
      },
    }
  }
  return { host: { ...host, startWriter }, played }
}

describe('clusters that the output lacks', () => {
  it('are staged whole, beside those that it has, and come in the order of paths', () => {
    const host = repository()
    expect(render(host, fleet(2))).toEqual([])
    expect(host.dump(out)).toEqual(contentsOf(fleet(2)))
    const before = host.operations.length
    expect(render(host, fleet(4))).toEqual([])
    expect(host.dump(out)).toEqual(contentsOf(fleet(4)))
    const renames = host.operations.slice(before).filter((operation) => operation.startsWith('rename'))
    expect(renames.map((operation) => operation.split(' ')[2])).toEqual([
      `${out}/clusters/c02`,
      `${out}/clusters/c03`,
    ])
  })

  it('are put in place in the order of paths among the other files', () => {
    const host = repository()
    render(host, fleet(2))
    const renames = host.operations.filter((operation) => operation.startsWith('rename'))
    expect(renames.map((operation) => operation.split(' ')[2])).toEqual(
      ['.gitattributes', 'clusters', 'flux'].map((path) => `${out}/${path}`),
    )
  })

  it('have what is put back of the previous output too', () => {
    const host = repository()
    const previous: PreviousOutput = {
      listing: emptyListing,
      paths: ['clusters/c00/shop/secrets/held.yaml'],
      read: () => Buffer.from(rendered('published')),
    }
    const tree = fleet(2, 6, { held: [{ reason: 'object-in-error', typeDirectory: 'secrets' }] })
    expect(render(host, tree, previous)).toEqual([])
    const held = { 'clusters/c00/shop/secrets/held.yaml': rendered('published') }
    expect(host.dump(out)).toEqual({ ...contentsOf(tree), ...held })
  })

  it('leave the output as it was where any effect is refused, and the next run writes them', () => {
    const whole = repository()
    render(whole, fleet(3))
    const isPromotion = (operation: string): boolean => operation.startsWith('rename')
    const count = whole.operations.findIndex(isPromotion)
    expect(count).toBeGreaterThan(20)
    for (let refused = 1; refused <= count; refused += 1) {
      const host = repository()
      host.onOperation = (operation, index) => {
        if (index === refused) throw systemError('ENOSPC', operation.split(' ')[1]!)
      }
      expect(render(host, fleet(3))).toMatchObject([{ code: 'output-write-failed' }])
      host.onOperation = undefined
      expect(host.dump('/repo')).toEqual({ 'source.yaml': 'source' })
      expect(render(host, fleet(3))).toEqual([])
      expect(host.dump(out)).toEqual(contentsOf(fleet(3)))
    }
  })

  it('are written through no link that comes in place of a staged directory', () => {
    const host = repository()
    host.put('/victim/', '')
    const { createDirectory } = host
    host.createDirectory = (path) => {
      if (path.endsWith('c01/shop/secrets')) host.link(path, '/victim')
      else createDirectory(path)
    }
    expect(render(host, fleet(2))).toMatchObject([{ code: 'output-write-failed' }])
    expect(host.dump('/victim')).toEqual({ '/': '' })
  })

  it('have no directory made through a link that comes in place of one while others are written', () => {
    const host = repository()
    host.put('/victim/', '')
    const { createFile } = host
    host.createFile = (path, content, like) => {
      createFile(path, content, like)
      const first = path.indexOf('/c00/')
      if (first === -1) return
      host.removeTree(`${path.slice(0, first)}/c01`)
      host.link(`${path.slice(0, first)}/c01`, '/victim')
    }
    expect(render(host, fleet(2))).toMatchObject([{ code: 'output-write-failed' }])
    expect(host.dump('/victim')).toEqual({ '/': '' })
  })
})

describe('a second writer', () => {
  const large = fleet(20, 600)

  it('is asked for where there are many files, and writes a part of them', () => {
    const memory = repository()
    const { host, played } = withSecondWriter(memory)
    expect(render(host, large)).toEqual([])
    expect(memory.dump(out)).toEqual(contentsOf(large))
    expect(played.written).toBeGreaterThan(4000)
    expect(played.isFinished).toBe(true)
  })

  it('is not asked for where there are few', () => {
    const memory = repository()
    const { host, played } = withSecondWriter(memory)
    expect(render(host, fleet(16, 600))).toEqual([])
    expect(played).toEqual({ written: 0, isFinished: false, stopped: undefined })
  })

  it('is counted as the first one is', () => {
    let count = 0
    const { host } = withSecondWriter(repository())
    render(
      countWork(host, (work) => {
        if (work === 'written') count += 1
      }),
      large,
    )
    // The lock, which is deleted too, and the file by which Git ignores the work directory are files as well.
    expect(count).toBe(Object.keys(contentsOf(large)).length + 3)
  })

  it('reports what it is refused, and nothing is left', () => {
    const memory = repository()
    const { host, played } = withSecondWriter(memory, 3)
    const diagnostics = render(host, large)
    expect(diagnostics).toMatchObject([{ code: 'output-write-failed' }])
    expect(diagnostics[0]!.message).toContain(
      'no space is left on the device (ENOSPC); the output is as it was',
    )
    expect(played.isFinished).toBe(true)
    expect(memory.dump('/repo')).toEqual({ 'source.yaml': 'source' })
  })

  it('stops, and has ended before anything is cleared, where the first one is refused something', () => {
    const memory = repository()
    const { host, played } = withSecondWriter(memory)
    let isCleared: boolean | undefined
    const createFile: Host['createFile'] = (path, content) => {
      if (path.includes('c07/')) throw systemError('EACCES', path)
      memory.createFile(path, content)
    }
    const removeTree: Host['removeTree'] = (path) => {
      isCleared ??= played.isFinished
      memory.removeTree(path)
    }
    expect(render({ ...host, createFile, removeTree }, large)).toMatchObject([
      { code: 'output-write-failed' },
    ])
    expect(played.stopped).toBe(1)
    expect(isCleared).toBe(true)
    expect(memory.dump('/repo')).toEqual({ 'source.yaml': 'source' })
  })
})
