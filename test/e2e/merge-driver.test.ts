import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commit, git, gitConfiguration, gitRepository } from '../helpers/git-repository.ts'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, runCli } from './run-cli.ts'

const object = (data: string): string =>
  `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: web, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template:
    data:
${data}`
const lines = (first: string, last: string): string =>
  [`a: "${first}"`, 'b: "1"', 'c: "1"', 'd: "1"', `e: "${last}"`].map((line) => `      ${line}\n`).join('')
const rendered = 'rendered/clusters/east/shop/configmaps/web.yaml'

/** A repository that has the driver as docs/how-to/resolve-a-conflict.md configures it, with a branch `other`. */
function configured(
  files: Readonly<Record<string, string>>,
  ours: typeof files,
  theirs: typeof files,
): string {
  const directory = gitRepository({
    '.gitattributes': 'rendered/** merge=fedrender\n',
    'fedrender.yaml': 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nforeignFiles: ["*.md"]\n',
    'clusters.yaml': inventoryYaml('east'),
    'shop.yaml': namespaceYaml('shop'),
    ...files,
  })
  git(directory, 'config', 'merge.fedrender.name', 'rendered anew')
  git(
    directory,
    'config',
    'merge.fedrender.driver',
    `'${process.execPath}' '${main}' merge-driver %O %A %B %P`,
  )
  const render = (): void => {
    expect(runCli(directory, ['render']).stderr).toContain('wrote')
    commit(directory, {})
  }
  render()
  git(directory, 'checkout', '-q', '-b', 'other')
  commit(directory, theirs)
  render()
  git(directory, 'checkout', '-q', 'main')
  commit(directory, ours)
  render()
  return directory
}

/** Merges the other branch and gives what is printed, with the paths that git takes for conflicts. */
function merge(directory: string): { readonly printed: string; readonly conflicts: readonly string[] } {
  const words = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'merge', '--no-edit', 'other']
  const { stdout, stderr } = spawnSync('git', ['-C', directory, ...words], {
    encoding: 'utf8',
    env: { ...plainEnvironment, ...gitConfiguration },
  })
  const conflicts = git(directory, 'diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean)
  return { printed: stdout + stderr, conflicts }
}

describe('git with the merge driver', () => {
  it('leaves a rendered file that both sides changed to the render, even where its text would merge', () => {
    const change = (first: string, last: string): Readonly<Record<string, string>> => ({
      'web.yaml': object(lines(first, last)),
    })
    const directory = configured(change('1', '1'), change('2', '1'), change('1', '2'))
    const ours = readTree(directory).get(rendered)
    const { printed, conflicts } = merge(directory)
    expect(conflicts).toStrictEqual([rendered])
    expect(printed).toContain(`${rendered}: run \`fedrender render\`, then \`git add\``)
    expect(readTree(directory).get(rendered)).toBe(ours)
    expect(runCli(directory, ['render', '--check']).status).toBe(1)
    expect(runCli(directory, ['render', '--previous', 'MERGE_HEAD']).status).toBe(0)
    git(directory, 'add', 'rendered')
    git(directory, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '--no-edit')
    expect(readTree(directory).get(rendered)).toMatch(/a: "2"\n(?:.*\n){3} {2}e: "2"\n/)
    expect(runCli(directory, ['render', '--check']).status).toBe(0)
  })

  it('lets git merge what is not rendered', () => {
    const note = (first: string, last: string): string => `${first}\n1\n2\n3\n${last}\n`
    const directory = configured(
      { 'rendered/a.md': note('a', 'b'), 'rendered/b.md': 'a\n' },
      { 'rendered/a.md': note('x', 'b'), 'rendered/b.md': 'b\n' },
      { 'rendered/a.md': note('a', 'y'), 'rendered/b.md': 'c\n' },
    )
    expect(merge(directory).conflicts).toStrictEqual(['rendered/b.md'])
    const files = readTree(directory)
    expect(files.get('rendered/a.md')).toBe(note('x', 'y'))
    expect(files.get('rendered/b.md')).toBe('<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n')
  })
})

describe('the merge driver', () => {
  it('takes no two files for the same that differ in bytes that are no text, or that are too large to read', () => {
    const directory = gitRepository({ o: 'a' })
    const differing = [0xff, 0xfe].map((byte) => Buffer.from([0x61, byte, 0x0a]))
    const large = ['a', 'b'].map((character) => Buffer.from(character.repeat(16 * 1024 * 1024 + 1)))
    for (const [ours, theirs] of [differing, large] as const) {
      for (const [name, content] of [
        ['a', ours],
        ['b', theirs],
      ] as const)
        writeFileSync(join(directory, name), content ?? '')
      expect(runCli(directory, ['merge-driver', 'o', 'a', 'b', 'rendered/logo.png']).status).toBe(1)
    }
  })

  const record = (...names: readonly string[]): string =>
    `# Code generated by fedrender. DO NOT EDIT.
apiVersion: fedrender.dev/v1alpha1
kind: PendingDeletions
metadata:
  name: east
objects:
${names.map((name) => `  - {path: shop/configmaps/${name}.yaml, apiVersion: v1, kind: ConfigMap, namespace: shop, name: ${name}}\n`).join('')}`
  const path = 'rendered/pending/east/deletions.yaml'

  it('keeps what either side of a record names', () => {
    const directory = gitRepository({ o: record('a'), a: record('b', 'a'), b: record('c') })
    expect(runCli(directory, ['merge-driver', 'o', 'a', 'b', path]).status).toBe(1)
    const merged = readTree(directory).get('a') ?? ''
    expect([...merged.matchAll(/^ +name: (.*)/gm)].slice(1).map(([, name]) => name)).toStrictEqual([
      'a',
      'b',
      'c',
    ])
  })

  it.each([
    ['both sides say the same', { o: '', a: record('a'), b: record('a') }, 0, ''],
    [
      'a side is missing',
      { o: '', a: record('a') },
      1,
      '"rendered/pending/east/deletions.yaml" is not merged: ',
    ],
    [
      'a side of a record cannot be read',
      { o: '', a: record('a'), b: record() },
      1,
      'run `fedrender render`',
    ],
  ])('leaves ours where %s', (_, files, status, printed) => {
    const directory = gitRepository(files)
    const result = runCli(directory, ['merge-driver', 'o', 'a', 'b', path])
    expect([result.status, result.stderr]).toStrictEqual([status, expect.stringContaining(printed)])
    expect(readTree(directory).get('a')).toBe(files.a)
  })
})
