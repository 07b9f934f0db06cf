import { expect, it } from 'vitest'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { configMapYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { runCli } from '../../e2e/run-cli.ts'
import { smallFleet } from './attacked-repository.ts'

const scissors = '# ------------------------ >8 ------------------------'

/** Messages of source commits, after an adversarial review: git reads trailers where they want it to. */
const messages: readonly (readonly [string, (id: string) => string])[] = [
  ['a trailer', (id) => `change\n\nDry-SHA: ${id}`],
  ['a trailer before a scissors line', (id) => `change\n\nDry-SHA: ${id}\n${scissors}\nmore`],
  ['a trailer before the divider of a patch', (id) => `change\n\nDry-SHA: ${id}\n---\nmore`],
  ['a subject that is a trailer', (id) => `Dry-SHA: ${id}`],
  ['a carriage return', (id) => `change\r\rDry-SHA: ${id}\r${scissors}`],
  ['a trailer that is continued', (id) => `change\n\nX: a\n Dry-SHA: ${id}\nDry-SHA: ${id}`],
]

it.each(messages)('the message of a source commit with %s says nothing to publish', (_, message) => {
  const directory = gitRepository(smallFleet)
  const publish = () => runCli(directory, ['publish', '--branch', 'live'])
  const published = () => git(directory, 'show', 'live:clusters/east/shop/configmaps/settings.yaml')
  const metadata = () => JSON.parse(git(directory, 'show', 'live:hydrator.metadata')) as { drySha: string }
  const first = git(directory, 'rev-parse', 'HEAD')
  expect(publish().status).toBe(0)

  const settings = (value: string) => namespaceYaml('shop') + configMapYaml('shop/settings', value)
  commit(directory, { 'shop.yaml': settings('second') })
  git(directory, 'commit', '-q', '--amend', '--cleanup=verbatim', '-m', message(first))
  const second = git(directory, 'rev-parse', 'HEAD')
  expect(publish().status).toBe(0)
  expect(metadata().drySha).toBe(second)

  // An older commit is still known as older, and a newer one as newer.
  git(directory, 'checkout', '-q', first)
  expect(publish().status).not.toBe(70)
  expect(published()).toContain('second')
  expect(metadata().drySha).toBe(second)

  git(directory, 'checkout', '-q', 'main')
  commit(directory, { 'shop.yaml': settings('third') })
  git(directory, 'commit', '-q', '--amend', '--cleanup=verbatim', '-m', message('f'.repeat(40)))
  expect(publish().status).toBe(0)
  expect(published()).toContain('third')
})
