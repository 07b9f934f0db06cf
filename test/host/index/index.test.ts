import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  existsSync,
  renameSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { git, scratchDirectory } from '../../helpers/git-repository.ts'
import { createIndexedRepository, sourceTexts } from './indexed-repository.ts'

const configMap = 'rendered/clusters/eu/shop/configmaps/a.yaml'

/** A repository of which a run without a change is remembered. */
function settled(environment: Record<string, string> = {}): ReturnType<typeof createIndexedRepository> {
  const repository = createIndexedRepository(scratchDirectory(), environment)
  repository.run('render')
  pause()
  repository.run('render')
  return repository
}

/** Longer than the time between two ticks of the clock of a file system. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
}

it('reads no file where nothing has changed, and prints what a full run prints', () => {
  const repository = settled()
  const full = repository.run('render', '--no-index')
  expect(repository.reads()).not.toStrictEqual([])
  expect(repository.run('render')).toStrictEqual(full)
  expect(repository.reads()).toStrictEqual([])
  expect(full.stderr).toContain('override-equals-template')
})

it('reads of the output what may have changed, where a source changed', () => {
  const repository = settled()
  writeFileSync(join(repository.root, 'shop/a.yaml'), sourceTexts['shop/a.yaml']?.[1] ?? '')
  const { stderr } = repository.run('render')
  expect(stderr).toContain('wrote 2 files')
  const compared = repository.reads().filter((path) => path.startsWith('rendered/'))
  expect([...new Set(compared)].sort()).toStrictEqual([configMap, configMap.replace('/eu/', '/us/')])
})

it('lists of the output the directories that changed, where a source changed', () => {
  const repository = settled()
  writeFileSync(join(repository.root, 'shop/a.yaml'), sourceTexts['shop/a.yaml']?.[1] ?? '')
  writeFileSync(join(repository.root, 'rendered/clusters/eu/shop/mine.yaml'), 'kind: X\n')
  expect(repository.run('render').stderr).toContain('mine.yaml')
  const listed = repository.listings().filter((path) => path.startsWith('rendered/clusters'))
  expect([...new Set(listed)].sort()).toStrictEqual(['rendered/clusters/eu/shop'])
})

it('writes a file again whose content changed, though its length and the time of its content did not', () => {
  const repository = createIndexedRepository(scratchDirectory())
  repository.run('render')
  const path = join(repository.root, configMap)
  const text = readFileSync(path, 'utf8')
  utimesSync(path, 1000, 1000)
  pause()
  repository.run('render')
  writeFileSync(path, text.replace('key: "x"', 'key: "y"').replace('key: x', 'key: y'))
  utimesSync(path, 1000, 1000)
  expect(readFileSync(path, 'utf8')).not.toBe(text)
  expect(repository.run('render').stderr).toContain('wrote 1 file')
  expect(readFileSync(path, 'utf8')).toBe(text)
})

it('lists sources always, and directories of the output that changed', () => {
  const repository = settled()
  writeFileSync(join(repository.root, 'shop/new.yaml'), 'kind: [')
  expect(repository.run('render').exitCode).toBe(2)
  unlinkSync(join(repository.root, 'shop/new.yaml'))
  writeFileSync(join(repository.root, 'rendered/clusters/eu/mine.yaml'), 'kind: X\n')
  expect(repository.run('render').stderr).toContain('mine.yaml')
})

it.each([
  ['--check'],
  ['--dry-run'],
  ['--no-index'],
  ['--stdout'],
  ['--cluster', 'eu'],
  ['--shard', '1/2'],
  ['--keep-going'],
  ['--approve-prune', '0123456789abcdef'],
])('reads everything with %s', (...words) => {
  const repository = settled()
  repository.run('render', ...words)
  expect(repository.reads()).toContain('shop/a.yaml')
})

it('reads everything and remembers nothing where CI is set', () => {
  const repository = settled({ CI: 'true' })
  repository.run('render')
  expect(repository.reads()).toContain(configMap)
  expect(repository.indexPath()).toBeUndefined()
})

it('remembers no run that found errors', () => {
  const repository = createIndexedRepository(scratchDirectory())
  writeFileSync(join(repository.root, 'shop/b.yaml'), 'kind: [')
  repository.run('render')
  expect(repository.indexPath()).toBeUndefined()
})

it('takes another command line for another run', () => {
  const repository = settled()
  repository.run('render', '--strict')
  expect(repository.reads()).toContain('shop/a.yaml')
})

it('keeps the index in the Git repository, where no commit can bring one', () => {
  const repository = createIndexedRepository(scratchDirectory())
  git(repository.root, 'init', '-q')
  repository.run('render')
  pause()
  repository.run('render')
  expect(repository.indexPath()).toBeUndefined()
  expect(existsSync(join(repository.root, '.git/fedrender'))).toBe(true)
  repository.run('render')
  expect(repository.reads()).not.toContain('shop/a.yaml')
})

it.each<readonly [what: string, harm: (path: string) => void]>([
  ['is damaged', (path) => flipByte(path)],
  ['is cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 1000))],
  ['is empty', (path) => writeFileSync(path, '')],
  ['may have been written by others', (path) => chmodSync(path, 0o666)],
  ['has another name', (path) => linkSync(path, `${path}.other`)],
  [
    'is a link',
    (path) => {
      renameSync(path, `${path}.other`)
      symlinkSync(`${path}.other`, path)
    },
  ],
  [
    'is a directory',
    (path) => {
      unlinkSync(path)
      mkdirSync(path)
    },
  ],
  ['is in a directory that others may write to', (path) => chmodSync(join(path, '..'), 0o777)],
])('reads everything, and says what it always says, where the index %s', (_, harm) => {
  const repository = settled()
  const path = repository.indexPath() ?? ''
  const said = repository.run('render')
  expect(repository.reads()).toStrictEqual([])
  harm(path)
  expect(repository.run('render')).toStrictEqual(said)
  expect(repository.reads()).toContain('shop/a.yaml')
})

it('renders without an index where none can be written', () => {
  const repository = createIndexedRepository(scratchDirectory())
  writeFileSync(repository.cache, '')
  expect(repository.run('render').exitCode).toBe(0)
  expect(repository.run('render').exitCode).toBe(0)
  expect(repository.reads()).toContain('shop/a.yaml')
})

function flipByte(path: string): void {
  const content = readFileSync(path)
  content[content.length - 20] = (content[content.length - 20] ?? 0) ^ 1
  writeFileSync(path, content)
}
