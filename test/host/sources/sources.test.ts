import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { readSources, readStandardInput, sourceSizeLimit } from '../../../src/host/sources/sources.ts'
import { createMemoryHost, systemError } from '../../helpers/memory-host.ts'

const directories: string[] = []
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(`${tmpdir()}/fedrender-sources-`))
  directories.push(directory)
  return directory
}

it('reads every YAML and JSON file of a repository, sorted by path', () => {
  const host = createMemoryHost({
    '/repo/b.yml': 'b',
    '/repo/a-b/x.yaml': 'x',
    '/repo/a/x.json': '{}',
    '/repo/README.md': 'no',
    '/repo/a/yaml': 'no',
  })
  expect(readSources(host, '/repo')).toEqual([
    [
      { path: 'a-b/x.yaml', text: 'x' },
      { path: 'a/x.json', text: '{}' },
      { path: 'b.yml', text: 'b' },
    ],
    [],
  ])
})

it('leaves out the output directory, dot-directories, node_modules and what it is told to skip', () => {
  const host = createMemoryHost({
    '/repo/app.yaml': '',
    '/repo/rendered/clusters/a/b.yaml': '',
    '/repo/rendered-by-hand/c.yaml': '',
    '/repo/.github/workflow.yaml': '',
    '/repo/.hidden.yaml': '',
    '/repo/deep/node_modules/package/d.yaml': '',
    '/repo/fedrender.yaml': '',
  })
  const [sources] = readSources(host, '/repo', { skip: ['rendered', 'fedrender.yaml'] })
  expect(sources.map((source) => source.path)).toEqual(['app.yaml', 'rendered-by-hand/c.yaml'])
})

it('reads what the globs name, each file once, and never what is skipped', () => {
  const host = createMemoryHost({
    '/repo/teams/shop/a.yaml': '',
    '/repo/teams/shop/notes.md': '',
    '/repo/.fleet/clusters.yaml': '',
    '/repo/other/b.yaml': '',
    '/repo/rendered/c.yaml': '',
    '/repo/node_modules/d.yaml': '',
  })
  const patterns = [
    'teams/**',
    'teams/shop/a.yaml',
    '.fleet/*.yaml',
    'rendered/c.yaml',
    'node_modules/d.yaml',
  ]
  const [sources, diagnostics] = readSources(host, '/repo', { patterns, skip: ['rendered'] })
  expect(sources.map((source) => source.path)).toEqual(['.fleet/clusters.yaml', 'teams/shop/a.yaml'])
  expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
    'The glob "rendered/c.yaml" matches no YAML or JSON file.',
    'The glob "node_modules/d.yaml" matches no YAML or JSON file.',
  ])
})

it.each(['../other/*.yaml', '/etc/*.yaml', 'a/../../b.yaml', 'C:/x.yaml', '..\\x.yaml'])(
  'refuses the glob %s, which leaves the repository',
  (pattern) => {
    const host = createMemoryHost({ '/repo/a.yaml': '', '/other/b.yaml': '', '/etc/c.yaml': '' })
    const [sources, diagnostics] = readSources(host, '/repo', { patterns: [pattern] })
    expect(sources).toEqual([])
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['source-pattern-outside'])
  },
)

it('warns of a glob that matches nothing, and says how to name a whole directory', () => {
  const host = createMemoryHost({ '/repo/teams/a.yaml': '' })
  const [sources, diagnostics] = readSources(host, '/repo', { patterns: ['teams/'] })
  expect(sources).toEqual([])
  expect(diagnostics).toMatchObject([
    {
      code: 'source-pattern-unmatched',
      severity: 'warning',
      hint: expect.stringContaining('"teams/**"') as string,
    },
  ])
})

it('refuses a file over 16 MiB without reading it, and reads one of exactly 16 MiB', () => {
  const directory = temporaryDirectory()
  writeFileSync(`${directory}/large.yaml`, Buffer.alloc(sourceSizeLimit + 1, 0x61))
  writeFileSync(`${directory}/limit.yaml`, Buffer.alloc(sourceSizeLimit, 0x61))
  const [sources, diagnostics] = readSources(createNodeHost(), directory)
  expect(sources.map((source) => [source.path, source.text.length])).toEqual([
    ['limit.yaml', sourceSizeLimit],
  ])
  expect(diagnostics).toMatchObject([
    {
      code: 'source-too-large',
      message: 'The source is larger than 16 MiB, the most that is read of one source.',
      at: { file: { path: 'large.yaml' } },
    },
  ])
})

it('names the line of a file that is not UTF-8, and shows nothing of it', () => {
  const host = createMemoryHost({
    '/repo/latin.yaml': Buffer.concat([Buffer.from('a: ü\npassword: caf'), Buffer.from([0xe9, 0x0a])]),
    '/repo/bom.yaml': '\uFEFFa: ü',
  })
  const [sources, diagnostics] = readSources(host, '/repo')
  expect(sources.map((source) => source.text)).toEqual(['\uFEFFa: ü'])
  expect(diagnostics).toMatchObject([
    {
      code: 'source-not-utf8',
      message: 'The source is not UTF-8: line 2 holds other bytes.',
      at: { file: { path: 'latin.yaml', text: '' }, start: 0, end: 0 },
    },
  ])
})

it('reports a file and a directory that cannot be read, and reads the others', () => {
  const host = createMemoryHost({ '/repo/a.yaml': 'a', '/repo/b.yaml': 'b', '/repo/secret/c.yaml': 'c' })
  host.onRead = (operation) => {
    if (operation === 'readFile /repo/a.yaml') throw systemError('EACCES', '/repo/a.yaml')
    if (operation === 'readDirectory /repo/secret') throw systemError('EACCES', '/repo/secret')
  }
  const [sources, diagnostics] = readSources(host, '/repo')
  expect(sources.map((source) => source.path)).toEqual(['b.yaml'])
  expect(diagnostics).toMatchObject([
    {
      code: 'source-directory-unreadable',
      message: 'The directory "secret" cannot be listed: permission is denied (EACCES).',
      hint: 'Make it readable, or leave it out with "sources" in the configuration.',
    },
    { code: 'source-unreadable', at: { file: { path: 'a.yaml' } } },
  ])
})

it.each([
  ['/absent', 'The directory "/absent" cannot be listed: it does not exist (ENOENT).'],
  ['/repo/a.yaml', 'The directory "/repo/a.yaml" cannot be listed: it is not a directory.'],
])('reports that %s is no directory to render', (root, message) => {
  const host = createMemoryHost({ '/repo/a.yaml': 'a' })
  const [sources, diagnostics] = readSources(host, root)
  expect(sources).toEqual([])
  const hint = 'Make it readable, or name another directory.'
  expect(diagnostics).toMatchObject([
    { code: 'source-directory-unreadable', severity: 'error', message, hint },
  ])
})

it('says which option names a directory that cannot be read', () => {
  const [, [diagnostic]] = readSources(createMemoryHost({}), '/absent', { option: '--policy' })
  expect(diagnostic?.hint).toBe('Make it readable, or name another directory with "--policy".')
})

it('reads a repository that is named by a link', () => {
  const host = createMemoryHost({ '/disk/repo/a.yaml': 'a' })
  host.link('/repo', 'disk/repo')
  expect(readSources(host, '/repo')).toEqual([[{ path: 'a.yaml', text: 'a' }], []])
})

it('follows no symbolic link, neither out of the repository nor in a circle, and says so', () => {
  const directory = temporaryDirectory()
  const repository = `${directory}/repo`
  mkdirSync(`${repository}/base`, { recursive: true })
  writeFileSync(`${directory}/outside.yaml`, 'secret')
  writeFileSync(`${repository}/base/app.yaml`, 'app')
  symlinkSync('../outside.yaml', `${repository}/file.yaml`)
  symlinkSync('base/app.yaml', `${repository}/same.yaml`)
  symlinkSync('..', `${repository}/up`)
  symlinkSync('..', `${repository}/base/circle`)
  const host = createNodeHost()
  const all = readSources(host, repository)
  expect(all[0]).toEqual([{ path: 'base/app.yaml', text: 'app' }])
  const outside = 'leads out of the sources, and links are not followed: its'
  expect(all[1].map(({ code, severity, message }) => [code, severity, message])).toEqual([
    ['source-link-unread', 'warning', `The symbolic link "file.yaml" ${outside} 1 file is not read.`],
    ['source-link-unread', 'warning', `The symbolic link "up" ${outside} 1 file is not read.`],
    [
      'source-links-skipped',
      'info',
      'Symbolic links are not followed (their targets in the repository are read at their own paths): "base/circle", "same.yaml".',
    ],
  ])
  const patterns = ['up/*.yaml', 'base/circle/base/app.yaml', '**/circle/**/app.yaml', 'file.yaml']
  expect(readSources(host, repository, { patterns })[0]).toEqual([])
})

it('warns of a link that leads nowhere, where a source or a directory was to be', () => {
  const directory = temporaryDirectory()
  for (const name of ['dead.yaml', 'gone', 'picture.png']) symlinkSync('nowhere', `${directory}/${name}`)
  const [, diagnostics] = readSources(createNodeHost(), directory)
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The symbolic link "dead.yaml" leads nowhere.',
    'The symbolic link "gone" leads nowhere.',
    expect.stringContaining('"picture.png"'),
  ])
})

it('passes over a named pipe instead of waiting for it', () => {
  const directory = temporaryDirectory()
  execFileSync('sh', ['-c', 'mkfifo "$0"', `${directory}/pipe.yaml`])
  expect(readSources(createNodeHost(), directory)).toEqual([[], []])
})

it('reads standard input as one source, within the same bounds', () => {
  const host = createMemoryHost()
  host.standardInput = Buffer.from('kind: List')
  expect(readStandardInput(host)).toEqual([[{ path: '<stdin>', text: 'kind: List' }], []])
  host.standardInput = Buffer.alloc(sourceSizeLimit + 1)
  expect(readStandardInput(host)).toMatchObject([[], [{ code: 'source-too-large' }]])
})
