import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryPath } from '../../docs/documents.ts'
import { git, gitConfiguration, scratchDirectory } from '../../helpers/git-repository.ts'

/** A reader's machine: an empty home, and a directory of programs that is on the PATH before those of the system. */
export interface Machine {
  readonly home: string
  readonly programs: string
}

/** What a block of commands printed, standard output and standard error together, and the last status that was not 0. */
export interface Printed {
  readonly text: string
  readonly status: number
}

/** A machine of somebody whose git knows who they are, with the built `fedrender` as `npm link` installs it. */
export function createMachine(): Machine {
  const directory = scratchDirectory()
  const [home, programs] = [join(directory, 'home'), join(directory, 'bin')]
  for (const each of [home, programs]) mkdirSync(each)
  addProgram(programs, 'fedrender', `exec '${process.execPath}' '${repositoryPath('dist/start.cjs')}' "$@"`)
  for (const [name, value] of [
    ['user.name', 'reader'],
    ['user.email', 'reader@example.com'],
    ['init.defaultBranch', 'main'],
    ['include.path', gitConfiguration['GIT_CONFIG_GLOBAL'] ?? ''],
  ] as const) {
    git(home, 'config', '--file', join(home, '.gitconfig'), name, value)
  }
  return { home, programs }
}

/** Puts a program of a few lines of shell onto the PATH. */
export function addProgram(programs: string, name: string, lines: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 })
}

/**
 * Types blocks of commands into one bash, which begins in the home: each finds the directory, the variables and the files
 * that the one before it left.
 */
export function typeInShell({ home, programs }: Machine, blocks: readonly string[]): readonly Printed[] {
  const typed = join(programs, '../typed')
  mkdirSync(typed)
  const lines = blocks.map((block, index) => {
    writeFileSync(join(typed, String(index)), block)
    return `failed=0\n. '${typed}/${index}' < /dev/null\nprintf '\\0%d\\0' "$failed"\n`
  })
  writeFileSync(join(typed, 'session'), `exec 2>&1\ntrap 'failed=$?' ERR\n${lines.join('')}`)
  const { stdout } = spawnSync('bash', ['--norc', '--noprofile', join(typed, 'session')], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {
      HOME: home,
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
      GIT_CONFIG_SYSTEM: '/dev/null',
      NO_COLOR: '1',
      LC_ALL: 'C.UTF-8',
    },
  })
  const parts = stdout.split('\0')
  return blocks.map((block, index) => {
    const [text, status] = [parts[2 * index], parts[2 * index + 1]]
    if (text === undefined || status === undefined) throw new Error(`The shell ended in: ${block}`)
    return { text, status: Number(status) }
  })
}
