import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree } from '../helpers/read-tree.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const shop = namespaceYaml('shop') + configMapYaml('shop/web')

/** A branch on which the inventory is another one, of a repository whose output is committed. */
function changing(before: string, after: string, delivery = ''): string {
  const directory = gitRepository({
    'fedrender.yaml': config + delivery,
    'clusters.yaml': before,
    'shop.yaml': shop,
  })
  runInDirectory(directory, 'render')
  commit(directory, {})
  git(directory, 'checkout', '-q', '-b', 'change')
  commit(directory, { 'clusters.yaml': after })
  return directory
}

const before = inventoryYaml('a', 'b')
const after = inventoryYaml('a', 'c')

describe('a cluster with another name', () => {
  it.each([
    ['nobody', '', 'whether what runs there stays is up to what applies clusters/b'],
    [
      'Argo CD',
      'delivery: {argocd: {repoURL: x}}\n',
      'Argo CD: the Application "b" goes and what was applied stays; "c" takes it over, once Argo CD knows the cluster as "c"',
    ],
    [
      'Argo CD, which knows both names,',
      `delivery: {argocd: {repoURL: x, granularity: namespace, destinations: {c: {name: b}}}}\n`,
      'Argo CD: the Applications of "b" go and what was applied stays; the new ones take it over',
    ],
    [
      'Flux',
      `delivery: {flux: {kubeConfigSecret: '{cluster}-kubeconfig'}}\n`,
      'Flux: the Kustomization "b" goes and what was applied stays; "c" takes it over, once there is the Secret "c-kubeconfig"',
    ],
  ])('is one item of a diff, with what %s does', (_, delivery, effect) => {
    const directory = changing(before, after, delivery)
    const title = 'cluster b is called c now (2 objects, the same as before)'
    const { exitCode, stdout } = runInDirectory(directory, 'diff')
    expect([exitCode, stdout]).toStrictEqual([1, expect.stringContaining(`${title}\n  ${effect}\n\n`)])
    expect(stdout).toMatch(
      /^No object changes, but where some files are · 1 cluster renamed · needs approval\nEffect /m,
    )
    expect(stdout).not.toContain('configmaps')
    expect(runInDirectory(directory, 'diff', '-o', 'markdown').stdout).toContain(
      `\n- \`${title}\`\n  - \`${effect}\`\n`,
    )
    expect(JSON.parse(runInDirectory(directory, 'diff', '-o', 'json').stdout)).toMatchObject({
      renames: [{ from: 'b', to: 'c', objects: 2, effects: [effect] }],
      changes: [],
    })
    runInDirectory(directory, 'report', '--base', 'main', '--to', 'report.html')
    expect(readTree(directory).get('report.html')).toContain(title)
  })

  it('still needs the approval of its directory, and shows in a diff of what is rendered', () => {
    const directory = changing(before, after)
    const { stderr } = runInDirectory(directory, 'render')
    expect(stderr).toContain('cluster b would lose its whole directory (2 files)')
    const digest = /digest ([0-9a-f]+)/.exec(stderr)?.[1] ?? ''
    runInDirectory(directory, 'render', '--approve-prune', digest)
    const { exitCode, stdout } = runInDirectory(directory, 'diff', '--rendered')
    expect([exitCode, stdout]).toStrictEqual([1, expect.stringContaining('cluster b is called c now')])
    const only = (cluster: string): string =>
      runInDirectory(directory, 'diff', '--rendered', '--cluster', cluster).stdout
    expect([only('c'), only('a')]).toStrictEqual([
      expect.stringContaining('is called'),
      expect.not.stringContaining('is called'),
    ])
  })

  it('is told from others with the same objects by its labels', () => {
    const east = '{region: east}'
    const directory = changing(
      clusterYaml('a', east) + clusterYaml('b', '{region: west}'),
      clusterYaml('c', '{region: west}') + clusterYaml('d', east),
    )
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).toContain('cluster a is called d now')
    expect(stdout).toContain('cluster b is called c now')
  })

  it('is one that goes and one that comes where any object differs', () => {
    const directory = changing(before, after)
    commit(directory, { 'shop.yaml': shop.replace('"x"', '"y"') })
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).not.toContain('is called')
    expect(stdout).toContain('removed in b')
  })
})
