import { expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { applyChangeSet } from '../../../src/host/output/apply-change-set.ts'
import { emptyListing } from '../../../src/host/output/output-listing.ts'
import { computeChangeSet } from '../../../src/host/output/compute-change-set.ts'
import { openOutput, type Output } from '../../../src/host/output/output.ts'
import type { PreviousOutput } from '../../../src/host/previous/previous-output.ts'
import type { FileTree } from '../../../src/model/file-tree.ts'
import { fileTree, rendered } from '../../helpers/file-tree.ts'
import { createMemoryHost, type MemoryHost, systemError } from '../../helpers/memory-host.ts'

const out = '/repo/rendered'

function repository(files: Readonly<Record<string, string>> = {}): MemoryHost {
  const host = createMemoryHost({ '/repo/source.yaml': 'source' })
  for (const [path, content] of Object.entries(files)) host.put(`${out}/${path}`, content)
  return host
}

function open(host: MemoryHost): Output {
  return openOutput(host, { root: '/repo', directory: out })[0]!
}

function render(host: MemoryHost, tree: FileTree, previous?: PreviousOutput): readonly Diagnostic[] {
  const output = open(host)
  const [changes, diagnostics] = computeChangeSet(output, tree, previous)
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
  return errors.length > 0 ? errors : applyChangeSet(output, changes, tree, previous)
}

const before = {
  '.gitattributes': rendered('*'),
  'clusters/a/shop/configmaps/changed.yaml': rendered('old'),
  'clusters/a/shop/configmaps/same.yaml': rendered('same'),
  'clusters/a/shop/secrets/gone.yaml': rendered('gone'),
  'clusters/b/gone.yaml': rendered('gone'),
  'clusters/b/notes.txt': 'mine',
}
const tree = fileTree({
  '.gitattributes': '*',
  'clusters/a/shop/configmaps/changed.yaml': 'new',
  'clusters/a/shop/configmaps/same.yaml': 'same',
  'clusters/a/shop/configmaps/added.yaml': 'added',
  'clusters/c/_cluster/namespaces/shop.yaml': 'added',
  'clusters/c/shop/services/web.yaml': 'added',
})
const after = {
  '.gitattributes': rendered('*'),
  'clusters/a/shop/configmaps/added.yaml': rendered('added'),
  'clusters/a/shop/configmaps/changed.yaml': rendered('new'),
  'clusters/a/shop/configmaps/same.yaml': rendered('same'),
  'clusters/b/notes.txt': 'mine',
  'clusters/c/_cluster/namespaces/shop.yaml': rendered('added'),
  'clusters/c/shop/services/web.yaml': rendered('added'),
}

it('adds, changes and prunes files, removes what this empties, and leaves foreign files and nothing of its own', () => {
  const host = repository(before)
  expect(render(host, tree)).toEqual([])
  expect(host.dump(out)).toEqual(after)
})

it('writes no unchanged file again', () => {
  const host = repository(before)
  const same = host.identity(`${out}/clusters/a/shop/configmaps/same.yaml`)
  const changed = host.identity(`${out}/clusters/a/shop/configmaps/changed.yaml`)
  render(host, tree)
  expect(host.identity(`${out}/clusters/a/shop/configmaps/same.yaml`)).toBe(same)
  expect(host.identity(`${out}/clusters/a/shop/configmaps/changed.yaml`)).not.toBe(changed)
})

it('does nothing at all where nothing differs', () => {
  const host = repository(after)
  expect(render(host, tree)).toEqual([])
  expect(host.operations).toEqual([])
})

it('does not even create the output directory where there is nothing to write', () => {
  const host = repository()
  expect(render(host, fileTree({}))).toEqual([])
  expect(host.operations).toEqual([])
})

it('brings an absent directory by one rename, and prunes last', () => {
  const host = repository(before)
  render(host, tree)
  const steps = host.operations.filter((operation) => /^(rename|removeFile|removeDirectory)/.test(operation))
  expect(steps).toEqual([
    `rename ${out}/.fedrender/file-0 ${out}/clusters/a/shop/configmaps/added.yaml`,
    `rename ${out}/.fedrender/directory-1 ${out}/clusters/c`,
    `rename ${out}/.fedrender/file-2 ${out}/clusters/a/shop/configmaps/changed.yaml`,
    `removeFile ${out}/clusters/a/shop/secrets/gone.yaml`,
    `removeFile ${out}/clusters/b/gone.yaml`,
    `removeDirectory ${out}/clusters/a/shop/secrets`,
    `removeFile ${out}/.fedrender/lock`,
    `removeDirectory ${out}/.fedrender`,
  ])
})

it('creates the output directory, and those above it, on the first run', () => {
  const host = createMemoryHost({ '/repo/source.yaml': '' })
  const [output] = openOutput(host, { root: '/repo', directory: '/repo/deploy/rendered' })
  const [changes] = computeChangeSet(output!, tree)
  expect(applyChangeSet(output!, changes, tree)).toEqual([])
  expect(Object.keys(host.dump('/repo/deploy'))).toContain('rendered/clusters/c/shop/services/web.yaml')
})

it('puts back a held file that only the previous output has', () => {
  const host = repository()
  const previous: PreviousOutput = {
    listing: emptyListing,
    paths: ['clusters/a/x.yaml'],
    read: () => Buffer.from(rendered('published')),
  }
  const held = [{ reason: 'cluster-not-ready', clusterDirectory: 'a' }] as const
  expect(render(host, fileTree({}, { held }), previous)).toEqual([])
  expect(host.dump(out)).toEqual({ 'clusters/a/x.yaml': rendered('published') })
})

it('ignores its work directory for Git while it runs, and gives no staged single file an extension', () => {
  const host = repository(before)
  let ignored: string | undefined
  host.onOperation = (operation) => {
    if (operation.startsWith('rename')) ignored = host.dump(out)['.fedrender/.gitignore']
  }
  render(host, tree)
  expect(ignored).toBe('*\n')
  const staged = host.operations.filter((operation) => operation.includes('.fedrender/file'))
  expect(staged.length).toBeGreaterThan(0)
  for (const operation of staged) expect(operation.split(' ')[1]).toMatch(/\/file-\d+$/)
})

/** Runs with a fault at the n-th effect that writes; the fault lasts, as a full disk does, or passes. */
function renderWithFault(host: MemoryHost, faultAt: number, code: string): readonly Diagnostic[] {
  host.onOperation = (operation, count) => {
    if (count === faultAt) throw systemError(code, operation.split(' ')[1]!)
  }
  const diagnostics = render(host, tree)
  host.onOperation = undefined
  return diagnostics
}

const operationCount = ((): number => {
  const host = repository(before)
  render(host, tree)
  return host.operations.length
})()

it.each(['ENOSPC', 'EACCES', 'EROFS'])(
  'survives %s at every single effect: an error, every file old or new, and the next run converges',
  (code) => {
    expect(operationCount).toBeGreaterThan(20)
    for (let faultAt = 1; faultAt <= operationCount; faultAt += 1) {
      const host = repository(before)
      const diagnostics = renderWithFault(host, faultAt, code)
      const refused = host.operations[faultAt - 1]!
      const promoted = host.operations
        .slice(0, faultAt - 1)
        .some((operation) => operation.startsWith('rename'))
      expect(diagnostics, refused).toMatchObject([{ code: 'output-write-failed', severity: 'error' }])
      if (!promoted) expect(host.dump(out), refused).toEqual(before)
      if (!promoted) expect(diagnostics[0]!.message).toContain('the output is as it was')
      for (const [path, text] of Object.entries(host.dump(out))) {
        if (path.startsWith('.fedrender')) continue
        const versions = [before[path as keyof typeof before], after[path as keyof typeof after]]
        // A directory that a refused prune left empty is no file.
        expect(path.endsWith('/') ? [''] : versions, `${refused}: ${path}`).toContain(text)
      }
      expect(render(host, tree), refused).toEqual([])
      expect(host.dump(out), refused).toEqual(after)
    }
  },
)

it('survives a fault that does not pass: every file is old or new, and the next run after it converges', () => {
  for (let faultAt = 1; faultAt <= operationCount; faultAt += 1) {
    const host = repository(before)
    host.onOperation = (operation, count) => {
      if (count >= faultAt) throw systemError('EROFS', operation.split(' ')[1]!)
    }
    expect(render(host, tree), `from ${faultAt}`).toMatchObject([{ code: 'output-write-failed' }])
    host.onOperation = undefined
    for (const [path, text] of Object.entries(host.dump(out))) {
      if (path.startsWith('.fedrender') || path.endsWith('/')) continue
      expect([before[path as keyof typeof before], after[path as keyof typeof after]]).toContain(text)
    }
    expect(render(host, tree), `after ${faultAt}`).toEqual([])
    expect(host.dump(out), `after ${faultAt}`).toEqual(after)
  }
})

it('leaves no output directory behind where the first run is refused', () => {
  for (let faultAt = 1; faultAt <= 12; faultAt += 1) {
    const host = repository()
    const diagnostics = renderWithFault(host, faultAt, 'ENOSPC')
    const refused = host.operations[faultAt - 1]!
    expect(diagnostics, refused).toMatchObject([{ code: 'output-write-failed' }])
    if (refused.startsWith('rename')) break
    expect(host.dump('/repo'), refused).toEqual({ 'source.yaml': 'source' })
  }
})

it('asks whether every directory may be written to before it changes the first', () => {
  const host = repository(before)
  host.onRead = (operation) => {
    if (operation === `checkWritable ${out}/clusters/b`) throw systemError('EACCES', `${out}/clusters/b`)
  }
  const diagnostics = render(host, tree)
  expect(diagnostics).toMatchObject([
    {
      code: 'output-write-failed',
      message: `The output could not be written, because "${out}/clusters/b" was refused: permission is denied (EACCES); the output is as it was.`,
    },
  ])
  expect(host.dump(out)).toEqual(before)
})

it('says how far it came where a rename is refused in the middle', () => {
  const host = repository(before)
  host.onOperation = (operation) => {
    if (operation.endsWith('/clusters/c')) throw systemError('ENOSPC', `${out}/clusters/c`)
  }
  expect(render(host, tree)[0]!.message).toContain('1 of 5 changes are in place')
})

it('lets a bug through as what it is', () => {
  const host = repository(before)
  host.onOperation = () => {
    throw new TypeError('a bug')
  }
  expect(() => render(host, tree)).toThrow('a bug')
})

it('clears away what a killed run left, even where nothing else is to do', () => {
  const host = repository(after)
  host.put(
    `${out}/.fedrender/lock`,
    '4711 2026-01-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000 here\n',
  )
  host.put(`${out}/.fedrender/directory-0/shop/x.yaml`, 'half')
  expect(render(host, tree)).toEqual([])
  expect(host.dump(out)).toEqual(after)
})

it('refuses to run beside a live run, names it, and touches nothing', () => {
  const host = repository(before)
  host.put(
    `${out}/.fedrender/lock`,
    '4711 2026-01-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000 here\n',
  )
  host.put(`${out}/.fedrender/file-0`, 'its work')
  host.running.add(4711)
  const untouched = host.dump(out)
  expect(render(host, tree)).toMatchObject([
    {
      code: 'output-locked',
      message:
        'Process 4711 on host "here" has been writing to the output directory since "2026-01-01T00:00:00.000Z".',
    },
  ])
  expect(host.dump(out)).toEqual(untouched)
})

it('writes nothing where the output changed after it was compared', () => {
  const host = repository(before)
  const output = open(host)
  const [changes] = computeChangeSet(output, tree)
  host.put(`${out}/clusters/a/shop/configmaps/same.yaml`, rendered('another run was here'))
  const untouched = host.dump(out)
  expect(applyChangeSet(output, changes, tree)).toMatchObject([{ code: 'output-changed-meanwhile' }])
  expect(host.dump(out)).toEqual(untouched)
})

it('prunes nothing that was not judged: another content of the same file stops the run', () => {
  const host = repository(before)
  const output = open(host)
  const [changes] = computeChangeSet(output, tree)
  host.put(`${out}/clusters/b/gone.yaml`, rendered('another content'))
  expect(applyChangeSet(output, changes, tree)).toMatchObject([{ code: 'output-changed-meanwhile' }])
  expect(host.dump(out)).toHaveProperty('clusters/b/gone.yaml')
})

it('overwrites no foreign file that came after the comparison', () => {
  const host = repository(before)
  const output = open(host)
  const [changes] = computeChangeSet(output, tree)
  host.put(`${out}/clusters/a/shop/configmaps/added.yaml`, 'foreign')
  expect(applyChangeSet(output, changes, tree)).toMatchObject([{ code: 'output-file-foreign' }])
  expect(host.dump(out)).toMatchObject({ 'clusters/a/shop/configmaps/added.yaml': 'foreign' })
})

it.each(['/elsewhere', '/elsewhere/absent'])(
  'does not work in a .fedrender that is a link to %s',
  (target) => {
    const host = repository(before)
    host.put('/elsewhere/keep.txt', 'keep')
    host.link(`${out}/.fedrender`, target)
    expect(render(host, tree)).toMatchObject([{ code: 'output-obstructed' }])
    expect(host.dump('/elsewhere')).toEqual({ 'keep.txt': 'keep' })
    expect(host.dump(out)).toEqual({ ...before, '.fedrender': `-> ${target}` })
  },
)

it('moves a file whose name changed in case only to its new name before it writes it', () => {
  const host = repository({ 'clusters/a/x/roles/Admin.yaml': rendered('old') })
  expect(render(host, fileTree({ 'clusters/a/x/roles/admin.yaml': 'new' }))).toEqual([])
  expect(host.dump(out)).toEqual({ 'clusters/a/x/roles/admin.yaml': rendered('new') })
  // Where case doesn't count, deleting the old name would delete the new file.
  expect(
    host.operations.filter((operation) => operation.startsWith('removeFile') && operation.includes('dmin')),
  ).toEqual([])
})

it.each([
  ['a directory of the output', `${out}/clusters/a/shop`],
  ['the output directory', out],
  ['the directory that a run works in', `${out}/.fedrender`],
])(
  'writes and deletes nothing through a link that comes in place of %s between two changes',
  (_, swapped) => {
    let reported = 0
    for (let count = 1, isOver = false; !isOver; count += 1) {
      const { host, diagnostics } = swappedRun(swapped, count)
      expect(host.dump('/victim')).toStrictEqual(victim)
      reported += diagnostics.some(({ code }) => code === 'output-write-failed') ? 1 : 0
      isOver = host.kindOf('/elsewhere') === 'absent'
    }
    expect(reported).toBeGreaterThan(0)
  },
)

const victim = { 'changed.yaml': 'mine', 'configmaps/changed.yaml': 'mine', 'secrets/gone.yaml': 'mine' }

/** A run in which another program puts a link in place of a directory right after so many changes of the disk. */
function swappedRun(
  swapped: string,
  changes: number,
): { readonly host: MemoryHost; readonly diagnostics: readonly Diagnostic[] } {
  const host = repository(before)
  for (const [path, content] of Object.entries(victim)) host.put(`/victim/${path}`, content)
  const { rename, createFile, removeFile, createDirectory } = host
  let count = 0
  const counted =
    <T extends readonly unknown[]>(change: (...args: T) => void) =>
    (...args: T): void => {
      change(...args)
      count += 1
      if (count !== changes || host.kindOf(swapped) !== 'directory') return
      rename(swapped, '/elsewhere')
      host.link(swapped, '/victim')
    }
  host.rename = counted(rename)
  host.createFile = counted(createFile)
  host.removeFile = counted(removeFile)
  host.createDirectory = counted(createDirectory)
  return { host, diagnostics: render(host, tree) }
}
