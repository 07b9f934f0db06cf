import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { commit, git, gitRepository, scratchDirectory } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { main } from './run-cli.ts'

const races = 12
const pushRaces = 5
const settings = (value: string): string => namespaceYaml('shop') + configMapYaml('shop/settings', value)

/** Publishes what is checked out in a process of its own; gives the exit code. */
function publish(directory: string, ...options: readonly string[]): Promise<number | null> {
  const words = [main, 'publish', '--branch', 'rendered', ...options]
  return new Promise((resolve) => {
    spawn(process.execPath, words, { cwd: directory, stdio: 'ignore' }).on('close', resolve)
  })
}

it("leaves the newer commit's output, whichever of two runs is ahead", async () => {
  const newer = gitRepository({
    'clusters.yaml': inventoryYaml('east', 'west'),
    'shop.yaml': settings('old'),
  })
  const bare = `${scratchDirectory()}/bare.git`
  git(newer, 'clone', '-q', '--bare', '.', bare)
  const head = commit(newer, { 'shop.yaml': settings('new') })
  const older = `${scratchDirectory()}/older`
  git(newer, 'clone', '-q', '.', older)
  git(older, 'checkout', '-q', 'HEAD~')
  for (let race = 0; race < races; race++) {
    const [ofOlder, ofNewer] = await Promise.all([
      publish(older, '--repo', bare),
      publish(newer, '--repo', bare),
    ])
    expect(ofNewer).toBe(0)
    expect(ofOlder === 0 || ofOlder === 2).toBe(true)
    expect(git(bare, 'log', '-1', '--format=%(trailers:key=Dry-SHA,valueonly)', 'rendered').trim()).toBe(head)
    const shown = git(bare, 'show', 'rendered:clusters/east/shop/configmaps/settings.yaml')
    expect(shown).toContain('new')
    expect(Number(git(bare, 'rev-list', '--count', 'rendered'))).toBe(ofOlder === 0 ? 2 : 1)
    git(bare, 'update-ref', '-d', 'refs/heads/rendered')
  }
  expect(git(bare, 'for-each-ref', 'refs/fedrender')).toBe('')
}, 300_000)

it('pushes the output of both commits, or of the newer one, whichever of two runs with --push is ahead', async () => {
  const sources = gitRepository({ 'clusters.yaml': inventoryYaml('east'), 'shop.yaml': settings('old') })
  const bare = `${scratchDirectory()}/bare.git`
  git(sources, 'clone', '-q', '--bare', '.', bare)
  const [older, newer] = [`${scratchDirectory()}/older`, `${scratchDirectory()}/newer`]
  for (const clone of [older, newer]) git(bare, 'clone', '-q', `file://${bare}`, clone)
  const head = commit(newer, { 'shop.yaml': settings('new') })
  for (let race = 0; race < pushRaces; race++) {
    const [ofOlder, ofNewer] = await Promise.all([publish(older, '--push'), publish(newer, '--push')])
    expect(ofNewer).toBe(0)
    expect(ofOlder === 0 || ofOlder === 2).toBe(true)
    expect(git(bare, 'log', '-1', '--format=%(trailers:key=Dry-SHA,valueonly)', 'rendered').trim()).toBe(head)
    expect(Number(git(bare, 'rev-list', '--count', 'rendered'))).toBe(ofOlder === 0 ? 2 : 1)
    // Two runs of one commit publish it once.
    expect(await Promise.all([publish(newer, '--push'), publish(newer, '--push')])).toStrictEqual([0, 0])
    git(bare, 'update-ref', '-d', 'refs/heads/rendered')
    for (const clone of [older, newer]) {
      git(clone, 'update-ref', '-d', 'refs/heads/rendered')
      git(clone, 'update-ref', '-d', 'refs/remotes/origin/rendered')
    }
  }
}, 300_000)
