import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCommitHost } from '../../../src/host/commit/commit-host.ts'
import type { Host } from '../../../src/host/host.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../../helpers/git-repository.ts'

interface GitCall {
  readonly commandArguments: readonly string[]
  readonly input: string | undefined
}

/** A commit host for a repository's HEAD, and what it asked Git. */
function openHead(
  directory: string,
  { root = directory, output = `${directory}/rendered` } = {},
): { readonly host: Host; readonly calls: GitCall[] } {
  const node = createNodeHost()
  const calls: GitCall[] = []
  const spied: Host = {
    ...node,
    runGit: (place, commandArguments, options) => {
      calls.push({ commandArguments, input: options?.input?.toString() })
      return node.runGit(place, commandArguments, options)
    },
  }
  const place = { commit: git(directory, 'rev-parse', 'HEAD'), workTree: directory, root, output }
  return { host: createCommitHost(spied, place), calls }
}

/** All that a host tells of a directory and what is below it. */
function dump(host: Host, directory: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  const names = host.readDirectory(directory).map((entry) => entry.name)
  for (const name of names.filter((each) => each !== '.git').sort()) {
    const path = `${directory}/${name}`
    const entry = host.readDirectory(directory).find((each) => each.name === name)
    const kind = host.kindOf(path)
    const traits = [entry?.isFile(), entry?.isDirectory(), entry?.isSymbolicLink(), entry?.isFIFO()]
    const head = Buffer.alloc(4)
    found[path] = [kind, traits, answer(() => host.realPath(path))]
    if (kind === 'directory') Object.assign(found, dump(host, path))
    else {
      found[`${path} read`] = answer(() => host.readFile(path, 1000)?.toString('latin1'))
      found[`${path} head`] = answer(() => [host.readHead(path, head, 3), head.toString('latin1')])
    }
  }
  return found
}

function answer(ask: () => unknown): unknown {
  try {
    return ask()
  } catch (error) {
    return (error as { readonly code: string }).code
  }
}

const names = {
  'a.yaml': 'a: 1\n',
  'empty.yaml': '',
  'binary.json': Buffer.from([0, 255, 10, 13, 10]),
  'large.yaml': 'x'.repeat(1001),
  'shop/ü "quoted" \\ back.yaml': 'ü',
  'shop/line\nbreak/tab\t.yaml': 'nasty',
  'shop/-option': '-x',
  'shop/deep/er/still/same.yaml': 'a: 1\n',
  '.hidden/b.yaml': 'b',
  'node_modules/c.yaml': 'c',
  'rendered/clusters/a/d.yaml': 'd',
}

describe('a commit', () => {
  it.each([[], ['--object-format=sha256']])('reads like its checkout %s', (...options: string[]) => {
    const directory = gitRepository(names, ...options)
    symlinkSync('shop', `${directory}/link-to-directory`)
    symlinkSync('../a.yaml', `${directory}/shop/link-up`)
    symlinkSync('nowhere', `${directory}/link-to-nothing`)
    symlinkSync('loop', `${directory}/loop`)
    symlinkSync('/etc', `${directory}/link-outside`)
    commit(directory, {})
    const expected = dump(createNodeHost(), directory)
    expect(Object.keys(expected).length).toBeGreaterThan(30)
    const { host } = openHead(directory)
    expect(dump(host, directory)).toEqual(expected)
    const { host: bare } = openHead(directory)
    for (const path of [
      'link-to-directory/-option',
      'shop/../a.yaml',
      'link-to-directory/link-up',
      'a.yaml/x',
      'link-outside/hostname',
      'link-outside',
    ]) {
      const [of, ofNode] = [bare, createNodeHost()].map((each) => {
        const full = `${directory}/${path}`
        return [
          answer(() => each.kindOf(full)),
          answer(() => each.realPath(full)),
          answer(() => String(each.readFile(full, 9))),
        ]
      })
      expect(of).toEqual(ofNode)
    }
    rmSync(directory, { recursive: true })
  })

  it('stays as it is when the work tree changes', () => {
    const directory = gitRepository(names)
    const expected = dump(createNodeHost(), directory)
    const { host } = openHead(directory)
    write(directory, { 'a.yaml': 'other', 'new.yaml': 'new', 'rendered/clusters/a/d.yaml': 'other' })
    rmSync(`${directory}/shop`, { recursive: true })
    expect(dump(host, directory)).toEqual(expected)
  })

  it('shows the files of a submodule whose commit the clone has, and names one that it lacks', () => {
    const directory = gitRepository(names)
    const id = git(directory, 'rev-parse', 'HEAD')
    git(directory, 'update-index', '--add', '--cacheinfo', `160000,${id},module`)
    git(directory, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},lost`)
    git(directory, 'commit', '-q', '-m', 'module')
    const { host } = openHead(directory)
    expect(host.kindOf(`${directory}/module`)).toBe('directory')
    expect(host.readDirectory(`${directory}/module`).map((each) => each.name)).toContain('a.yaml')
    expect(() => host.readDirectory(`${directory}/lost`)).toThrow(
      'this clone lacks the commit 111111111111 of the submodule lost',
    )
  })

  it('reads what the work tree holds unchanged there, and the rest with two calls of Git', () => {
    const directory = gitRepository({ 'a.yaml': 'a', 'b.yaml': 'b', 'c.yaml': 'c', 'd.yaml': 'x'.repeat(50) })
    write(directory, { 'b.yaml': 'other', 'd.yaml': 'other' })
    rmSync(`${directory}/c.yaml`)
    const { host, calls } = openHead(directory)
    const paths = ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'].map((path) => `${directory}/${path}`)
    host.readDirectory(directory)
    calls.splice(0)
    host.announceReads?.([...paths, `${directory}/absent.yaml`], 10)
    expect(calls.map((each) => each.commandArguments)).toEqual([
      ['cat-file', '--batch-check'],
      ['cat-file', '--batch'],
    ])
    // One of them is too large to be read.
    expect(calls.map(({ input }) => input?.trim().split('\n').length)).toEqual([3, 2])
    expect(paths.map((path) => host.readFile(path, 10)?.toString())).toEqual(['a', 'b', 'c', undefined])
  })

  it('lists whole trees at once, but the output and what is no source only when asked', () => {
    const directory = gitRepository(names)
    const { host, calls } = openHead(directory)
    const visit = (path: string): void => {
      for (const entry of host.readDirectory(path)) {
        const isSource = !['rendered', 'node_modules', '.hidden'].includes(entry.name)
        if (entry.isDirectory() && isSource) visit(`${path}/${entry.name}`)
      }
    }
    visit(directory)
    expect(calls).toHaveLength(5)
    expect(host.readDirectory(`${directory}/rendered/clusters/a`).map((each) => each.name)).toEqual([
      'd.yaml',
    ])
    expect(calls).toHaveLength(8)
  })

  it('reads nothing beside the directory that is rendered', () => {
    const directory = gitRepository({ 'fleet/shop/a.yaml': 'a', 'other/deep/b.yaml': 'b' })
    const { host, calls } = openHead(directory, { root: `${directory}/fleet` })
    expect(host.readDirectory(`${directory}/fleet/shop`)).toHaveLength(1)
    expect(calls).toHaveLength(3)
    expect(host.readFile(`${directory}/other/deep/b.yaml`, 10)?.toString()).toBe('b')
  })

  it('shows what is outside the work tree as it is', () => {
    const outside = scratchDirectory()
    write(outside, { 'config.yaml': 'config' })
    const { host } = openHead(gitRepository(names))
    expect(host.kindOf(`${outside}/config.yaml`)).toBe('file')
    expect(host.readFile(`${outside}/config.yaml`, 10)?.toString()).toBe('config')
    expect(host.readDirectory(outside)).toHaveLength(1)
  })

  it('takes a file that Git checks out with other line ends for a changed one', () => {
    const directory = gitRepository({ 'a.yaml': 'a: 1\nb: 2\n' })
    git(directory, 'config', 'core.autocrlf', 'true')
    rmSync(`${directory}/a.yaml`)
    git(directory, 'checkout', '-q', '--', '.')
    expect(createNodeHost().readFile(`${directory}/a.yaml`, 99)?.toString()).toBe('a: 1\r\nb: 2\r\n')
    expect(openHead(directory).host.readFile(`${directory}/a.yaml`, 99)?.toString()).toBe('a: 1\nb: 2\n')
  })

  it('is never written to', () => {
    const { host } = openHead(gitRepository(names))
    expect(() => host.createDirectory('/tmp/never')).toThrow('this host is only read')
  })

  it('is found in a linked work tree, and whatever a hook of Git has set', () => {
    const main = gitRepository(names)
    const parent = scratchDirectory()
    git(main, 'worktree', 'add', '-q', `${parent}/linked`)
    process.env['GIT_DIR'] = '.git'
    try {
      mkdirSync(`${parent}/linked/sub`)
      const { host } = openHead(`${parent}/linked`, { root: `${parent}/linked/sub` })
      expect(host.readFile(`${parent}/linked/a.yaml`, 99)?.toString()).toBe('a: 1\n')
    } finally {
      delete process.env['GIT_DIR']
    }
  })
})
