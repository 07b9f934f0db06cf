import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { git, gitRepository, scratchDirectory } from '../helpers/git-repository.ts'
import { preload } from './preloads.ts'
import { main, plainEnvironment, runCli, type ProcessResult } from './run-cli.ts'

const start = fileURLToPath(new URL('../../dist/start.cjs', import.meta.url))
const quickstart = fileURLToPath(new URL('../../examples/quickstart', import.meta.url))

/** When each file of a directory was last changed, in nanoseconds. */
function changesOf(directory: string): readonly bigint[] {
  return readdirSync(directory).map((name) => statSync(join(directory, name), { bigint: true }).ctimeNs)
}

/** A directory of this user's own with nothing in it. */
let home = ''
beforeEach(() => {
  home = join(scratchDirectory(), 'home')
  mkdirSync(home, { mode: 0o700 })
})

function run(
  words: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
): ProcessResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, start, ...words], {
    cwd: quickstart,
    encoding: 'utf8',
    env: { ...plainEnvironment, CI: undefined, XDG_CACHE_HOME: undefined, HOME: home, ...variables },
  })
  return { status, stdout, stderr }
}

describe('the command of the package', () => {
  it('prints its version where the one file is not even there', () => {
    const alone = join(home, 'start.cjs')
    copyFileSync(start, alone)
    const { status, stdout } = spawnSync(process.execPath, [alone, '--version'], { encoding: 'utf8' })
    expect(stdout).toBe(runCli(quickstart, ['--version']).stdout)
    expect(status).toBe(0)
  })

  it.each([
    { words: ['validate'], status: 0 },
    { words: ['--help'], status: 0 },
    { words: ['--version', '--help'], status: 0 },
    { words: ['validate', '--strcit'], status: 2 },
  ])('runs everything else as the one file does: $words', ({ words, status }) => {
    const result = run(words)
    expect(result).toStrictEqual(runCli(quickstart, words))
    expect(result.status).toBe(status)
  })

  it.skipIf(process.getuid === undefined)('has Node.js keep compiled code for the user alone', () => {
    const { stderr } = run(['validate'], {}, preload('show-compile-cache'))
    expect(stderr).toContain(`compiled code: ${home}/.cache/fedrender/compiled\n`)
  })

  it.each(['missing', 'there'])(
    'runs where Node.js may not write to the cache, whose directory is %s',
    (state) => {
      if (state === 'there')
        mkdirSync(join(home, '.cache/fedrender/compiled'), { recursive: true, mode: 0o700 })
      const { allowedNodeEnvironmentFlags: flags } = process
      const permission = flags.has('--permission') ? '--permission' : '--experimental-permission'
      const { status, stdout } = run(['validate'], {}, [
        permission,
        '--allow-fs-read=*',
        '--allow-child-process',
      ])
      expect(stdout).toBe(runCli(quickstart, ['validate']).stdout)
      expect(status).toBe(0)
    },
  )

  it('keeps and takes none in a pipeline, nor as the one file', () => {
    expect(run(['validate'], { CI: 'true' }, preload('show-compile-cache')).stderr).not.toContain('compiled')
    const command = [...preload('show-compile-cache'), main, 'validate']
    const environment = { ...plainEnvironment, CI: undefined, HOME: home }
    const options = { cwd: quickstart, encoding: 'utf8', env: environment } as const
    expect(spawnSync(process.execPath, command, options).stderr).not.toContain('compiled')
    expect(readdirSync(home)).toStrictEqual([])
  })

  it.skipIf(process.getuid === undefined)('finds what an earlier run compiled', () => {
    const first = run(['validate'])
    const compiled = join(home, '.cache/fedrender/compiled')
    expect(readdirSync(compiled)).toHaveLength(1)
    const before = changesOf(compiled)
    expect(run(['validate'])).toStrictEqual(first)
    expect(changesOf(compiled)).toStrictEqual(before)
    // What others compiled serves every command, whatever settings of V8 it goes on with.
    expect(run(['render', '--check', '--quiet'])).toStrictEqual(
      runCli(quickstart, ['render', '--check', '--quiet']),
    )
    expect(changesOf(compiled)).toStrictEqual(before)
  })

  it.skipIf(process.getuid === undefined)('finds what a run compiled that set V8 otherwise', () => {
    const repository = gitRepository({})
    cpSync(quickstart, repository, { recursive: true })
    git(repository, 'add', '--all')
    git(repository, 'commit', '--quiet', '--message', 'all')
    const { status, stderr } = run(['publish', '--branch', 'rendered', repository])
    expect(status, stderr).toBe(0)
    const compiled = join(home, '.cache/fedrender/compiled')
    const before = changesOf(compiled)
    expect(before).toHaveLength(1)
    run(['validate'])
    expect(changesOf(compiled)).toStrictEqual(before)
  })

  it.skipIf(process.getuid === undefined || 'enableCompileCache' in module)(
    'keeps nothing of a run that compiles little, nor where the user wants none',
    () => {
      const compiled = join(home, '.cache/fedrender/compiled')
      for (const words of [['version'], ['complete', '--', 'r'], ['render', '--help'], ['render', '--bogus']])
        run(words)
      expect(readdirSync(compiled)).toStrictEqual([])
      run(['validate'], { NODE_DISABLE_COMPILE_CACHE: '1' })
      expect(readdirSync(compiled)).toStrictEqual([])
    },
  )
})
