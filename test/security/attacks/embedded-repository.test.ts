import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, it } from 'vitest'
import { git, gitRepository } from '../../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { runCli } from '../../e2e/run-cli.ts'
import { attackedRepository, type AttackedRepository, type Files } from './attacked-repository.ts'

const fleet: Files = {
  'fleet/clusters.yaml': inventoryYaml('east'),
  'fleet/shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'old'),
  'fleet/fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants: [{name: shop, sources: ['**'], namespaces: [shop], types: [configmaps, namespaces], clusters: [east], fleet: true}]
`,
}

/** What a command runs when it asks a repository of the attacker. */
const proof = (directory: string): string => `${directory}/ran`

const denied = namespaceYaml('other') + configMapYaml('other/mine', 'x')

/** What the attacker says that the base has: wider rights, and whatever the change places by them. */
const forged: Files = {
  'clusters.yaml': inventoryYaml('east'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'old'),
  'denied.yaml': denied,
  'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants: [{name: shop, sources: ['**'], namespaces: ['*'], types: ['*'], clusters: ['*'], fleet: true, dnsNames: ['**']}]
`,
}

/**
 * Plants a repository whose main branch has a tree of the attacker. Without its blobs it is a partial clone, which
 * fetches them by a program that its settings name.
 */
function plantRepository(target: string, ran: string, withBlobs: boolean): void {
  const planted = gitRepository(forged)
  if (!withBlobs) {
    for (const name of Object.keys(forged)) {
      const id = git(planted, 'rev-parse', `main:${name}`)
      rmSync(`${planted}/.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    }
  }
  const run = `sh -c \\"touch ${ran}\\"; false`
  for (const name of ['HEAD', 'objects', 'refs']) {
    cpSync(`${planted}/.git/${name}`, `${target}/${name}`, { recursive: true })
  }
  writeFileSync(`${target}/refs/.keep`, '')
  const partial = ['[extensions]', 'partialClone = evil', '[remote "evil"]', 'promisor = true']
  const config = [
    '[core]',
    'repositoryformatversion = 1',
    'bare = false',
    'worktree = .',
    `fsmonitor = "${run}"`,
    ...(withBlobs ? ['[remote "evil"]'] : partial),
    'url = file:///',
    `uploadpack = "${run}"`,
  ]
  writeFileSync(`${target}/config`, `${config.join('\n')}\n`)
}

const commandLines: readonly (readonly string[])[] = [
  ['render', 'fleet', '--check'],
  ['render', 'fleet', '--check', '--base', 'main'],
  ['diff', 'fleet'],
  ['diff', 'fleet', '--rendered'],
  ['render', 'fleet', '--dry-run', '--previous', 'main'],
  ['report', 'fleet', '--base', 'main', '-o', 'report.html'],
  ['validate', 'fleet', '--format', 'sarif'],
  ['publish', 'fleet', '--branch', 'rendered'],
]

/** A change that widens what it places, beside a repository that says the base had that already. */
const withPlanted = (withBlobs: boolean): AttackedRepository =>
  attackedRepository(fleet, (directory) => {
    writeFileSync(`${directory}/fleet/denied.yaml`, denied)
    plantRepository(`${directory}/fleet`, proof(directory), withBlobs)
  })

describe('a change that commits a Git repository beside the sources', () => {
  it('would have Git itself believe it', () => {
    const { directory } = withPlanted(false)
    expect(git(`${directory}/fleet`, 'rev-parse', '--absolute-git-dir')).toBe(`${directory}/fleet`)
    expect(() => git(`${directory}/fleet`, 'show', 'main:denied.yaml')).toThrow(/promisor|protocol|fatal/)
    expect(existsSync(proof(directory))).toBe(true)
  })

  it.each(commandLines)('has no program run by %s %s %s %s', (...commandLine) => {
    const { directory, fedrender } = withPlanted(false)
    fedrender(...commandLine)
    expect(existsSync(proof(directory))).toBe(false)
  })

  it('has nothing compared with its own branch, and no rights taken from it', () => {
    const { fedrender, action, base } = withPlanted(true)
    for (const commandLine of [
      ['render', 'fleet', '--check'],
      ['diff', 'fleet', '--base', base],
    ]) {
      const { status, stderr } = fedrender(...commandLine)
      expect([status, stderr]).toStrictEqual([
        2,
        expect.stringContaining('error tenant-namespace-denied') as string,
      ])
    }
    expect(action({ dir: 'fleet' })).toMatchObject({ exitCode: 2 })
  })
})

describe('a link in place of the directory that a check names', () => {
  const moved = (directory: string): void => {
    renameSync(`${directory}/fleet`, `${directory}/mine`)
    symlinkSync('mine', `${directory}/fleet`)
    writeFileSync(`${directory}/mine/denied.yaml`, denied)
    writeFileSync(
      `${directory}/mine/fedrender.yaml`,
      'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n',
    )
  }

  it.each([
    [['render', 'fleet', '--check']],
    [['render', 'fleet/', '--check', '--base', 'main']],
    [['diff', 'fleet']],
    [['diff', 'fleet', '--rendered']],
    [['report', 'fleet', '--base', 'main', '-o', 'report.html']],
    [['render', 'fleet', '--dry-run', '--previous', 'main']],
  ])('is refused by %j', (commandLine) => {
    const { status, stderr } = attackedRepository(fleet, moved).fedrender(...commandLine)
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining('error base-path-linked') as string])
  })

  it.each(['fleet', 'mine'])('is refused where the command runs in %s, as the system names it', (name) => {
    const { directory } = attackedRepository(fleet, moved)
    const { status, stderr } = runCli(realpathSync(`${directory}/${name}`), ['render', '--check'])
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining('base-path-linked') as string])
  })

  it('is refused by the action', () => {
    const { exitCode, log } = attackedRepository(fleet, moved).action({ dir: 'fleet' })
    expect([exitCode, log]).toStrictEqual([2, expect.stringContaining('base-path-linked') as string])
  })

  it.each(['fedrender.yaml', 'rendered', 'observed', 'dns.lock.yaml'])(
    'is refused where it stands for %s',
    (name) => {
      const { fedrender } = attackedRepository(fleet, (directory) => {
        mkdirSync(`${directory}/other`, { recursive: true })
        writeFileSync(`${directory}/other/keep`, '')
        const path = `${directory}/fleet/${name}`
        if (existsSync(path)) renameSync(path, `${directory}/other/${name}`)
        symlinkSync(`../other/${name}`, path)
      })
      const { status, stderr } = fedrender('render', 'fleet', '--check')
      expect([status, stderr]).toStrictEqual([2, expect.stringContaining('base-path-linked') as string])
    },
  )
})

describe('names of commits', () => {
  it('are not taken from a directory of the change', () => {
    const { directory, fedrender } = attackedRepository(fleet, {
      'main/clusters/east/shop/configmaps/settings.yaml': '# Code generated by fedrender. DO NOT EDIT.\n',
    })
    expect(existsSync(`${directory}/main`)).toBe(true)
    const { status, stderr } = fedrender('render', 'fleet', '--dry-run', '--previous', 'main')
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining('previous-ambiguous') as string])
  })

  it('are not looked up in a submodule that the change puts in place of the directory', () => {
    const module = gitRepository(forged)
    const { directory, fedrender, action } = attackedRepository(fleet, (top) => {
      git(top, 'rm', '-rq', 'fleet')
      git(top, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module, 'fleet')
    })
    expect(existsSync(`${directory}/fleet/.git`)).toBe(true)
    for (const commandLine of [
      ['render', 'fleet', '--check', '--base', 'main'],
      ['diff', 'fleet'],
    ]) {
      const { status, stderr } = fedrender(...commandLine)
      expect([status, stderr]).toStrictEqual([2, expect.stringContaining('lies in a submodule') as string])
    }
    expect(action({ dir: 'fleet' }).exitCode).toBe(2)
  })
})

describe('a repository of another user', () => {
  const root = process.getuid?.() === 0

  it.runIf(root)('is asked nothing, whatever program its settings name', () => {
    const directory = gitRepository(fleet)
    git(directory, 'config', 'core.fsmonitor', `touch ${proof(directory)}`)
    git(directory, 'config', 'uploadpack.packObjectsHook', `touch ${proof(directory)}`)
    const { fedrender } = attackedRepository(fleet, {})
    execFileSync('chown', ['-R', '12345:12345', directory])
    const { status, stderr } = fedrender('diff', `${directory}/fleet`)
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining('safe.directory') as string])
    expect(existsSync(proof(directory))).toBe(false)
  })
})
