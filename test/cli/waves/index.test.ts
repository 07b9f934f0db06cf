import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../../helpers/git-repository.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { type CommandResult, createTestRepository } from '../../helpers/test-repository.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

interface Indexed {
  readonly directory: string
  readonly first: string
  readonly second: string
  readonly run: (...words: readonly string[]) => CommandResult
  /** What a render without an index makes of a copy of everything, and says. */
  readonly runAlone: () => readonly [CommandResult, ReadonlyMap<string, unknown>]
}

/** Two commits; the waves are held at the first. Runs keep an index. */
function start(): Indexed {
  const directory = gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
  })
  const first = git(directory, 'rev-parse', 'HEAD')
  const second = commit(directory, { 'settings.yaml': settingsYaml('two') })
  write(directory, { 'waves.yaml': ledgerYaml({ eu: first, us: first }) })
  const given: Readonly<Record<string, string>> = { XDG_CACHE_HOME: scratchDirectory() }
  const environment = (name: string): string | undefined => given[name]
  const runIn = (place: string, ...words: readonly string[]): CommandResult =>
    createTestRepository({}).runOn({ host: createNodeHost(), directory: place, environment }, ...words)
  return {
    directory,
    first,
    second,
    run: (...words) => runIn(directory, ...words),
    runAlone: () => {
      const copy = join(scratchDirectory(), 'copy')
      cpSync(directory, copy, { recursive: true })
      const result = runIn(copy, 'render', '--no-index')
      return [result, readTree(join(copy, 'rendered'))]
    },
  }
}

/** Renders until a run without a change is remembered, as far as one is. */
function settle({ run }: Indexed): void {
  for (let round = 0; round < 3; round += 1) {
    run('render')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}

/** Expects of a render with the index what one without it comes to. */
function expectAsAlone({ directory, run, runAlone }: Indexed): void {
  const [alone, files] = runAlone()
  expect(run('render')).toStrictEqual(alone)
  expect(readTree(join(directory, 'rendered'))).toStrictEqual(files)
}

describe('an index, where waves are held', () => {
  it.each<readonly [string, (indexed: Indexed) => void]>([
    ['nothing', () => undefined],
    [
      'a line of the ledger',
      ({ directory, first, second }) =>
        write(directory, { 'waves.yaml': ledgerYaml({ eu: second, us: first }) }),
    ],
    ['the ledger, which goes', ({ directory }) => git(directory, 'clean', '-fdq', '--', 'waves.yaml')],
    ['a source', ({ directory }) => write(directory, { 'settings.yaml': settingsYaml('three') })],
    [
      'the base branch alone, which has the commits no more',
      ({ directory }) => {
        const other = git(directory, 'commit-tree', '-m', 'other', 'HEAD^{tree}')
        git(directory, 'update-ref', 'refs/remotes/origin/main', other)
      },
    ],
  ])('is not trusted wrongly when what changes is %s', (_, change) => {
    const indexed = start()
    settle(indexed)
    change(indexed)
    expectAsAlone(indexed)
  })

  it('is found right by render --verify, before and after a promotion', () => {
    const indexed = start()
    const { directory, run } = indexed
    settle(indexed)
    expect(run('render', '--verify')).toStrictEqual(run('render', '--no-index'))
    run('promote', 'eu')
    const { exitCode, stderr } = run('render', '--verify')
    expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('wrote 1 file,')])
    expect(git(directory, 'status', '--short')).toContain('rendered/')
    expect(run('render', '--verify').exitCode).toBe(0)
  })
})
