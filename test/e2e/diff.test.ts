import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { commit, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { main, plainEnvironment, runCli } from './run-cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = `${root}/docs/how-to/review-a-change.md`

/** The quickstart, with a new image and one more replica that are not committed. */
function changedQuickstart(): string {
  const directory = gitRepository({})
  cpSync(`${root}/examples/quickstart`, directory, { recursive: true })
  commit(directory, {})
  const text = readFileSync(`${directory}/shop/web.yaml`, 'utf8')
  const changed = text.replace('nginx:1.27', 'nginx:1.29').replace('replicas: 2\n', 'replicas: 3\n')
  write(directory, { 'shop/web.yaml': changed })
  return directory
}

it('shows what its page shows', () => {
  const { status, stdout, stderr } = runCli(changedQuickstart(), ['diff'])
  expect([status, stderr]).toEqual([1, ''])
  const [, shown] = /^\$ fedrender diff\n([^`]*)```$/m.exec(readFileSync(page, 'utf8')) ?? []
  expect(stdout).toBe(shown)
})

it('shows in a pull request what its page shows', () => {
  const { stdout } = runCli(changedQuickstart(), ['diff', '-o', 'markdown'])
  const [, shown] = /^\$ fedrender diff -o markdown\n(.*?)…\n/ms.exec(readFileSync(page, 'utf8')) ?? []
  expect(stdout.startsWith(shown ?? 'the page has no example')).toBe(true)
})

it('runs in a hook of Git, which says in the environment where the repository is', () => {
  const directory = changedQuickstart()
  const { status, stderr } = spawnSync(process.execPath, [main, 'diff', '.'], {
    cwd: `${directory}/shop/..`,
    encoding: 'utf8',
    env: { ...plainEnvironment, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere', GIT_WORK_TREE: '/' },
  })
  expect([status, stderr]).toEqual([1, ''])
})

it('writes nothing to standard output outside a repository of Git', () => {
  const { status, stdout, stderr } = runCli(scratchDirectory(), ['diff'])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('error base-unreadable')
})
