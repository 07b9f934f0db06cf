import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { readSection, repositoryPath } from './readme.ts'

const directory = repositoryPath('examples/quickstart')

/** Each command line of the README's console blocks with what the README shows for it. */
const transcripts = [...readSection('Commands').matchAll(/```console\n(.*?)```/gs)].flatMap(
  ([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((each): [commandLine: string, output: string] => {
        const end = each.indexOf('\n')
        return [each.slice(0, end), each.slice(end + 1)]
      }),
)

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
