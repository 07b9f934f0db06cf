import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect, it } from 'vitest'
import { repositoryPath } from '../../docs/documents.ts'
import { preload } from '../../e2e/preloads.ts'
import { plainEnvironment, temporaryDirectory } from '../../e2e/run-cli.ts'
import { git } from '../../helpers/git-repository.ts'

const start = repositoryPath('dist/start.cjs')

/** Where a run of the package's command in a directory would have Node.js look for compiled code. */
function lookedIn(directory: string, variables: NodeJS.ProcessEnv): string {
  const { stderr } = spawnSync(process.execPath, [...preload('show-compile-cache'), start, 'validate'], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...plainEnvironment, CI: undefined, XDG_CACHE_HOME: undefined, ...variables },
  })
  return /compiled code: (.*)/.exec(stderr)?.[1] ?? ''
}

/** A repository that holds a directory such as fedrender has for compiled code, and one below it. */
function poisonedRepository(): string {
  const directory = temporaryDirectory()
  git(directory, 'init', '-q')
  mkdirSync(join(directory, '.cache/fedrender/compiled'), { recursive: true, mode: 0o700 })
  mkdirSync(join(directory, 'shop'))
  return directory
}

it('runs no compiled code of a repository that is the home of the user', () => {
  const repository = poisonedRepository()
  expect(lookedIn(repository, { HOME: repository })).toBe('')
  expect(lookedIn(join(repository, 'shop'), { HOME: repository })).toBe('')
  expect(lookedIn(join(repository, 'shop'), { XDG_CACHE_HOME: join(repository, '.cache') })).toBe('')
})

it('runs no compiled code of a repository to which a link leads', () => {
  const repository = poisonedRepository()
  const home = temporaryDirectory()
  symlinkSync(join(repository, '.cache'), join(home, '.cache'))
  expect(lookedIn(repository, { HOME: home })).toBe('')
})

it('runs no compiled code that another user of the machine can put there', () => {
  const home = temporaryDirectory()
  const directory = join(home, '.cache/fedrender/compiled')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o777)
  expect(lookedIn(temporaryDirectory(), { HOME: home })).toBe('')
  chmodSync(directory, 0o700)
  chmodSync(join(home, '.cache'), 0o777)
  expect(lookedIn(temporaryDirectory(), { HOME: home })).toBe('')
})

it('runs no compiled code that a pipeline restored', () => {
  const home = temporaryDirectory()
  mkdirSync(join(home, '.cache/fedrender/compiled'), { recursive: true, mode: 0o700 })
  expect(lookedIn(temporaryDirectory(), { HOME: home, CI: 'true' })).toBe('')
  // The attack is one: a person's run does look there.
  expect(lookedIn(temporaryDirectory(), { HOME: home })).toBe(
    process.getuid === undefined ? '' : join(home, '.cache/fedrender/compiled'),
  )
})
