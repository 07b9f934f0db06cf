import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { expectDirectory } from '../helpers/expect-directory.ts'
import { readTree } from '../helpers/read-tree.ts'
import { runCli, temporaryDirectory } from './run-cli.ts'

const scenarios = fileURLToPath(new URL('scenarios', import.meta.url))

/**
 * One folder a scenario: `command.txt` is run in a copy of `input/` (with `stdin.txt`, if there is one) and gives
 * `stdout.txt`, `stderr.txt`, the exit code in `status.txt`, and what `rendered/` then holds in `expected/`.
 */
describe('fedrender as a process', () => {
  for (const name of readdirSync(scenarios)) {
    it(name.replaceAll('-', ' '), () => {
      const scenario = join(scenarios, name)
      const directory = temporaryDirectory()
      const scrub = (text: string): string =>
        text.replaceAll(directory, '<directory>').replaceAll(/\d+\.\d\d s$/gm, '<time> s')
      const readInput = (file: string): string =>
        existsSync(join(scenario, file)) ? readFileSync(join(scenario, file), 'utf8') : ''
      cpSync(join(scenario, 'input'), directory, { recursive: true })
      const [program, ...commandLine] = readInput('command.txt').trim().split(/\s+/)
      expect(program).toBe('fedrender')
      const { stdout, stderr, status } = runCli(directory, commandLine, readInput('stdin.txt'))
      expectText(scrub(stdout), join(scenario, 'stdout.txt'))
      expectText(scrub(stderr), join(scenario, 'stderr.txt'))
      expectText(`${status}\n`, join(scenario, 'status.txt'))
      expectDirectory(readTree(join(directory, 'rendered')), join(scenario, 'expected'))
      rmSync(directory, { recursive: true })
    })
  }
})

function expectText(text: string, file: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}
