import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { directoryEntry } from '../../../src/host/directory-entry.ts'
import type { FileStatus } from '../../../src/host/host.ts'
import { digestOf } from '../../../src/host/index/question.ts'
import { describeQuestion, type Fact, type RunRecord } from '../../../src/host/index/run-record.ts'
import { decodeRun, encodeRun } from '../../../src/host/index/run-record-bytes.ts'
import { directoryPaths, filePaths, type TreeRecords } from '../../../src/host/index/tree-records.ts'
import { createTreeRecorder } from '../../../src/host/index/tree-recorder.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'
import { createIndexedRepository, type IndexedRepository, sourceTexts } from './indexed-repository.ts'

const directory = 'rendered/clusters/eu/shop/configmaps'
const configMap = `${directory}/a.yaml`

function settled(): IndexedRepository {
  const repository = createIndexedRepository(scratchDirectory())
  repository.run('render')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  repository.run('render')
  return repository
}

function recordOf(repository: IndexedRepository): RunRecord {
  const record = decodeRun(readFileSync(repository.indexPath() ?? ''))
  if (record === undefined) throw new Error('there is no index')
  return record
}

/** The record with only some of its directories, and the files in them, and only some of its files. */
function filtered(
  { names, hashes, lengths, traits, columns }: TreeRecords,
  isKept: (what: string, path: string) => boolean,
): TreeRecords {
  const recorder = createTreeRecorder()
  const kinds = ['file', 'directory', 'link', 'special'] as const
  const statusOf = (
    trait: number,
    ino: bigint,
    mtimeNs: bigint,
    ctimeNs: bigint,
    size: bigint,
  ): FileStatus => ({
    ...traits[trait]!,
    ino,
    mtimeNs,
    ctimeNs,
    size,
  })
  const tree = { names, hashes, lengths, traits, columns }
  const files = [...filePaths(tree)]
  let [entry, file] = [0, 0]
  for (const [index, path] of directoryPaths(tree).entries()) {
    const end = entry + columns.entryCounts[index]!
    const entries = Array.from(columns.entries.subarray(entry, end), (each) =>
      directoryEntry(names[each >>> 3]!, kinds[each & 7]!),
    )
    const isListed = isKept('readDirectory', path)
    const ino = columns.directoryInodes[index]!
    const [mtimeNs, ctimeNs] = [columns.directoryModified[index]!, columns.directoryChanged[index]!]
    const status = statusOf(columns.directoryTraits[index]!, ino, mtimeNs, ctimeNs, 0n)
    if (isListed) recorder.list(path, entries, ino === 0n ? undefined : status)
    entry = end
    const last = file + columns.fileCounts[index]!
    for (; file < last; file += 1) {
      const content = { hash: hashes[columns.fileTexts[file]!]!, length: lengths[columns.fileTexts[file]!]! }
      const [modified, changed] = [columns.modified[file]!, columns.changed[file]!]
      const known = statusOf(
        columns.fileTraits[file]!,
        columns.inodes[file]!,
        modified,
        changed,
        content.length,
      )
      const isRead = isListed && isKept('readFile', files[file]!)
      if (isRead)
        recorder.read(
          path,
          names[columns.fileNames[file]!]!,
          content,
          columns.inodes[file] === 0n ? undefined : known,
        )
    }
  }
  return recorder.finish()
}

/** Puts an index in place; where there is one no more, at the place that it had. */
function put(repository: IndexedRepository, record: RunRecord): void {
  const path = repository.indexPath() ?? places.get(repository) ?? ''
  places.set(repository, path)
  writeFileSync(path, encodeRun(record), { mode: 0o600 })
}

const places = new WeakMap<IndexedRepository, string>()

it('an index whose questions are none of a render is no index: whoever planted it would have them asked', () => {
  const repository = settled()
  const record = recordOf(repository)
  expect(decodeRun(encodeRun(record))).toBeDefined()
  const planted = {
    question: ['runGit', repository.root, '["-c","alias.x=!id","x"]'],
    answer: '',
  } as unknown as Fact
  expect(decodeRun(encodeRun({ ...record, facts: [planted, ...record.facts] }))).toBeUndefined()
})

describe('render --verify', () => {
  it('finds nothing where the index is right, and prints what a full run prints', () => {
    const repository = settled()
    expect(repository.run('render', '--verify')).toStrictEqual(repository.run('render', '--no-index'))
  })

  it('reads everything also where the index is right', () => {
    const repository = settled()
    repository.run('render', '--verify')
    expect(repository.reads()).toStrictEqual(expect.arrayContaining(['shop/a.yaml', configMap]))
  })

  it('is done in a pipeline too, and leaves the index as it is', () => {
    const repository = settled()
    const path = repository.indexPath() ?? ''
    const content = readFileSync(path)
    repository.environment['CI'] = 'true'
    expect(repository.run('render', '--verify').exitCode).toBe(0)
    expect(readFileSync(path)).toStrictEqual(content)
    const record = recordOf(repository)
    put(repository, { ...record, facts: record.facts.slice(1) })
    expect(repository.run('render', '--verify').exitCode).toBe(70)
  })

  it('finds each single fact that was not recorded', { timeout: 600_000 }, () => {
    const repository = settled()
    const record = recordOf(repository)
    expect(record.facts.length).toBeGreaterThan(10)
    for (const dropped of record.facts) {
      put(repository, { ...record, facts: record.facts.filter((fact) => fact !== dropped) })
      const { exitCode, stderr } = repository.run('render', '--verify')
      expect(exitCode, describeQuestion(dropped.question)).toBe(70)
      expect(stderr).toContain(describeQuestion(dropped.question))
      expect(repository.indexPath()).toBeUndefined()
    }
  })

  it('finds each single directory and file that was not recorded', { timeout: 600_000 }, () => {
    const repository = settled()
    const record = recordOf(repository)
    const all = [
      ...directoryPaths(record.tree).map((path) => ['readDirectory', path] as const),
      ...Array.from(filePaths(record.tree), (path) => ['readFile', path] as const),
    ]
    expect(all.length).toBeGreaterThan(15)
    put(repository, { ...record, tree: filtered(record.tree, () => true) })
    expect(repository.run('render', '--verify').exitCode).toBe(0)
    for (const [what, path] of all) {
      const tree = filtered(record.tree, (...each) => each.join() !== [what, path].join())
      put(repository, { ...record, tree })
      const { exitCode, stderr } = repository.run('render', '--verify')
      expect(exitCode, `${what} ${path}`).toBe(70)
      expect(stderr).toContain(`${what} ${path}`)
    }
  })

  it('finds another result than the one that is remembered', () => {
    const repository = settled()
    const record = recordOf(repository)
    put(repository, { ...record, said: record.said?.replace('"clusters":2', '"clusters":3') ?? '' })
    expect(repository.run('render').stderr).toContain('3 clusters')
    expect(repository.run('render', '--verify')).toMatchObject({
      exitCode: 70,
      stderr: expect.stringContaining('the result') as string,
    })
    expect(repository.run('render').stderr).toContain('2 clusters')
  })

  it('finds a source and a file of the output that are not what their status says', () => {
    for (const path of ['shop/a.yaml', configMap]) {
      const repository = settled()
      poison(repository, path)
      expect(repository.run('render', '--verify')).toMatchObject({
        exitCode: 70,
        stderr: expect.stringContaining(path) as string,
      })
    }
  })

  it('finds a directory of the output that does not list what its status says, also where a source changed', () => {
    const repository = settled()
    const place = join(repository.root, directory)
    const record = recordOf(repository)
    writeFileSync(join(place, 'mine.yaml'), 'kind: X\n')
    const number = directoryPaths(record.tree).indexOf(place)
    const status = createNodeHost().statusOf?.(place)
    record.tree.columns.directoryModified[number] = status?.mtimeNs ?? 0n
    record.tree.columns.directoryChanged[number] = status?.ctimeNs ?? 0n
    put(repository, record)
    writeFileSync(join(repository.root, 'shop/a.yaml'), sourceTexts['shop/a.yaml']?.[1] ?? '')
    expect(repository.run('render', '--verify')).toMatchObject({
      exitCode: 70,
      stderr: expect.stringContaining(`the content of ${place}`) as string,
    })
  })
})

it('is trusted by no gate', () => {
  const repository = settled()
  poison(repository, configMap)
  expect(repository.run('render').stderr).toContain('wrote 0 files')
  expect(repository.run('render', '--check')).toMatchObject({
    exitCode: 1,
    stdout: `M ${configMap.slice(9)}\n`,
  })
  const { stdout } = repository.run('render', '--dry-run')
  expect(stdout).toBe(`M ${configMap.slice(9)}\n`)
  expect(repository.run('render', '--no-index').stderr).toContain('wrote 1 file')
})

/** Changes a file, and puts an index in place that was written by somebody who knows its status. */
function poison(repository: IndexedRepository, path: string): void {
  const record = recordOf(repository)
  const place = join(repository.root, path)
  const { atime, mtime } = statSync(place)
  const text = readFileSync(place, 'utf8')
  writeFileSync(place, text.replace('data', 'dada'))
  utimesSync(place, atime, mtime)
  expect(digestOf(readFileSync(place))).not.toBe(digestOf(Buffer.from(text)))
  const status = createNodeHost().statusOf?.(place)
  const number = [...filePaths(record.tree)].indexOf(place)
  if (number !== -1) {
    record.tree.columns.modified[number] = status?.mtimeNs ?? 0n
    record.tree.columns.changed[number] = status?.ctimeNs ?? 0n
  }
  const words =
    status && [status.dev, status.ino, status.mode, status.size, status.mtimeNs, status.ctimeNs].join(' ')
  const facts = record.facts.map((fact) =>
    fact.question[1] === place && fact.status !== undefined ? { ...fact, status: words ?? '' } : fact,
  )
  put(repository, { ...record, facts })
}
