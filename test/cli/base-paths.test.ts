import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory } from '../helpers/git-repository.ts'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

const files = {
  'fleet/clusters.yaml': inventoryYaml('east'),
  'fleet/shop.yaml': namespaceYaml('shop'),
}

function fedrender(
  directory: string,
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): CommandResult {
  const terminal = { host: createNodeHost(), directory, environment: (name: string) => environment[name] }
  return createTestRepository({}).runOn(terminal, ...commandLine)
}

/** A branch on which a link is in place of the directory `fleet`. */
function moved(): string {
  const directory = gitRepository(files)
  git(directory, 'checkout', '-q', '-b', 'change')
  renameSync(`${directory}/fleet`, `${directory}/mine`)
  symlinkSync('mine', `${directory}/fleet`)
  commit(directory, {})
  return directory
}

it.each([
  [['render', 'fleet', '--check']],
  [['diff', 'fleet']],
  [['diff', 'fleet', '--rendered']],
  [['report', 'fleet', '--base', 'main', '-o', 'report.html']],
  [['render', 'fleet', '--dry-run', '--previous', 'main']],
])('a link of the repository is refused by %j', (commandLine) => {
  const { exitCode, stderr } = fedrender(moved(), commandLine)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('error base-path-linked: ')
  expect(stderr).toContain('goes through the symbolic link "fleet"')
})

it('a link of the repository is refused where the shell followed it', () => {
  const directory = moved()
  const run = fedrender(`${directory}/mine`, ['diff'], { PWD: `${directory}/fleet` })
  expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining('base-path-linked') as string])
  // What the variable says of another place is no matter.
  expect(fedrender(`${directory}/mine`, ['diff'], { PWD: directory }).exitCode).toBe(1)
  expect(fedrender(`${directory}/mine`, ['render', '--check']).stderr).toContain('base-path-linked')
})

it('a link above the repository is the machine’s own', () => {
  const directory = gitRepository(files)
  const elsewhere = scratchDirectory()
  mkdirSync(`${elsewhere}/a`)
  symlinkSync(directory, `${elsewhere}/a/link`)
  for (const named of [`${elsewhere}/a/link/fleet`, 'a/link/fleet']) {
    expect(fedrender(elsewhere, ['diff', named])).toMatchObject({ exitCode: 0, stderr: '' })
  }
})

it('a check says that the base has no such directory', () => {
  const directory = gitRepository({ 'README.md': '' })
  git(directory, 'checkout', '-q', '-b', 'change')
  commit(directory, files)
  fedrender(directory, ['render', 'fleet'])
  const { exitCode, stderr } = fedrender(directory, ['render', 'fleet', '--check'])
  expect(exitCode).toBe(0)
  expect(stderr).toMatch(/info base-directory-missing: The base "[0-9a-f]{12}" has no directory "fleet"/)
})
