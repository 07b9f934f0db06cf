import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { openPrevious } from '../../../src/host/previous/open-previous.ts'
import type { PreviousOutput } from '../../../src/host/previous/previous-output.ts'
import { rendered } from '../../helpers/file-tree.ts'
import { commit, git, gitRepository as repository, scratchDirectory } from '../../helpers/git-repository.ts'
import { createMemoryHost, systemError } from '../../helpers/memory-host.ts'

function contents(previous: PreviousOutput | undefined): Record<string, string> {
  return Object.fromEntries(
    previous!.paths.map((path) => [path, Buffer.from(previous!.read(path)).toString()]),
  )
}

function place(root: string, output = `${root}/rendered`): Parameters<typeof openPrevious>[2] {
  return { root, output, directory: root }
}

it('reads our files from a commit in the output directory’s place, whatever is on disk', () => {
  const directory = repository({
    'rendered/clusters/a/shop/configmaps/x.yaml': rendered('x'),
    'rendered/clusters/b/shop/configmaps/x.yaml': rendered('x'),
    'rendered/clusters/b/shop/configmaps/ü "quoted".yaml': rendered('ü'),
    'rendered/clusters/b/shop/configmaps/large.yaml': rendered('x'.repeat(3_000_000)),
    'rendered/clusters/b/foreign.yaml': 'foreign',
    'rendered/clusters/b/empty.yaml': '',
    'rendered-too/clusters/c/x.yaml': rendered('x'),
    'clusters/c/x.yaml': rendered('x'),
  })
  rmSync(`${directory}/rendered`, { recursive: true })
  const [previous, diagnostics] = openPrevious(createNodeHost(), 'main', place(directory))
  expect(diagnostics).toEqual([])
  expect(contents(previous)).toEqual({
    'clusters/a/shop/configmaps/x.yaml': rendered('x'),
    'clusters/b/shop/configmaps/large.yaml': rendered('x'.repeat(3_000_000)),
    'clusters/b/shop/configmaps/x.yaml': rendered('x'),
    'clusters/b/shop/configmaps/ü "quoted".yaml': rendered('ü'),
  })
})

it('reads from a commit where the repository to render is a directory of the Git repository', () => {
  const directory = repository({
    'fleet/rendered/clusters/a/x.yaml': rendered('x'),
    'rendered/y.yaml': rendered('y'),
  })
  const [previous] = openPrevious(createNodeHost(), 'HEAD', place(`${directory}/fleet`))
  expect(contents(previous)).toEqual({ 'clusters/a/x.yaml': rendered('x') })
})

it('reads a branch that holds rendered files at its top', () => {
  const directory = repository({ 'clusters/a/x.yaml': rendered('x'), 'README.md': 'read me' })
  const [previous] = openPrevious(createNodeHost(), 'main', place(directory))
  expect(contents(previous)).toEqual({ 'clusters/a/x.yaml': rendered('x') })
  const outside = place(directory, '/elsewhere/rendered')
  expect(contents(openPrevious(createNodeHost(), 'main', outside)[0])).toEqual({
    'clusters/a/x.yaml': rendered('x'),
  })
})

it('takes no link of a commit for a file', () => {
  const directory = repository({ 'other.yaml': rendered('x') })
  mkdirSync(`${directory}/rendered`)
  symlinkSync('../other.yaml', `${directory}/rendered/x.yaml`)
  git(directory, 'add', '-A')
  git(directory, 'commit', '-q', '-m', 'link')
  expect(contents(openPrevious(createNodeHost(), 'main', place(directory))[0])).toEqual({
    'other.yaml': rendered('x'),
  })
})

it.each([
  ['origin/main', 'git fetch origin +refs/heads/main:refs/remotes/origin/main'],
  ['origin/main~2', 'git fetch origin +refs/heads/main:refs/remotes/origin/main'],
  ['HEAD~3', 'git fetch origin'],
  ['release', 'git fetch origin release:release'],
  ['0123456789abcdef0123456789abcdef01234567', 'git fetch origin 0123456789abcdef0123456789abcdef01234567'],
  ['0123456', 'git fetch origin'],
  ['--output=/tmp/x', 'git fetch origin'],
])('says how to fetch %s where the clone lacks it', (reference, command) => {
  const directory = repository({})
  const [previous, diagnostics] = openPrevious(createNodeHost(), reference, place(directory))
  expect(previous).toBeUndefined()
  expect(diagnostics).toMatchObject([
    {
      code: 'previous-not-found',
      message: `The previous output "${reference}" is neither a directory nor a commit that this clone holds.`,
      hint: `Fetch it first, with: ${command}`,
    },
  ])
})

it.each([
  ['origin/main', 'git fetch --depth=1 origin +refs/heads/main:refs/remotes/origin/main'],
  ['origin/main~2', 'git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main'],
  ['HEAD~3', 'git fetch --unshallow origin'],
  ['release', 'git fetch --depth=1 origin release:release'],
])('says how to fetch %s into a shallow clone', (reference, command) => {
  const origin = repository({})
  commit(origin, {})
  const directory = scratchDirectory()
  git(directory, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone')
  git(`${directory}/clone`, 'update-ref', '-d', 'refs/remotes/origin/main')
  const [, diagnostics] = openPrevious(createNodeHost(), reference, place(`${directory}/clone`))
  expect(diagnostics).toMatchObject([{ hint: `Fetch it first, with: ${command}` }])
})

it('takes no directory for what a commit is called, unless it is written as a path', () => {
  const directory = repository({ 'main/clusters/a/x.yaml': rendered('x') })
  const open = (name: string): ReturnType<typeof openPrevious> =>
    openPrevious(createNodeHost(), name, place(directory))
  const [previous, diagnostics] = open('main')
  expect([previous, diagnostics]).toMatchObject([undefined, [{ code: 'previous-ambiguous' }]])
  for (const name of ['./main', 'main/', `${directory}/main`]) {
    expect(open(name)[0]?.paths).toEqual(['clusters/a/x.yaml'])
  }
  expect(open('refs/heads/main')[0]?.paths).toEqual(['main/clusters/a/x.yaml'])
})

it('gives no name to git that would be an option', () => {
  const directory = repository({})
  expect(openPrevious(createNodeHost(), '--all', place(directory))[1]).toMatchObject([
    { code: 'previous-not-found' },
  ])
})

it('warns of a commit or a directory that holds no rendered file', () => {
  const directory = repository({ 'README.md': '', 'none/x.yaml': 'foreign' })
  for (const name of ['main', 'none']) {
    const [previous, diagnostics] = openPrevious(createNodeHost(), name, place(directory))
    expect(previous?.paths).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'previous-empty', severity: 'warning' }])
  }
})

it('reads our files from a directory, which goes before a commit of the same name', () => {
  const host = createMemoryHost({
    '/away/published/clusters/a/x.yaml': rendered('x'),
    '/away/published/clusters/a/foreign.yaml': 'foreign',
    '/away/published/.git/x.yaml': rendered('x'),
    '/etc/x.yaml': rendered('x'),
  })
  host.link('/away/published/clusters/link', '/etc')
  host.link('/away/current', 'published')
  for (const name of ['published', '/away/published', 'current']) {
    const opened = openPrevious(host, name, { root: '/repo', output: '/repo/rendered', directory: '/away' })
    expect([contents(opened[0]), opened[1]]).toEqual([{ 'clusters/a/x.yaml': rendered('x') }, []])
  }
})

it('reports a directory that is no Git repository, and a machine without Git', () => {
  const host = createMemoryHost({ '/repo/': '' })
  expect(openPrevious(host, 'main', place('/repo'))[1]).toMatchObject([
    { code: 'previous-unreadable', message: expect.stringContaining('not a git repository') as string },
  ])
  host.runGit = () => {
    throw systemError('ENOENT', 'git')
  }
  expect(openPrevious(host, 'main', place('/repo'))[1]).toMatchObject([
    { code: 'previous-unreadable', message: expect.stringContaining('git is not installed') as string },
  ])
})
