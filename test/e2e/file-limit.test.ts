import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, runCli, temporaryDirectory } from './run-cli.ts'

const workspace = temporaryDirectory()
afterAll(() => rmSync(workspace, { recursive: true }))

const sources = (value: string): Record<string, string> => ({
  'clusters.yaml': inventoryYaml('a', 'b'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', value),
})

/** How a command ended, and all that it changed. */
interface Effect {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly files: ReadonlyMap<string, string>
  readonly published: string
}

/** Runs a command in a copy of the repository, which may have so many descriptors open; without a limit where that is 0. */
function runWithin(limit: number, repository: string, commandLine: readonly string[]): Effect {
  const copy = join(workspace, `${commandLine[0]}-${limit}`)
  cpSync(repository, copy, { recursive: true })
  const script = `${limit === 0 ? '' : `ulimit -n ${limit} && `}exec "$@"`
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', script, 'sh', process.execPath, main, ...commandLine],
    {
      cwd: copy,
      env: plainEnvironment,
      encoding: 'utf8',
    },
  )
  const files = [...readTree(copy)].filter(([path]) => !path.startsWith('.git/'))
  const published = git(copy, 'for-each-ref', '--format=%(tree)', 'refs/heads/rendered')
  rmSync(copy, { recursive: true })
  return { status, stdout, stderr, files: new Map(files), published }
}

function repositoryOfTwoCommits(): string {
  const repository = gitRepository(sources('one'))
  expect(runCli(repository, ['render'])).toMatchObject({ status: 0 })
  commit(repository, {})
  commit(repository, sources('two'))
  return repository
}

// Node takes about twenty descriptors to start, and git needs three for each pipe.
it.each([
  [['render']],
  [['render', '--check']],
  [['diff', '--base', 'HEAD~1']],
  [['publish', '--branch', 'rendered']],
])('does %j whole or not at all, however few files may be open', (commandLine) => {
  const repository = repositoryOfTwoCommits()
  const before = new Map([...readTree(repository)].filter(([path]) => !path.startsWith('.git/')))
  const whole = runWithin(0, repository, commandLine)
  expect(whole.status, whole.stderr).toBeLessThan(2)
  // Standard error says how long it took.
  const withoutTime = ({ status, stdout, files, published }: Effect): Omit<Effect, 'stderr'> => ({
    status,
    stdout,
    files,
    published,
  })
  const ends = [19, 22, 26, 64].map((limit) => {
    const effect = runWithin(limit, repository, commandLine)
    if (effect.stderr.includes('too many files are open (EMFILE)')) {
      expect(effect.status, effect.stderr).toBe(2)
    } else if (effect.status !== null && !effect.stderr.includes('node:internal')) {
      expect(withoutTime(effect), `limit ${limit}`).toStrictEqual(withoutTime(whole))
      return 'whole'
    }
    // Refused, or Node itself could not start.
    expect([effect.files, effect.published], `limit ${limit}`).toStrictEqual([before, ''])
    return 'nothing'
  })
  expect(ends.at(-1)).toBe('whole')
})
