import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clusterYaml } from '../helpers/kubefed-yaml.ts'
import { main, temporaryDirectory } from './run-cli.ts'

const directory = temporaryDirectory()
const path = `${join(directory, 'bin')}:${process.env['PATH']}`

beforeAll(() => {
  mkdirSync(join(directory, 'bin'))
  const program = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`
  writeFileSync(join(directory, 'bin/fedrender'), program, { mode: 0o755 })
  const git = (...words: readonly string[]): void => {
    const { status, stderr } = spawnSync('git', words, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, HOME: directory },
    })
    expect([status, stderr]).toStrictEqual([0, ''])
  }
  git('init', '--quiet', '--initial-branch=main')
  git(
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.com',
    'commit',
    '--quiet',
    '--allow-empty',
    '--message=one',
  )
  git('tag', 'v1.0.0')
  git('branch', 'release/v2')
  writeFileSync(
    join(directory, 'fleet.yaml'),
    clusterYaml('us-east') + clusterYaml('us-west') + clusterYaml('eu'),
  )
})

afterAll(() => rmSync(directory, { recursive: true }))

/** What a script of a shell prints, in the repository. */
function runShell(shell: string, script: string): string {
  const { stdout, stderr } = spawnSync(shell, ['-c', script], {
    cwd: directory,
    env: { ...process.env, PATH: path, HOME: directory },
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout
}

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

describe('a shell completes command lines', () => {
  it.each([
    ['fedrender explain us-', 'fedrender explain us-', 'us-east us-west'],
    ['fedrender render --cluster=u', 'fedrender render --cluster = u', 'us-east us-west'],
    ['fedrender val', 'fedrender val', 'validate'],
    ['fedrender diff --base v', 'fedrender diff --base v', 'v1.0.0'],
    ['fedrender diff --base=r', 'fedrender diff --base = r', 'release/v2'],
    ['fedrender serve --base ', 'fedrender serve --base ', 'main release/v2 v1.0.0'],
  ])('bash: %s', (line, words, candidates) => {
    const index = words.split(' ').length - 1
    const script = `source <(fedrender completion bash)
COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(${words}) COMP_CWORD=${index}
_fedrender; echo "\${COMPREPLY[*]}"`
    expect(runShell('bash', script)).toBe(`${candidates}\n`)
  })

  it.skipIf(!hasShell('fish'))('fish', () => {
    const script = `fedrender completion fish | source; complete -C 'fedrender explain us-'`
    expect(runShell('fish', script)).toBe('us-east\nus-west\n')
  })

  it.skipIf(!hasShell('zsh'))('zsh', () => {
    const script = `compdef() {}; compadd() { print -l $candidates }; _files() { print files }
source <(fedrender completion zsh); words=(fedrender explain us-); CURRENT=3; _fedrender`
    expect(runShell('zsh', script)).toBe('us-east\nus-west\n')
  })
})
