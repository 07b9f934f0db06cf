import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { render } from '../src/index.ts'
import { deepFreeze } from './helpers/deep-freeze.ts'
import { readTree, writeTree } from './helpers/read-tree.ts'
import {
  documents,
  federated,
  federatedNamespace,
  kubeFedCluster,
  placedIn,
} from './helpers/kubefed-objects.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const all = documents(
  kubeFedCluster('a'),
  kubeFedCluster('b'),
  federatedNamespace('shop'),
  federated('ConfigMap', 'web', placedIn('a', 'x')),
)
const files = deepFreeze([{ path: 'all.yaml', text: all }])

describe('render', () => {
  it('compiles files in memory to files in memory', () => {
    const { tree, diagnostics } = render(files)
    expect(tree?.files.map((each) => each.path)).toStrictEqual([
      '.gitattributes',
      'clusters/a/_cluster/namespaces/shop.yaml',
      'clusters/a/shop/configmaps/web.yaml',
      'clusters/b/_cluster/namespaces/shop.yaml',
    ])
    expect(diagnostics.map((each) => `${each.severity} ${each.code}`)).toStrictEqual([
      'warning unknown-cluster',
    ])
  })

  it('gives no tree where there is an error, and everything else', () => {
    const result = render(files, { strict: true })
    expect(result).not.toHaveProperty('tree')
    expect([result.plan.objects.length, result.diagnostics[0]?.severity]).toStrictEqual([2, 'error'])
  })

  it('renders the clusters that are asked for', () => {
    const { tree } = render(files, { clusters: ['b'] })
    expect([tree?.files.length, tree?.scope]).toStrictEqual([2, ['clusters/b/', 'pending/b/']])
  })

  it('takes settings over the defaults', () => {
    const config = { severities: new Map([['unknown-cluster', 'off' as const]]) }
    expect(render(files, { strict: true, config }).diagnostics).toStrictEqual([])
  })

  it('gives no tree where two objects share a file', () => {
    const type = {
      apiVersion: 'core.kubefed.io/v1beta1',
      kind: 'FederatedTypeConfig',
      metadata: { name: 'widgets.example.com' },
      spec: {
        targetType: { version: 'v1', kind: 'Widget', scope: 'Cluster' },
        federatedType: {
          group: 'types.kubefed.io',
          version: 'v1beta1',
          kind: 'FederatedWidget',
          scope: 'Namespaced',
        },
        propagation: 'Enabled',
      },
    }
    const widgets = ['one', 'two'].map((namespace) => federated('Widget', 'same', {}, { namespace }))
    const text = documents(kubeFedCluster('a'), type, ...widgets)
    const result = render([{ path: 'all.yaml', text }], { keepGoing: true })
    expect(result).not.toHaveProperty('tree')
    expect(result.diagnostics.map((each) => each.code)).toStrictEqual(['output-path-collision'])
  })
})

describe('the built command', () => {
  it('writes the same bytes in every directory, time zone and language, however the files are spread', () => {
    const root = mkdtempSync(join(tmpdir(), 'fedrender-'))
    try {
      const input = readTree(join(repository, 'examples/platform'))
      const sources = [...input].filter(([path]) => !path.startsWith('rendered/') && path !== 'README.md')
      const expected = new Map(
        [...input].flatMap(([path, text]) => (path.startsWith('rendered/') ? [[path.slice(9), text]] : [])),
      )
      const moved = (path: string): string =>
        path === 'fedrender.yaml' ? path : `zz ${dirname(path)}/ä-${path.replaceAll('/', '-')}`
      const runs = [
        { directory: 'a', path: (path: string): string => path, env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
        {
          directory: 'z/ü b',
          path: moved,
          env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
        },
      ]
      for (const { directory, path, env } of runs) {
        const at = join(root, directory)
        mkdirSync(at, { recursive: true })
        writeTree(at, new Map(sources.toReversed().map(([each, text]) => [path(each), text])))
        const command = [join(repository, 'dist/fedrender.mjs'), 'render']
        execFileSync(process.execPath, command, {
          cwd: at,
          env: { PATH: process.env['PATH'], ...env },
          stdio: 'pipe',
        })
        expect(readTree(join(at, 'rendered'))).toStrictEqual(expected)
      }
      expect(readdirSync(root)).toHaveLength(2)
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})
