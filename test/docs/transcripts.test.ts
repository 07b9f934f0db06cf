import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { readSection, repositoryPath } from './readme.ts'

const directory = repositoryPath('examples/quickstart')

/** Each command line of the README's console blocks with what the README shows for it. */
const transcripts = [...readSection('Commands').matchAll(/```console\n(.*?)```/gs)].flatMap(
  ([, block = '']) => splitTranscript(block),
)

function splitTranscript(text: string): readonly (readonly [commandLine: string, output: string])[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((each) => {
      const end = each.indexOf('\n')
      return [each.slice(0, end), each.slice(end + 1)]
    })
}

describe('the README shows, of examples/quickstart, what is printed', () => {
  it.each(
    transcripts.filter(([commandLine]) => /^fedrender (?:explain|find|status|clusters)\b/.test(commandLine)),
  )('%s', (commandLine, output) => {
    const words = [...commandLine.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
    const { stdout } = createTestRepository({}).runOn(
      { host: createNodeHost(), directory },
      ...words.slice(1),
    )
    expect(stdout).toBe(output)
  })
})

describe('the README shows, of the commands that write sources, what their tests print', () => {
  const tested = readdirSync(repositoryPath('test/cli/transcripts')).flatMap((name) =>
    splitTranscript(readFileSync(repositoryPath(`test/cli/transcripts/${name}/transcript.txt`), 'utf8')),
  )
  it.each(
    transcripts.filter(([commandLine]) =>
      /^(?:cat|fedrender (?:init|enable|disable|federate|join|unjoin|orphaning-deletion)\b)/.test(
        commandLine,
      ),
    ),
  )('%s', (commandLine, output) => {
    expect(tested).toContainEqual([commandLine, output])
  })
})
