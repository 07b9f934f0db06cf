import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, write } from '../helpers/git-repository.ts'
import { federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree } from '../helpers/read-tree.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndelivery: {flux: {}}\n'
const object = (data: string): string => federatedYaml('ConfigMap', 'shop/web', `template: {data: ${data}}`)
const east = '{clusters: [{name: east}]}'

/** Merges a branch, which conflicts. */
function conflict(directory: string, branch: string): void {
  expect(() => git(directory, 'merge', '-q', branch)).toThrow()
}

/** The recipe of docs/how-to/resolve-a-conflict.md. */
function resolve(directory: string): void {
  const words = ['render', '--previous', 'MERGE_HEAD']
  const digest = /digest ([0-9a-f]+)/.exec(runInDirectory(directory, ...words).stderr)?.[1]
  const approval = digest === undefined ? [] : ['--approve-prune', digest]
  expect(runInDirectory(directory, ...words, ...approval).exitCode).toBe(0)
  git(directory, 'add', '-A')
  git(directory, 'commit', '-q', '-m', 'merge')
}

describe('two changes of one object', () => {
  it('conflict in the output alone, and are rendered anew', () => {
    const directory = gitRepository({
      'fedrender.yaml': settings,
      'clusters.yaml': inventoryYaml('east'),
      'shop.yaml': namespaceYaml('shop'),
      'web.yaml': object('{a: "1", b: "1"}'),
    })
    runInDirectory(directory, 'render')
    commit(directory, {})
    git(directory, 'checkout', '-q', '-b', 'other')
    commit(directory, { 'web.yaml': object('{a: "2", b: "1"}') })
    runInDirectory(directory, 'render')
    commit(directory, {})
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'web.yaml': object('{a: "1", b: "2"}') })
    runInDirectory(directory, 'render')
    commit(directory, {})
    conflict(directory, 'other')
    expect(runInDirectory(directory, 'render', '--check').exitCode).not.toBe(0)
    commit(directory, {})
    expect(runInDirectory(directory, 'render', '--check').exitCode).not.toBe(0)
    git(directory, 'reset', '-q', '--hard', 'HEAD~1')
    conflict(directory, 'other')
    write(directory, { 'web.yaml': object('{a: "2", b: "2"}') })
    git(directory, 'add', 'web.yaml')
    resolve(directory)
    expect(readTree(directory).get('rendered/clusters/east/shop/configmaps/web.yaml')).toMatch(
      /a: "2"\n\s+b: "2"\n/,
    )
    expect(runInDirectory(directory, 'render', '--check').exitCode).toBe(0)
  })

  it('that empty two clusters leave the records of both', () => {
    const inventory = inventoryYaml('east', 'north', 'west')
    const placed = (names: string): Readonly<Record<string, string>> => ({
      'shop.yaml': namespaceYaml('shop', `{clusters: [${names}]}`),
    })
    const directory = gitRepository({
      'fedrender.yaml': settings,
      'clusters.yaml': inventory,
      ...placed('{name: east}, {name: north}, {name: west}'),
      'web.yaml': object('{a: "1"}'),
    })
    const empty = (names: string): void => {
      commit(directory, placed(names))
      const digest = /digest ([0-9a-f]+)/.exec(runInDirectory(directory, 'render').stderr)?.[1] ?? ''
      expect(runInDirectory(directory, 'render', '--approve-prune', digest).exitCode).toBe(0)
      commit(directory, {})
    }
    runInDirectory(directory, 'render')
    commit(directory, {})
    git(directory, 'checkout', '-q', '-b', 'other')
    empty('{name: east}, {name: north}')
    git(directory, 'checkout', '-q', 'main')
    empty('{name: east}, {name: west}')
    conflict(directory, 'other')
    write(directory, { 'shop.yaml': namespaceYaml('shop', east) })
    git(directory, 'add', 'shop.yaml')
    resolve(directory)
    expect([...readTree(`${directory}/rendered/pending`).keys()]).toStrictEqual([
      'north/deletions.yaml',
      'west/deletions.yaml',
    ])
  })

  it('that empty one cluster in turn leave one record of what both deleted', () => {
    const directory = emptiedTwice()
    const record = 'rendered/pending/north/deletions.yaml'
    expect(readTree(directory).get(record)).toContain('<<<<<<<')
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    const text = readTree(directory).get(record)
    expect(text).toContain('name: a\n')
    expect(text).toContain('name: b\n')
    expect(text).not.toContain('<<<<<<<')
  })

  it('leave a record that nobody can read to people', () => {
    const directory = emptiedTwice()
    const record = 'rendered/pending/north/deletions.yaml'
    const text =
      readTree(directory)
        .get(record)
        ?.replaceAll(/^(<<<|>>>).*\n/gm, '') ?? ''
    commit(directory, { [record]: text })
    const { exitCode, stderr } = runInDirectory(directory, 'render')
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringContaining(`${record}:1:1: error record-unreadable`),
    ])
    expect(readTree(directory).get(record)).toBe(text)
  })

  it('leave a held file to people, since no render writes it', () => {
    const directory = gitRepository({
      'clusters.yaml': inventoryYaml('east'),
      'shop.yaml': namespaceYaml('shop'),
      'web.yaml': object('{a: "1"}'),
    })
    runInDirectory(directory, 'render')
    const held = 'rendered/clusters/east/shop/configmaps/web.yaml'
    const rendered = readTree(directory).get(held) ?? ''
    const conflicted = rendered.replace(
      '  a: "1"\n',
      '<<<<<<< HEAD\n  a: "1"\n=======\n  a: "2"\n>>>>>>> other\n',
    )
    commit(directory, { [held]: conflicted, 'web.yaml': 'kind: FederatedConfigMap\nmetadata: [\n' })
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--keep-going')
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringContaining(`${held}:10:1: error unfinished-merge`),
    ])
    expect(stderr).toContain('git checkout --ours')
  })
})

/** A merge of two branches, each of which deleted one of the last two objects of a cluster and recorded that. */
function emptiedTwice(): string {
  const placed = (clusters: string): string => namespaceYaml('shop', `{clusters: [${clusters}]}`)
  const data = (name: string): string =>
    federatedYaml('ConfigMap', `shop/${name}`, 'template: {data: {a: "1"}}')
  const directory = gitRepository({
    'fedrender.yaml': settings,
    'clusters.yaml': inventoryYaml('east', 'north'),
    'shop.yaml': placed('{name: east}, {name: north}'),
    'a.yaml': '',
    'b.yaml': '',
  })
  const approved = (files: Readonly<Record<string, string>>): void => {
    commit(directory, files)
    const digest = /digest ([0-9a-f]+)/.exec(runInDirectory(directory, 'render').stderr)?.[1]
    const approval = digest === undefined ? [] : ['--approve-prune', digest]
    expect(runInDirectory(directory, 'render', ...approval).exitCode).toBe(0)
    commit(directory, {})
  }
  approved({})
  for (const [branch, name] of [
    ['other', 'a'],
    ['main', 'b'],
  ] as const) {
    git(directory, 'checkout', '-q', ...(branch === 'other' ? ['-b', branch] : [branch]))
    approved({ [`${name}.yaml`]: data(name) })
    approved({ 'shop.yaml': placed('{name: east}') })
  }
  conflict(directory, 'other')
  return directory
}
