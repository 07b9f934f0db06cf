import { spawnSync } from 'node:child_process'
import { createNodeHost } from '../../../src/host/node-host.ts'
import type { Terminal } from '../../../src/cli/terminal/terminal.ts'
import { gitEnvironment } from '../../helpers/git-repository.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

/** Where command lines run. */
export interface Stage {
  readonly directory: string
  /** What of the terminal differs from the one of tests. */
  readonly terminal?: Partial<Terminal>
}

/**
 * Runs a command line and gives what it prints, standard output and standard error in the order of time. `fedrender`
 * runs in this process, on a machine where it takes 0.13 s; every other program is run by a shell.
 */
export async function runLine(commandLine: string, { directory, terminal = {} }: Stage): Promise<string> {
  const words = [...commandLine.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  if (words[0] !== 'fedrender') return runInShell(commandLine, directory)
  const printed: string[] = []
  let moments = 0
  await createTestRepository({}).runToEnd(
    {
      host: createNodeHost(),
      directory,
      now: () => (moments++ === 0 ? 0 : 130),
      writeOutput: (text) => printed.push(text),
      writeError: (text) => printed.push(text),
      ...terminal,
    },
    ...words.slice(1),
  )
  return printed.join('')
}

function runInShell(commandLine: string, cwd: string): string {
  const { stdout, stderr } = spawnSync('sh', ['-c', `${commandLine} 2>&1`], {
    cwd,
    env: gitEnvironment,
    encoding: 'utf8',
  })
  return stdout + stderr
}
