import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { runCli, temporaryDirectory, type ProcessResult } from './run-cli.ts'

let repository = ''
beforeEach(() => {
  repository = temporaryDirectory()
})
afterEach(() => rmSync(repository, { recursive: true }))

const clusters = Array.from({ length: 6 }, (_, index) => `c${index + 1}`)
const production = '{clusterSelector: {matchLabels: {environment: production}}}'
/** A team's namespace with four ConfigMaps, in every cluster of production. */
const team = (name: string): string =>
  namespaceYaml(name, production) +
  Array.from({ length: 4 }, (_, index) => configMapYaml(`${name}/m${index}`, 'x', production)).join('')
const fleet = new Map([
  ...clusters.map(
    (name) => [`clusters/${name}.yaml`, clusterYaml(name, '{environment: production}')] as const,
  ),
  ...['red', 'blue', 'green'].map((name) => [`teams/${name}.yaml`, team(name)] as const),
])

const render = (...options: readonly string[]): ProcessResult => runCli(repository, ['render', ...options])
const rendered = (): ReadonlyMap<string, string> => readTree(join(repository, 'rendered'))
const writeSource = (path: string, text: string): void => writeFileSync(join(repository, path), text)

function digestIn({ stderr }: ProcessResult): string {
  return /--approve-prune ([0-9a-f]{16})[,.]/.exec(stderr)?.[1] ?? ''
}

/** What a change of the sources would delete, and how. */
interface MassDeletion {
  readonly change: () => void
  readonly reason: string
  readonly goes: (path: string) => boolean
  readonly count: number
}

const massDeletions: Readonly<Record<string, MassDeletion>> = {
  'a label removed from a cluster': {
    change: () => writeSource('clusters/c2.yaml', clusterYaml('c2', '{environment: staging}')),
    reason: 'cluster c2 would lose its whole directory (15 files)',
    goes: (path) => path.startsWith('clusters/c2/'),
    count: 15,
  },
  'a KubeFedCluster removed': {
    change: () => rmSync(join(repository, 'clusters/c5.yaml')),
    reason: 'cluster c5 would lose its whole directory (15 files)',
    goes: (path) => path.startsWith('clusters/c5/'),
    count: 15,
  },
  'a namespace removed from the whole fleet': {
    change: () => rmSync(join(repository, 'teams/blue.yaml')),
    reason: 'namespace blue would vanish from every cluster that has it: c1, c2, c3, c4, c5, c6',
    goes: (path) => path.includes('/blue/') || path.endsWith('/blue.yaml'),
    count: 30,
  },
}

describe('the prune guard', () => {
  for (const [name, { change, reason, goes, count }] of Object.entries(massDeletions)) {
    it(`deletes nothing for ${name} until exactly that set is approved`, () => {
      writeTree(repository, fleet)
      expect(render().status).toBe(0)
      const before = rendered()
      change()

      const refused = render()
      expect([refused.status, refused.stdout]).toStrictEqual([2, ''])
      expect(refused.stderr).toContain(`error prune-guard: This run would prune ${count} files`)
      expect(refused.stderr).toContain(`  - ${reason}\n`)
      expect(rendered()).toStrictEqual(before)

      const otherSet = '0123456789abcdef'
      const other = render('--approve-prune', otherSet)
      expect(other.status).toBe(2)
      expect(other.stderr).toContain(`The approved digest "${otherSet}" is that of another set.`)
      expect(rendered()).toStrictEqual(before)

      expect(render('--approve-prune', digestIn(refused)).status).toBe(0)
      const gone = [...before.keys()].filter((path) => !rendered().has(path))
      expect(gone).toStrictEqual([...before.keys()].filter(goes))
      expect(gone).toHaveLength(count)
      expect(render('--check')).toMatchObject({ status: 0, stdout: '' })
    })
  }

  it('refuses the digest of a set that has grown, and of one that has shrunk', () => {
    writeTree(repository, fleet)
    render()
    const before = rendered()
    massDeletions['a KubeFedCluster removed']?.change()
    const one = digestIn(render())
    rmSync(join(repository, 'clusters/c6.yaml'))
    const grown = render('--approve-prune', one)
    expect(grown.status).toBe(2)
    expect(grown.stderr).toContain(`The approved digest "${one}" is that of another set.`)
    const both = digestIn(grown)
    writeSource('clusters/c5.yaml', fleet.get('clusters/c5.yaml') ?? '')
    expect(render('--approve-prune', both).status).toBe(2)
    expect(rendered()).toStrictEqual(before)
  })

  it('takes the approval from the configuration, where it can be reviewed', () => {
    writeTree(repository, fleet)
    render()
    massDeletions['a KubeFedCluster removed']?.change()
    const digest = digestIn(render())
    writeSource(
      'fedrender.yaml',
      `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\napprovePrune: ["${digest}"]\n`,
    )
    expect(render().status).toBe(0)
    expect([...rendered().keys()].some((path) => path.startsWith('clusters/c5/'))).toBe(false)
  })

  it('lets 29 % of a cluster go, and 29 % of the rest, and stops a third', () => {
    const names = Array.from({ length: 99 }, (_, index) => `m${index}`)
    const sources = (count: number): string =>
      namespaceYaml('shop') +
      names
        .slice(0, count)
        .map((name) => configMapYaml(`shop/${name}`))
        .join('')
    writeTree(
      repository,
      new Map([
        ['clusters.yaml', clusterYaml('c1')],
        ['shop.yaml', sources(99)],
      ]),
    )
    expect(render().status).toBe(0)
    // With the Namespace 100 files; then 71, of which 20 are 28 %; then 51, of which 16 are 31 %.
    for (const [left, pruned] of [
      [70, 29],
      [50, 20],
    ] as const) {
      writeSource('shop.yaml', sources(left))
      const { status, stderr } = render()
      expect(status).toBe(0)
      expect(stderr).toContain(`${pruned} pruned`)
    }
    writeSource('shop.yaml', sources(34))
    const stopped = render()
    expect(stopped.status).toBe(2)
    expect(stopped.stderr).toContain('  - clusters/c1 would lose 16 of its 51 files\n')
    expect(rendered().size).toBe(1 + 51)
  })
})
