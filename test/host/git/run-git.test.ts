import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory } from '../../helpers/git-repository.ts'

const saved = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name]
  Object.assign(process.env, saved)
})

const topOf = (directory: string): string =>
  createNodeHost().runGit(directory, ['rev-parse', '--show-toplevel']).toString().trim()

it('runs in the repository of the directory, whatever a hook has set', () => {
  const [directory, other] = [gitRepository({ 'a/x': '' }), gitRepository({ x: '' })]
  Object.assign(process.env, { GIT_DIR: `${other}/.git`, GIT_WORK_TREE: other, GIT_INDEX_FILE: '/nowhere' })
  expect(topOf(`${directory}/a`)).toBe(directory)
})

it('runs in a linked work tree', () => {
  const directory = gitRepository({ x: '' })
  git(directory, 'worktree', 'add', '-q', `${directory}/linked`)
  expect(topOf(`${directory}/linked`)).toBe(`${directory}/linked`)
  expect(createNodeHost().runGit(`${directory}/linked`, ['log', '--format=%s']).toString()).toBe('change\n')
})

it('goes no further up than the ceilings of the environment', () => {
  const directory = gitRepository({ 'a/b/x': '' })
  process.env['GIT_CEILING_DIRECTORIES'] = `/nowhere:${directory}`
  expect(() => topOf(`${directory}/a/b`)).toThrow('not a git repository')
  expect(topOf(directory)).toBe(directory)
})

it('takes a bare repository only where it is named', () => {
  const directory = scratchDirectory()
  git(directory, 'init', '-q', '--bare')
  const host = createNodeHost()
  expect(() => host.runGit(directory, ['rev-parse', '--git-dir'])).toThrow('not a git repository')
  const found = host.runGit(directory, ['rev-parse', '--is-bare-repository'], { mayBeBare: true })
  expect(found.toString()).toBe('true\n')
})

describe('a repository', () => {
  it('has no program run that its configuration names, and no other object shown', () => {
    const directory = gitRepository({ x: 'one' })
    const [first, second] = [git(directory, 'rev-parse', 'HEAD'), commit(directory, { x: 'two' })]
    git(directory, 'replace', second, first)
    const ran = `${directory}/ran`
    for (const setting of ['core.fsmonitor', 'core.pager', 'diff.external', 'gpg.program']) {
      git(directory, 'config', setting, `touch ${ran}`)
    }
    git(directory, 'config', 'log.showSignature', 'true')
    git(directory, 'config', 'i18n.logOutputEncoding', 'UTF-16')
    const host = createNodeHost()
    expect(host.runGit(directory, ['show', '--no-patch', '--format=%H %s', second]).toString()).toBe(
      `${second} change\n`,
    )
    host.runGit(directory, ['ls-files', '--modified'])
    host.runGit(directory, ['show', second])
    expect(() => host.readFile(ran, 10)).toThrow('ENOENT')
  })

  it('that lacks an object fetches nothing', () => {
    const origin = gitRepository({ x: 'one' })
    const first = git(origin, 'rev-parse', 'HEAD:x')
    commit(origin, { x: 'two' })
    git(origin, 'config', 'uploadpack.allowFilter', 'true')
    const directory = `${scratchDirectory()}/clone`
    git(origin, 'clone', '-q', '--filter=blob:none', `file://${origin}`, directory)
    const read = (): Buffer => createNodeHost().runGit(directory, ['cat-file', 'blob', first])
    expect(read).toThrow(`this clone lacks the object ${first}`)
    git(directory, 'fetch', '-q', '--refetch', '--no-filter', 'origin')
    expect(read().toString()).toBe('one')
  })
})

describe.runIf(process.getuid?.() === 0)('a repository of another user', () => {
  const others = (): string => {
    const directory = gitRepository({ 'a/x': '' })
    execFileSync('chown', ['-R', '12345:12345', directory])
    return directory
  }

  it('is refused, as Git does', () => {
    const directory = others()
    expect(() => topOf(`${directory}/a`)).toThrow('belongs to another user')
    expect(() => git(`${directory}/a`, 'rev-parse', '--show-toplevel')).toThrow('dubious ownership')
  })

  it('is used by whoever called sudo', () => {
    const directory = others()
    process.env['SUDO_UID'] = '12345'
    expect(topOf(`${directory}/a`)).toBe(directory)
  })

  it.each([
    ['*', true],
    ['DIRECTORY', true],
    ['PARENT/*', true],
    ['DIRECTORY/a', false],
    ['/nowhere', false],
  ])('is used where safe.directory is %s: %s', (value, isUsed) => {
    const directory = others()
    const config = `${scratchDirectory()}/config`
    const path = value.replace('DIRECTORY', directory).replace('PARENT', directory.replace(/\/[^/]*$/, ''))
    writeFileSync(config, `[safe]\n\tdirectory = ${path}\n`)
    process.env['GIT_CONFIG_GLOBAL'] = config
    if (isUsed) expect(topOf(directory)).toBe(directory)
    else expect(() => topOf(directory)).toThrow('belongs to another user')
    // Nor does an empty value count what comes before it.
    writeFileSync(config, `[safe]\n\tdirectory = ${path}\n\tdirectory =\n`)
    expect(() => topOf(directory)).toThrow('belongs to another user')
  })

  it('is not made safe by its own configuration', () => {
    const directory = gitRepository({ x: '' })
    git(directory, 'config', 'safe.directory', '*')
    execFileSync('chown', ['-R', '12345:12345', directory])
    expect(() => topOf(directory)).toThrow('belongs to another user')
  })
})

describe('the program git', () => {
  const withProgram = (version: string): string => {
    const directory = scratchDirectory()
    mkdirSync(`${directory}/bin`)
    writeFileSync(`${directory}/bin/git`, `#!/bin/sh\necho 'git version ${version}'\n`)
    chmodSync(`${directory}/bin/git`, 0o755)
    return `${directory}/bin`
  }

  it('is refused where it is too old', () => {
    const directory = gitRepository({ x: '' })
    process.env['PATH'] = withProgram('2.29.9')
    expect(() => topOf(directory)).toThrow('git 2.30 or later is needed')
    process.env['PATH'] = withProgram('2.30.0 (Apple Git-1)')
    expect(topOf(directory)).toContain('git version')
  })

  it('is never that of the working directory', () => {
    const directory = gitRepository({ x: '' })
    process.env['PATH'] = `.::${withProgram('9.9').replace(/.*\//, '')}`
    expect(() => topOf(directory)).toThrow('ENOENT')
  })
})
