import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree } from '../helpers/read-tree.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

type Agent = 'argocd' | 'flux' | 'none'
type Granularity = 'cluster' | 'namespace'

const record = 'pending/west/deletions.yaml'
const released = (count: number): string =>
  `  - ${count === 1 ? '1 object' : `${count} objects`} of cluster west would be deleted that agents left there in an earlier change\n`

/** `fedrender.yaml` with one agent, or none. */
function config(agent: Agent, granularity: Granularity): string {
  const settings = {
    argocd: `delivery: {argocd: {repoURL: 'https://git.example.com/fleet.git', granularity: ${granularity}}}\n`,
    flux: `delivery: {flux: {granularity: ${granularity}}}\n`,
    none: '',
  }
  return `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings[agent]}`
}

/** One cluster with the namespaces `shop` and `pay`, and the named ConfigMaps in them. */
function sources(
  names: readonly string[],
  agent: Agent,
  granularity: Granularity,
): Readonly<Record<string, string>> {
  return {
    'fedrender.yaml': config(agent, granularity),
    'clusters.yaml': inventoryYaml('west'),
    'namespaces.yaml': namespaceYaml('shop') + namespaceYaml('pay'),
    'all.yaml': names.map((name) => configMapYaml(name)).join(''),
  }
}

const all = ['shop/a', 'shop/b', 'pay/p', 'pay/q']

/** A repository in memory in which all ConfigMaps are rendered. */
function begun(agent: Agent, granularity: Granularity): TestRepository {
  const repository = createTestRepository(sources(all, agent, granularity))
  expect(repository.run('render').exitCode).toBe(0)
  return repository
}

/** Renders other sources, with the approval that the guard asks for; gives what it said. */
function change(repository: TestRepository, ...given: Parameters<typeof sources>): string {
  for (const [path, text] of Object.entries(sources(...given))) repository.host.put(`/repo/${path}`, text)
  const { exitCode, stderr } = repository.run('render')
  if (exitCode === 0) return ''
  const digest = /digest ([0-9a-f]{16})/.exec(stderr)?.[1] ?? ''
  expect(repository.run('render', '--approve-prune', digest).exitCode).toBe(0)
  return stderr
}

/** What the record names, each with who applied it. */
function recorded(repository: TestRepository): readonly string[] {
  const text = repository.rendered()[record] ?? ''
  return [...text.matchAll(/path: (\S+)[^]*?units:\n\s+(\w+: \S+)/g)].map(
    ([, path, unit]) => `${path} ${unit}`,
  )
}

describe('an object that goes with another granularity', () => {
  it.each([
    ['cluster', 'namespace', 'west'],
    ['namespace', 'cluster', 'west-shop'],
  ] as const)(
    'of Argo CD, from %s to %s, is deleted with approval once it is changed back',
    (from, to, unit) => {
      const repository = begun('argocd', from)
      const rest = ['shop/a', 'pay/p', 'pay/q']
      change(repository, rest, 'argocd', to)
      expect(recorded(repository)).toStrictEqual([`shop/configmaps/b.yaml argocd: ${unit}`])
      expect(repository.run('render', '--check').exitCode).toBe(0)
      expect(change(repository, rest, 'argocd', from)).toContain(released(1))
      expect(recorded(repository)).toStrictEqual([])
    },
  )

  it('of Flux is recorded nowhere, since Flux has forgotten it', () => {
    const repository = begun('flux', 'cluster')
    change(repository, ['shop/a', 'pay/p', 'pay/q'], 'flux', 'namespace')
    expect(repository.rendered()[record]).toBeUndefined()
    expect(change(repository, ['shop/a', 'pay/p', 'pay/q'], 'flux', 'cluster')).toBe('')
  })
})

describe('what is left of a namespace', () => {
  it('is not announced for the Application of the whole cluster, and is once its own comes back', () => {
    const repository = begun('argocd', 'namespace')
    const rest = ['shop/a', 'shop/b']
    change(repository, rest, 'argocd', 'namespace')
    const left = ['pay/configmaps/p.yaml argocd: west-pay', 'pay/configmaps/q.yaml argocd: west-pay']
    expect(recorded(repository)).toStrictEqual(left)
    expect(change(repository, rest, 'argocd', 'cluster')).toBe('')
    expect(recorded(repository)).toStrictEqual(left)
    expect(change(repository, [...rest, 'pay/p'], 'argocd', 'cluster')).toBe('')
    expect(recorded(repository)).toStrictEqual([left[1]])
    expect(change(repository, [...rest, 'pay/p'], 'argocd', 'namespace')).toContain(released(1))
    expect(recorded(repository)).toStrictEqual([])
  })

  it('is asked about, and still recorded, where it is filled in the change of the granularity', () => {
    const repository = begun('argocd', 'namespace')
    change(repository, ['shop/a', 'shop/b'], 'argocd', 'namespace')
    const filled = ['shop/a', 'shop/b', 'pay/new']
    expect(change(repository, filled, 'argocd', 'cluster')).toContain(released(2))
    expect(recorded(repository)).toHaveLength(2)
    expect(change(repository, filled, 'argocd', 'cluster')).toBe('')
    expect(change(repository, filled, 'argocd', 'namespace')).toContain(released(2))
  })

  it('is forgotten with the Kustomization', () => {
    const repository = begun('flux', 'namespace')
    change(repository, ['shop/a', 'shop/b'], 'flux', 'namespace')
    expect(recorded(repository)).toHaveLength(2)
    expect(change(repository, ['shop/a', 'shop/b'], 'flux', 'cluster')).toBe('')
    expect(recorded(repository)).toStrictEqual([])
  })
})

describe('an Application that has the name of another cluster', () => {
  it('is not taken for the one of the namespace', () => {
    const inventory = inventoryYaml('west', 'west-pay')
    const given = (granularity: Granularity, names: readonly string[]): Readonly<Record<string, string>> => ({
      ...sources(names, 'argocd', granularity),
      'clusters.yaml': inventory,
    })
    const repository = createTestRepository(given('namespace', all))
    repository.run('render')
    const renderAll = (files: Readonly<Record<string, string>>): string => {
      for (const [path, text] of Object.entries(files)) repository.host.put(`/repo/${path}`, text)
      const { stderr } = repository.run('render')
      const digest = /digest ([0-9a-f]{16})/.exec(stderr)?.[1]
      if (digest !== undefined) repository.run('render', '--approve-prune', digest)
      return stderr
    }
    renderAll(given('namespace', ['shop/a', 'shop/b']))
    const left = ['pay/configmaps/p.yaml argocd: west-pay', 'pay/configmaps/q.yaml argocd: west-pay']
    expect(recorded(repository)).toStrictEqual(left)
    expect(renderAll(given('cluster', ['shop/a', 'shop/b']))).not.toContain('prune-guard')
    expect(recorded(repository)).toStrictEqual(left)
  })
})

describe('an object that goes with its agent', () => {
  it('is recorded, stays so while another one delivers, or none, and is deleted once it comes back', () => {
    const repository = begun('argocd', 'cluster')
    const rest = ['shop/a', 'pay/p', 'pay/q']
    change(repository, rest, 'none', 'cluster')
    const left = ['shop/configmaps/b.yaml argocd: west']
    expect(recorded(repository)).toStrictEqual(left)
    for (const agent of ['none', 'flux'] as const) {
      expect(change(repository, rest, agent, 'cluster')).toBe('')
      expect(recorded(repository)).toStrictEqual(left)
    }
    expect(change(repository, rest, 'argocd', 'cluster')).toContain(released(1))
  })
})

/** A repository whose commits are rendered; the last one is not. */
function rendered(...states: readonly Readonly<Record<string, string>>[]): string {
  const [first = {}, ...others] = states
  const directory = gitRepository(first)
  runInDirectory(directory, 'render')
  commit(directory, {})
  for (const state of others) {
    commit(directory, state)
    const digest = /digest ([0-9a-f]{16})/.exec(runInDirectory(directory, 'render').stderr)?.[1] ?? ''
    runInDirectory(directory, 'render', '--approve-prune', digest)
    commit(directory, {})
  }
  git(directory, 'checkout', '-q', '-b', 'change')
  return directory
}

describe('a diff of another granularity', () => {
  const rest = ['shop/a', 'pay/p', 'pay/q']

  it.each(['argocd', 'flux'] as const)('says that what goes at once may stay (%s)', (agent) => {
    const directory = rendered(sources(all, agent, 'cluster'))
    commit(directory, sources(rest, agent, 'namespace'))
    expect(runInDirectory(directory, 'diff').stdout).toContain(
      'ConfigMap "shop/b" is deleted; in "west", what applied it goes with the same change and may leave it.\n',
    )
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    commit(directory, {})
    expect(runInDirectory(directory, 'render', '--check', '--base', 'main').exitCode).toBe(0)
    expect(readTree(directory).has(`rendered/${record}`)).toBe(agent === 'argocd')
  })

  it('names what the Applications delete that come back, with the digest that the guard asks for', () => {
    const directory = rendered(sources(all, 'argocd', 'cluster'), sources(rest, 'argocd', 'namespace'))
    commit(directory, sources(rest, 'argocd', 'cluster'))
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).toContain('ConfigMap "shop/b" is deleted; agents left it there in an earlier change.\n')
    const digest = /digest ([0-9a-f]{16})/.exec(stdout)?.[1] ?? ''
    expect(runInDirectory(directory, 'render').stderr).toContain(`(digest ${digest})`)
    expect(runInDirectory(directory, 'render', '--approve-prune', digest).exitCode).toBe(0)
    commit(directory, {})
    expect(readTree(directory).has(`rendered/${record}`)).toBe(false)
    const check = runInDirectory(directory, 'render', '--check', '--base', 'main', '--approve-prune', digest)
    expect(check.exitCode).toBe(0)
  })
})
