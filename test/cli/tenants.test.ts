import { runInDirectory } from '../helpers/run-in-directory.ts'
import { describe, expect, it } from 'vitest'
import { changedRepository } from '../helpers/changed-repository.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const config = (clusters: string): string => `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants:
- {name: platform, sources: [fleet/**], namespaces: ['*'], types: ['*'], clusters: ['*'], fleet: true}
- {name: shop, sources: [teams/shop/**], namespaces: [shop], types: [configmaps], clusters: ${clusters}}
`
const repository = {
  'fedrender.yaml': config('[eu]'),
  'fleet/fleet.yaml': inventoryYaml('eu', 'us') + namespaceYaml('shop'),
  'teams/shop/web.yaml': configMapYaml('shop/web', 'x', '{clusters: [{name: eu}]}'),
}
const everywhere = { 'teams/shop/web.yaml': configMapYaml('shop/web') }
const denied = 'tenant-cluster-denied: The tenant "shop" may not place anything in "us".'

function changed(
  files: Readonly<Record<string, string>>,
  base: Readonly<Record<string, string>> = repository,
): string {
  return changedRepository(base, files)
}

describe('a change that widens its own rights', () => {
  const directory = (): string => changed({ ...everywhere, 'fedrender.yaml': config('[eu, us]') })

  it.each([
    ['diff', ['diff']],
    ['render --check', ['render', '--check']],
    ['render --check --base', ['render', '--check', '--base', 'main']],
  ])('is refused by %s, which reads the rights of the base', (_, words) => {
    const { exitCode, stderr } = runInDirectory(directory(), ...words)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(denied)
    expect(stderr).toMatch(/what the tenant may: (?:[0-9a-f]{12}|main):fedrender\.yaml:5:\d+/)
  })

  it('passes once the rights were widened by a change of their own', () => {
    const base = { ...repository, 'fedrender.yaml': config('[eu, us]') }
    const widened = changed(everywhere, base)
    expect(runInDirectory(widened, 'diff').exitCode).toBe(1)
    runInDirectory(widened, 'render')
    expect(runInDirectory(widened, 'render', '--check').exitCode).toBe(0)
  })

  it('is refused too where it removes the tenants', () => {
    const removed = changed({
      ...everywhere,
      'fedrender.yaml': 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n',
    })
    expect(runInDirectory(removed, 'diff').stderr).toContain(denied)
    expect(runInDirectory(removed, 'render', '--check').stderr).toContain(denied)
  })

  it('is refused too where it removes the configuration', () => {
    const directory = changed(everywhere)
    git(directory, 'rm', '-q', 'fedrender.yaml')
    commit(directory, {})
    expect(runInDirectory(directory, 'diff').stderr).toContain(denied)
    expect(runInDirectory(directory, 'render', '--check').stderr).toContain(denied)
  })

  it('is refused too where it takes the sources from another tenant', () => {
    const others = repository['fedrender.yaml']
      .replace('teams/shop/**', 'teams/**')
      .replace('[shop]', '[auth]')
    const taking = { 'fedrender.yaml': others, 'teams/shop/web.yaml': configMapYaml('auth/web') }
    const { exitCode, stderr } = runInDirectory(changed(taking), 'diff')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('tenant-namespace-denied')
  })

  it('holds what it may not, and nothing else, with --keep-going', () => {
    const more = {
      ...everywhere,
      'teams/shop/other.yaml': configMapYaml('shop/other', 'x', '{clusters: [{name: eu}]}'),
    }
    const directory = changed(more)
    expect(runInDirectory(directory, 'render', '--keep-going').exitCode).toBe(2)
    const rendered = git(directory, 'status', '--porcelain', '--untracked-files=all', 'rendered')
    expect(rendered).toContain('eu/shop/configmaps/other.yaml')
    expect(rendered).not.toMatch(/web/)
  })

  it('cannot make light of it', () => {
    const lowered = changed({
      ...everywhere,
      'fedrender.yaml': `${config('[eu]')}severities: {tenant-cluster-denied: "off"}\n`,
    })
    expect(runInDirectory(lowered, 'diff')).toMatchObject({ exitCode: 2 })
    expect(runInDirectory(lowered, 'validate').stdout).toContain('error tenant-severity-fixed')
  })
})

describe('a change to what another tenant declares', () => {
  const base = {
    ...repository,
    'fleet/fleet.yaml': inventoryYaml('eu', 'us') + namespaceYaml('auth') + namespaceYaml('shop'),
    'fleet/login.yaml': configMapYaml('auth/login'),
  }

  it('is refused where it moves that into its own sources', () => {
    const directory = changed({}, base)
    git(directory, 'mv', 'fleet/login.yaml', 'teams/shop/login.yaml')
    commit(directory, {})
    const { exitCode, stderr } = runInDirectory(directory, 'diff')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'tenant-namespace-denied: The tenant "shop" may not declare anything in namespace "auth".',
    )
  })

  it('is for the forge where it only deletes', () => {
    const directory = changed({}, base)
    git(directory, 'rm', '-q', 'fleet/login.yaml')
    commit(directory, {})
    expect(runInDirectory(directory, 'diff').exitCode).toBe(1)
  })
})

describe('a change that introduces tenants', () => {
  it('is judged by its own', () => {
    const { 'fedrender.yaml': introduced, ...base } = { ...repository, ...everywhere }
    const directory = changed({ 'fedrender.yaml': introduced }, base)
    expect(runInDirectory(directory, 'diff').stderr).toContain(denied)
    expect(runInDirectory(directory, 'render', '--check').stderr).toContain(denied)
    commit(directory, { 'teams/shop/web.yaml': repository['teams/shop/web.yaml'] })
    expect(runInDirectory(directory, 'diff').exitCode).toBe(1)
  })
})

describe('the tenants of the work tree', () => {
  it('judge every command, and a change that narrows them at once', () => {
    const narrowed = changed({ 'fedrender.yaml': config('[us]') })
    for (const words of [['render'], ['validate'], ['diff'], ['render', '--check']]) {
      const { exitCode, stdout, stderr } = runInDirectory(narrowed, ...words)
      expect(exitCode).toBe(2)
      expect(stdout + stderr).toContain('may not place anything in "eu"')
    }
  })

  it('are named once where the base has the same', () => {
    const { stderr } = runInDirectory(changed(everywhere), 'diff')
    expect(stderr.split(denied)).toHaveLength(2)
  })
})

describe('render --check without a base', () => {
  it('is an error where there are tenants, or one was asked for', () => {
    const directory = scratchDirectory()
    git(directory, 'clone', '-q', `file://${gitRepository(repository)}`, 'x', '--depth=1')
    const clone = `${directory}/x`
    runInDirectory(clone, 'render')
    expect(runInDirectory(clone, 'render', '--check').exitCode).toBe(0)
    git(clone, 'symbolic-ref', '-d', 'refs/remotes/origin/HEAD')
    git(clone, 'remote', 'remove', 'origin')
    git(clone, 'branch', '-m', 'other')
    const { exitCode, stderr } = runInDirectory(clone, 'render', '--check')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error base-unknown')
    expect(stderr).toContain('error tenants-base-unknown')
    expect(runInDirectory(clone, 'render', '--check', '--base', 'lost').stderr).toContain(
      'error base-not-found',
    )
  })

  it('is an error where there is no Git', () => {
    const directory = scratchDirectory()
    write(directory, repository)
    runInDirectory(directory, 'render')
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--check')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error tenants-base-unknown')
  })

  it('is none where there are none', () => {
    const { 'fedrender.yaml': _, ...plain } = repository
    const tree = createTestRepository(plain)
    tree.run('render')
    expect(tree.run('render', '--check').exitCode).toBe(0)
  })

  it('is not taken by a run that does not check', () => {
    expect(createTestRepository(repository).run('render', '--base', 'main')).toMatchObject({ exitCode: 2 })
  })
})
