import { isDeepStrictEqual } from 'node:util'
import { Command } from 'commander'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { renderRepository } from '../../src/app/render/render-repository.ts'
import { readRepository } from '../../src/app/repository/read-repository.ts'
import { addGlobalOptions, withGlobalOptions } from '../../src/cli/options/global-options.ts'
import type { GivenTerminal, Terminal } from '../../src/cli/terminal/terminal.ts'
import { watchRepository } from '../../src/cli/watch/watch-repository.ts'
import { readSchemas } from '../../src/host/schemas.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import type { RepositoryTexts } from '../helpers/diff-repositories.ts'
import { editedTexts } from '../helpers/edited-repositories.ts'
import { rendered } from '../helpers/file-tree.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const schema = createSchemaValidator(readSchemas())

function terminalOf(given: GivenTerminal): Terminal {
  return withGlobalOptions(given, addGlobalOptions(new Command()), () => undefined)
}

/** What a run makes of the same files that has no earlier run. */
function renderAnew(files: Readonly<Record<string, string>>): Record<string, string> {
  const anew = createTestRepository(files)
  const terminal = terminalOf(anew.terminal({}))
  renderRepository(terminal, readRepository(terminal, '.', {}, schema), {})
  return anew.host.dump('/repo')
}

function save({ host }: TestRepository, before: RepositoryTexts, after: RepositoryTexts): void {
  for (const path of Object.keys(before)) if (after[path] === undefined) host.removeFile(`/repo/${path}`)
  for (const [path, text] of Object.entries(after)) if (before[path] !== text) host.put(`/repo/${path}`, text)
}

/** What somebody else does to a file of the output, which file by a number. */
function disturb({ host }: TestRepository, choice: number, text: string | undefined): void {
  // A directory that a disturbance before has left empty is no file.
  const paths = Object.keys(host.dump('/repo')).filter(
    (path) => path.startsWith('rendered/clusters/') && !path.endsWith('/'),
  )
  const path = paths[choice % Math.max(1, paths.length)]
  if (path === undefined) return
  if (text === undefined) host.removeFile(`/repo/${path}`)
  else host.put(`/repo/${path}`, text)
}

const disturbances = fc.array(
  fc.option(
    fc.record({
      choice: fc.nat(1000),
      text: fc.constantFrom(undefined, rendered('a: b')),
    }),
    { nil: undefined, freq: 2 },
  ),
  { minLength: 6, maxLength: 6 },
)

it('watch leaves what a run of its own leaves, whatever is edited, and at rest whatever others write', async () => {
  await fc.assert(
    fc.asyncProperty(editedTexts, disturbances, async (states, disturbing) => {
      const [first = {}] = states
      const repository = createTestRepository(first)
      const files = (): Record<string, string> => repository.host.dump('/repo')
      const watch = async function* (): AsyncGenerator<void> {
        let before = first
        yield
        for (const [index, state] of states.entries()) {
          if (isDeepStrictEqual(state, before)) continue
          const other = disturbing[index]
          if (other) disturb(repository, other.choice, other.text)
          save(repository, before, state)
          before = state
          const expected = renderAnew(files())
          yield
          if (other === undefined) expect(files()).toStrictEqual(expected)
          yield
          expect(files()).toStrictEqual(expected)
        }
      }
      expect(await watchRepository(terminalOf(repository.terminal({ watch })), '.', {})).toBe(0)
    }),
    { numRuns: 40 },
  )
}, 120_000)
