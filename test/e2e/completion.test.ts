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
