import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readTree } from '../helpers/read-tree.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const transcripts = fileURLToPath(new URL('transcripts', import.meta.url))

/**
 * One folder a transcript: the command lines of `transcript.txt` are run one after another in a repository that holds
 * the files of `input/`, and print what stands there. `cat` shows what they wrote. UPDATE_GOLDEN=1 rewrites it.
 */
describe('the transcript', () => {
  for (const name of readdirSync(transcripts)) {
    it(name.replaceAll('-', ' '), () => {
      const input = join(transcripts, name, 'input')
      const repository = createTestRepository(existsSync(input) ? Object.fromEntries(readTree(input)) : {})
      const file = join(transcripts, name, 'transcript.txt')
      const expected = readFileSync(file, 'utf8')
      const commandLines = expected.match(/(?<=^\$ ).*$/gm) ?? []
      const actual = commandLines.map((line) => `$ ${line}\n${run(repository, line)}`).join('')
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual)
      expect(actual).toBe(readFileSync(file, 'utf8'))
    })
  }
})

/** What a command line prints, on standard output and standard error in the order of time, and `exit N` unless N is 0. */
function run(repository: TestRepository, line: string): string {
  const words = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  if (words[0] === 'cat')
    return words
      .slice(1)
      .map((path) => show(repository, path))
      .join('')
  const [assignment] = /^KUBECONFIG=.*/.exec(words[0] ?? '') ?? []
  const [program, ...commandLine] = assignment === undefined ? words : words.slice(1)
  expect(program).toBe('fedrender')
  const printed: string[] = []
  const { exitCode } = repository.runOn(
    {
      environment: (name) => (name === 'KUBECONFIG' ? assignment?.slice('KUBECONFIG='.length) : undefined),
      writeOutput: (text) => printed.push(text),
      writeError: (text) => printed.push(text),
    },
    ...commandLine,
  )
  return printed.join('') + (exitCode === 0 ? '' : `exit ${exitCode}\n`)
}

function show({ host }: TestRepository, path: string): string {
  return host.dump('/repo')[path] ?? `cat: ${path}: No such file or directory\n`
}
