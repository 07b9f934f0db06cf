import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listedRisks } from '../../docs/writer/risks-page.ts'
import { commit, git, gitRepository, write } from '../helpers/git-repository.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'
import { readRiskCases } from '../views/fleet-diff/risks/read-risk-cases.ts'
import { repositoryPath } from './documents.ts'

/** A change that has a risk which is no change of one object, so that no case of its rule shows it. */
interface Scene {
  /** The example that it begins with. */
  readonly example: string
  /** What is committed before. Default: nothing. */
  readonly before?: (directory: string) => void
  readonly change: (directory: string) => void
}

const config = (settings: string): string =>
  `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`
const argocd = 'delivery:\n  argocd:\n    repoURL: https://git.example.com/fleet.git\n    path: rendered\n'

function edit(directory: string, path: string, from: string, to: string): void {
  const text = readFileSync(`${directory}/${path}`, 'utf8')
  expect(text).toContain(from)
  writeFileSync(`${directory}/${path}`, text.replace(from, to))
}

const addFile =
  (path: string, text: string) =>
  (directory: string): void =>
    write(directory, { [path]: text })

/** Waves that are held at the first commit. */
function holdWaves(directory: string): void {
  rmSync(`${directory}/README.md`)
  commit(directory, {})
  runInDirectory(directory, 'promote', '--all')
  commit(directory, {})
}

/** A commit that no wave but the first has. */
function holdWavesBehind(directory: string): void {
  holdWaves(directory)
  edit(directory, 'shop/web.yaml', 'nginx:1.27', 'nginx:1.29')
  commit(directory, {})
}

const scenes: Readonly<Record<string, Scene>> = {
  'invariant-broken': {
    example: 'invariants',
    change: (directory) => edit(directory, 'shop/web.yaml', 'value: 4', 'value: 1'),
  },
  'check-weakened': {
    example: 'quickstart',
    before: addFile('fedrender.yaml', config('prune:\n  maxClusters: 0.25\n')),
    change: (directory) => edit(directory, 'fedrender.yaml', '0.25', '0.9'),
  },
  'prune-approved': {
    example: 'quickstart',
    before: addFile('fedrender.yaml', config('approvePrune: []\n')),
    change: (directory) => edit(directory, 'fedrender.yaml', '[]', '[9a1412e4997e240d]'),
  },
  'wave-released': {
    example: 'waves',
    before: holdWaves,
    change: (directory) => rmSync(`${directory}/waves.yaml`),
  },
  'wave-skipped': {
    example: 'waves',
    before: holdWavesBehind,
    change: (directory) => runInDirectory(directory, 'promote', '--all'),
  },
  'wave-left': {
    example: 'waves',
    before: holdWavesBehind,
    change: (directory) => edit(directory, 'clusters/us-1.yaml', 'wave: us', 'wave: canary'),
  },
  'wave-passed': {
    example: 'waves',
    before: holdWaves,
    change: (directory) => {
      edit(
        directory,
        'shop/web.yaml',
        '  namespace: shop\n',
        '  namespace: shop\n  labels:\n    fedrender.dev/wave: now\n',
      )
      edit(directory, 'shop/web.yaml', 'nginx:1.27', 'nginx:1.29')
    },
  },
  'cluster-emptied': {
    example: 'quickstart',
    change: (directory) => {
      edit(directory, 'shop/namespace.yaml', 'clusterSelector: {}', 'clusters:\n    - name: eu-west')
    },
  },
  'orphaned-and-deleted': {
    example: 'quickstart',
    before: addFile('fedrender.yaml', config(argocd)),
    change: (directory) => {
      edit(
        directory,
        'shop/web.yaml',
        '  namespace: shop\n',
        '  namespace: shop\n  annotations:\n    kubefed.io/orphan: "true"\n',
      )
      edit(directory, 'shop/web.yaml', '    - name: us-east\n', '')
    },
  },
  'object-stays': {
    example: 'quickstart',
    before: addFile('fedrender.yaml', config(argocd)),
    change: (directory) => rmSync(`${directory}/clusters/us-east.yaml`),
  },
  'foreign-file': {
    example: 'quickstart',
    change: addFile(
      'rendered/clusters/us-east/shop/job.yaml',
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: job\n',
    ),
  },
  'source-ignore': {
    example: 'quickstart',
    change: addFile('rendered/.sourceignore', '/clusters/us-east/\n'),
  },
  'argocd-source': {
    example: 'quickstart',
    change: addFile('rendered/clusters/us-east/.argocd-source.yaml', 'directory:\n  exclude: "*"\n'),
  },
  'checkout-attributes': {
    example: 'quickstart',
    change: addFile('rendered/clusters/.gitattributes', '*.yaml eol=crlf\n'),
  },
  submodules: {
    example: 'quickstart',
    change: addFile(
      '.gitmodules',
      '[submodule "lib"]\n\tpath = lib\n\turl = https://git.example.com/lib.git\n',
    ),
  },
}

interface ShownRisk {
  readonly level: string
  readonly rule: string
  readonly reason: string
}

/** Every risk of what `fedrender diff` prints as JSON. */
function risksIn(value: unknown): readonly ShownRisk[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'rule' in value && 'level' in value ? [value as ShownRisk] : []
  return [...own, ...Object.values(value).flatMap(risksIn)]
}

/** The edit as git shows it, without the lines that only git reads. */
function editIn(directory: string): string {
  git(directory, 'add', '-A', '-N')
  const lines = git(directory, 'diff', '-U1', 'HEAD').split('\n')
  return lines.filter((line) => !/^(?:diff|index|new file|deleted file|@@)/.test(line)).join('\n')
}

/** The ids of commits are others where the example is edited. */
function withoutCommits(text: string): string {
  const commits = [...new Set(text.match(/\b[0-9a-f]{40}\b/g))]
  return commits.reduce((shown, commit, index) => {
    const digit = String(index + 1)
    return shown.replaceAll(commit, digit.repeat(40)).replaceAll(commit.slice(0, 12), digit.repeat(12))
  }, text)
}

describe('the example of a risk', () => {
  const shown = new Set(readRiskCases().map(({ rule }) => rule))

  /** It takes the code of an API server: test/views/fleet-diff/risks/judged-updates.test.ts compares it. */
  const judged = 'update-refused'

  it('is there for each risk that no case shows', () => {
    const wanted = listedRisks.map(({ name }) => name).filter((name) => !shown.has(name) && name !== judged)
    expect(Object.keys(scenes).sort()).toStrictEqual(wanted.sort())
  })

  it.each(Object.entries(scenes))(
    '%s is what `fedrender diff` prints',
    (rule, { example, before, change }) => {
      const directory = gitRepository({})
      cpSync(repositoryPath(`examples/${example}`), directory, { recursive: true })
      commit(directory, {})
      before?.(directory)
      commit(directory, {})
      change(directory)
      const { stdout } = runInDirectory(directory, 'diff', '--base', 'HEAD', '-o', 'json')
      const found = risksIn(JSON.parse(stdout)).filter((each) => each.rule === rule)
      const lines = [...new Set(found.map((each) => `${each.level} ${rule}: ${each.reason}`))]
      expect(lines).not.toStrictEqual([])
      const text = withoutCommits(`${editIn(directory)}\n\n${lines.join('\n')}\n`)
      const golden = new URL(`risk-examples/${rule}.txt`, import.meta.url)
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, text)
      expect(existsSync(golden) && readFileSync(golden, 'utf8')).toBe(text)
    },
  )
})
