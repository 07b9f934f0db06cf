import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../e2e/run-cli.ts'
import { write } from '../../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, smallFleet, type AttackedRepository, type Files } from './attacked-repository.ts'

const config = (settings: string): string =>
  `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`

/** A change that writes some files, and what it renders from them. */
const rendering =
  (files: Files) =>
  (directory: string): void => {
    write(directory, files)
    runCli(directory, ['render'])
  }

const unknown = { 'web.yaml': configMapYaml('shop/web', 'x', '{clusters: [{name: east}, {name: lost}]}') }
const host = (name: string, address: string): string => `---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [www.example.com]}
status: {dns: [{cluster: east, loadBalancer: {ingress: [{ip: ${address}}]}}]}
`
const six = {
  'clusters.yaml': inventoryYaml('c1', 'c2', 'c3', 'c4', 'c5', 'c6'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
  'web.yaml': configMapYaml('shop/web'),
}

describe('a change that relies on a check which it weakens itself is refused', () => {
  it.each<[string, Files, Files, string]>([
    [
      'a severity that it lowers',
      { ...smallFleet, 'fedrender.yaml': config('severities: {unknown-cluster: error}\n') },
      { 'fedrender.yaml': config('severities: {unknown-cluster: "off"}\n'), ...unknown },
      'error unknown-cluster',
    ],
    [
      'a severity that it leaves out',
      { ...smallFleet, 'fedrender.yaml': config('severities: {unknown-cluster: error}\n') },
      { 'fedrender.yaml': config(''), ...unknown },
      'error unknown-cluster',
    ],
    [
      'hosts that it shares',
      { ...smallFleet, 'dns.yaml': host('web', '192.0.2.1') },
      { 'fedrender.yaml': config('dns: {shareHosts: true}\n'), 'evil.yaml': host('zevil', '192.0.2.66') },
      'error dns-name-claimed-twice',
    ],
  ])('%s', (_, base, change, error) => {
    const attacked = attackedRepository(base, rendering(change))
    // The change's own settings let it pass, so that it is the base's that refuse it.
    expect(attacked.fedrender('validate').status).toBe(0)
    expectRefused(attacked, error)
  })

  it.each<[string, string]>([
    ['maxClusters', 'prune: {maxClusters: 1}\n'],
    ['maxFraction, with maxClusters', 'prune: {maxClusters: 1, maxFraction: 1}\n'],
  ])('prune.%s', (_, settings) => {
    const gone = configMapYaml('shop/web', 'x', '{clusters: []}')
    const attacked = attackedRepository(six, { 'fedrender.yaml': config(settings), 'web.yaml': gone })
    const { status, stderr } = attacked.fedrender('render', '--check')
    expect([status, stderr]).toEqual([2, expect.stringContaining('error prune-guard')])
    expect(attacked.action().exitCode).toBe(2)
  })

  it('a configuration that asks for an older fedrender', () => {
    const base = { ...smallFleet, 'fedrender.yaml': config('requiredVersion: 99.0.0\n') }
    const attacked = attackedRepository(base, rendering({ 'fedrender.yaml': config('') }))
    expect(attacked.fedrender('render', '--check').stderr).toContain('error tenants-base-unknown')
    expect(attacked.action().exitCode).toBe(2)
  })
})

function expectRefused(attacked: AttackedRepository, error: string): void {
  for (const words of [['diff'], ['render', '--check'], ['render', '--check', '--base', 'main']]) {
    const { status, stderr } = attacked.fedrender(...words)
    expect([words, status, stderr]).toEqual([words, 2, expect.stringContaining(error)])
  }
  const { exitCode, log } = attacked.action()
  expect([exitCode, log]).toEqual([2, expect.stringContaining(error)])
}

const safe = {
  ...smallFleet,
  'fedrender.yaml': config(`severities: {unknown-cluster: error}
requiredVersion: 0.1.0
clusters: {east: {kubernetesVersion: "1.30"}}
delivery: {argocd: {repoURL: "https://git.example.com/fleet.git", automated: false}, flux: {}}
`),
}

/** The safe configuration with one text in place of another. */
const safeBut = (from: string, to: string): Files => ({
  'fedrender.yaml': safe['fedrender.yaml'].replace(from, to),
})

/** What merely weakens a check: owners may, and see it. */
const weakened: readonly [setting: string, change: Files | ((directory: string) => void)][] = [
  ['severities.unknown-cluster', safeBut('unknown-cluster: error', 'unknown-cluster: info')],
  ['severities.placed-nowhere', safeBut('{unknown', '{placed-nowhere: false, unknown')],
  ['prune.maxClusters', safeBut('severities', 'prune: {maxClusters: 1}\nseverities')],
  ['prune.maxFraction', safeBut('severities', 'prune: {maxFraction: 1}\nseverities')],
  ['dns.shareHosts', safeBut('severities', 'dns: {shareHosts: true}\nseverities')],
  ['requiredVersion', safeBut('requiredVersion: 0.1.0\n', '')],
  ['sources', safeBut('severities', 'sources: [clusters.yaml, shop.yaml]\nseverities')],
  ['output', safeBut('severities', 'output: elsewhere\nseverities')],
  ['observed', safeBut('severities', 'observed: []\nseverities')],
  ['defaultNamespace', safeBut('severities', 'defaultNamespace: shop\nseverities')],
  ['builtinTypes', safeBut('severities', 'builtinTypes: [configmaps, namespaces]\nseverities')],
  ['templateAnnotations', safeBut('severities', 'templateAnnotations: keep\nseverities')],
  ['retainReplicas', safeBut('severities', 'retainReplicas: render\nseverities')],
  ['clusters.east.kubernetesVersion', safeBut('"1.30"', '"1.20"')],
  [
    'delivery.argocd',
    safeBut('argocd: {repoURL: "https://git.example.com/fleet.git", automated: false}, ', ''),
  ],
  ['delivery.argocd.repoURL', safeBut('git.example.com', 'evil.example.com')],
  ['delivery.argocd.automated', safeBut(', automated: false', '')],
  ['delivery.flux.source.name', safeBut('flux: {}', 'flux: {source: {name: evil}}')],
  ['severities.unknown-cluster', (directory) => rmSync(join(directory, 'fedrender.yaml'))],
]

describe('a change that weakens a check is a critical risk, and no setting hides it', () => {
  it.each(weakened)('%s', (setting, change) => {
    const attacked = attackedRepository(safe, (directory) => {
      if (typeof change === 'function') change(directory)
      else write(directory, change)
      runCli(directory, ['render'])
    })
    const { status, stderr } = attacked.fedrender('render', '--check', '--strict')
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining(`warning check-weakened: The setting "${setting}" `),
    ])
    expect(stderr).toContain('what the base has:')
    const text = attacked.fedrender('diff')
    expect([text.status, text.stdout]).toEqual([
      1,
      expect.stringContaining(`critical check-weakened: The setting "${setting}" `),
    ])
    const { exitCode, outputs, comment, log } = attacked.action()
    expect([exitCode, outputs['changed']]).toEqual([0, 'true'])
    expect(JSON.parse(outputs['risks'] ?? '')).toContain('check-weakened')
    expect(comment).toContain(`**critical** \`The setting "${setting}" `)
    expect(log).toContain('check-weakened')
  })

  it('but not by a setting of its own', () => {
    const hiding = config('prune: {maxClusters: 1}\nseverities: {check-weakened: "off"}\n')
    const attacked = attackedRepository(smallFleet, rendering({ 'fedrender.yaml': hiding }))
    expectRefused(attacked, 'error tenant-severity-fixed')
  })

  it('nor by a configuration that makes light of its own errors', () => {
    const hiding = config('builtinTypes: [nothing]\nseverities: {config-unknown-builtin: "off"}\n')
    const attacked = attackedRepository(smallFleet, rendering({ 'fedrender.yaml': hiding }))
    expectRefused(attacked, 'error config-unknown-builtin')
  })

  it('nor by a directory in place of the configuration', () => {
    const attacked = attackedRepository(safe, (directory) => {
      rmSync(join(directory, 'fedrender.yaml'))
      mkdirSync(join(directory, 'fedrender.yaml'))
      write(directory, { 'fedrender.yaml/x': '' })
    })
    expectRefused(attacked, 'error config-unreadable')
  })

  it('nor by another name of the configuration', () => {
    const attacked = attackedRepository(safe, (directory) => {
      rmSync(join(directory, 'fedrender.yaml'))
      write(directory, { 'fedrender.yml': safe['fedrender.yaml'], ...unknown })
      runCli(directory, ['render'])
    })
    expectRefused(attacked, 'error unknown-cluster')
  })

  it('an approval to prune is shown to the reviewers', () => {
    const approving = config('approvePrune: [0123456789abcdef]\n')
    const attacked = attackedRepository(smallFleet, rendering({ 'fedrender.yaml': approving }))
    expect(attacked.fedrender('render', '--check').stderr).toContain('info prune-approved')
    const { exitCode, outputs, comment } = attacked.action()
    expect([exitCode, outputs['risks']]).toEqual([0, '["prune-approved"]'])
    expect(comment).toContain('adds "0123456789abcdef"')
  })
})

describe('a check that is stricter', () => {
  it('counts at once, and is no risk', () => {
    const strict = { 'fedrender.yaml': config('severities: {unknown-cluster: error}\n') }
    const attacked = attackedRepository({ ...smallFleet, ...unknown }, rendering(strict))
    expectRefused(attacked, 'error unknown-cluster')
    const passing = attackedRepository(smallFleet, rendering(strict))
    expect(passing.fedrender('render', '--check')).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining('check-weakened'),
    })
    expect(passing.fedrender('diff')).toMatchObject({ status: 0 })
  })

  it('of a repository that the base does not have yet is judged by its own settings', () => {
    const attacked = attackedRepository({ 'README.md': 'x' }, (directory) => {
      const fleet = {
        ...smallFleet,
        ...unknown,
        'fedrender.yaml': config('severities: {unknown-cluster: "off"}\n'),
      }
      const below = Object.entries(fleet).map(([path, content]) => [`fleet/${path}`, content] as const)
      write(directory, Object.fromEntries(below))
      runCli(directory, ['render', 'fleet'])
    })
    const { status, stderr } = attacked.fedrender('render', 'fleet', '--check')
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('check-weakened')])
  })
})

describe('a fleet that is pruned part by part', () => {
  const gone = { 'web.yaml': configMapYaml('shop/web', 'x', '{clusters: []}') }

  it.each([
    ['cluster by cluster', ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((name) => ['--cluster', name])],
    ['shard by shard', ['1', '2', '3'].map((index) => ['--shard', `${index}/3`])],
  ])('loses no object %s that it may not lose at once', (_, parts) => {
    const attacked = attackedRepository(six, gone)
    const pruning = parts.map((part) => attacked.fedrender('render', ...part))
    expect(pruning.map(({ status }) => status)).toContain(2)
    for (const { status, stderr } of pruning) {
      if (status === 2) expect(stderr).toContain('configmaps shop/web would vanish from 6 clusters')
    }
    const left = attacked.fedrender('render', '--check').stderr
    expect(left).toContain('configmaps shop/web in 6 clusters')
  })

  it('loses no namespace cluster by cluster', () => {
    const base = {
      ...six,
      'pay.yaml':
        namespaceYaml('pay') + configMapYaml('pay/web', 'x', '{clusters: [{name: c1}, {name: c2}]}'),
    }
    const attacked = attackedRepository(base, { 'pay.yaml': namespaceYaml('pay') })
    const { status, stderr } = attacked.fedrender('render', '--cluster', 'c1')
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('namespace pay would vanish from every cluster that has it: c1, c2'),
    ])
  })

  it('loses what was approved for the whole, and for the part', () => {
    const attacked = attackedRepository(six, gone)
    const digestOf = (...words: readonly string[]): string =>
      /--approve-prune ([0-9a-f]{16})/.exec(attacked.fedrender('render', ...words).stderr)?.[1] ?? ''
    const [whole, part] = [digestOf(), digestOf('--cluster', 'c1')]
    expect(whole).not.toBe(part)
    expect(attacked.fedrender('render', '--cluster', 'c1', '--approve-prune', whole).status).toBe(0)
    expect(attacked.fedrender('render', '--cluster', 'c2', '--approve-prune', part).status).toBe(2)
  })
})
