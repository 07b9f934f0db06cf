import { describe, expect, it } from 'vitest'
import { defaultRenderConfig, type RenderConfig } from '../../../src/model/render-config.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { judgeSettings, reportWeakenings } from '../../../src/stages/authorize/judge-settings.ts'
import { readConfigFile } from '../../helpers/read-config-file.ts'

const read = (settings: string): RenderConfig =>
  readConfigFile(`apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}\n`)

/** What a change of the settings weakens, as `setting change`. */
function weakened(base: string, head: string): readonly string[] {
  const { weakenings } = judgeSettings({ config: read(base) }, { config: read(head) })
  return weakenings.map(({ setting, change }) => `${setting} ${change}`)
}

const shop: Tenant = {
  name: 'shop',
  sources: ['shop/**'],
  namespaces: ['shop'],
  types: ['*'],
  clusters: ['eu-*'],
}
const auth: Tenant = { ...shop, name: 'auth', sources: ['auth/**'], namespaces: ['auth'] }

function widened(base: readonly Tenant[], head: readonly Tenant[]): readonly string[] {
  const [before, after] = [base, head].map((tenants) => ({ config: { ...defaultRenderConfig, tenants } }))
  const { weakenings } = judgeSettings(
    before ?? { config: defaultRenderConfig },
    after ?? { config: defaultRenderConfig },
  )
  return weakenings.map(({ setting, change }) => `${setting} ${change}`)
}

describe('a setting', () => {
  it.each([
    ['severities: {unknown-cluster: error}', '', 'severities.unknown-cluster is "warning" and was "error"'],
    ['', 'severities: {unknown-cluster: false}', 'severities.unknown-cluster is "off" and was "warning"'],
    ['prune: {maxClusters: 0.2}', '', 'prune.maxClusters is 0.5 and was 0.2'],
    ['', 'prune: {maxFraction: 0.31}', 'prune.maxFraction is 0.31 and was 0.3'],
    ['approvePrune: [aa]', 'approvePrune: [bb, aa]', 'approvePrune adds "bb"'],
    ['', 'dns: {shareHosts: true}', 'dns.shareHosts is true and was false'],
    ['requiredVersion: 0.1.0', 'requiredVersion: 0.0.9', 'requiredVersion is "0.0.9" and was "0.1.0"'],
    ['requiredVersion: 0.1.0', '', 'requiredVersion is not set and was "0.1.0"'],
    ['sources: [a, b]', 'sources: [a]', 'sources is ["a"] and was ["a","b"]'],
    ['', 'sources: [a]', 'sources is ["a"] and was not set'],
    ['output: a', 'output: b', 'output is "b" and was "a"'],
    ['', 'observed: []', 'observed is [] and was not set'],
    ['', 'systemNamespace: x', 'systemNamespace is "x" and was "kube-federation-system"'],
    ['', 'defaultNamespace: x', 'defaultNamespace is "x" and was not set'],
    ['builtinTypes: [configmaps]', 'builtinTypes: false', 'builtinTypes is [] and was ["configmaps"]'],
    ['', 'templateAnnotations: keep', 'templateAnnotations is "keep" and was "drop"'],
    ['', 'retainReplicas: render', 'retainReplicas is "render" and was "omit"'],
    [
      'clusters: {a: {kubernetesVersion: "1.30"}}',
      '',
      'clusters.a.kubernetesVersion is not set and was "1.30"',
    ],
    ['delivery: {flux: {}}', '', 'delivery.flux is gone'],
    ['delivery: {flux: {}}', 'delivery: {flux: {path: x}}', 'delivery.flux.path is "x" and was not set'],
    [
      'delivery: {argocd: {repoURL: a, waves: {label: x, order: [a]}}}',
      'delivery: {argocd: {repoURL: a}}',
      'delivery.argocd.waves is not set and was {"label":"x","order":["a"]}',
    ],
  ])('from "%s" to "%s" is weaker', (base, head, expected) => {
    expect(weakened(base, head)).toEqual([expected])
  })

  it.each([
    ['', 'severities: {unknown-cluster: error}'],
    ['severities: {unknown-cluster: warning}', ''],
    ['prune: {maxClusters: 1, maxFraction: 1}', ''],
    ['approvePrune: [aa]', ''],
    ['dns: {shareHosts: true}', ''],
    ['requiredVersion: 0.0.9', 'requiredVersion: 0.1.0'],
    ['sources: [a]', ''],
    ['sources: [a]', 'sources: [b, a]'],
    ['defaultNamespace: x', ''],
    ['builtinTypes: false', ''],
    ['templateAnnotations: keep', ''],
    ['', 'delivery: {flux: {}}'],
    ['', 'clusters: {a: {kubernetesVersion: "1.30"}}'],
    ['delivery: {argocd: {repoURL: a}}', 'delivery: {argocd: {repoURL: a, waves: {label: x, order: [a]}}}'],
  ])('from "%s" to "%s" is not', (base, head) => {
    expect(weakened(base, head)).toEqual([])
  })

  it('judges by its stricter value', () => {
    const base = read('severities: {unknown-cluster: error}\nprune: {maxClusters: 0.2, maxFraction: 1}')
    const head = read(
      'severities: {placed-nowhere: error}\nprune: {maxClusters: 1, maxFraction: 0.1}\ndns: {shareHosts: true, cluster: c}',
    )
    const { config } = judgeSettings({ config: base }, { config: head })
    expect([...config.severities].sort()).toEqual([
      ['placed-nowhere', 'error'],
      ['unknown-cluster', 'error'],
    ])
    expect(config.prune).toEqual({ maxClusters: 0.2, maxFraction: 0.1 })
    expect(config.dns).toMatchObject({ shareHosts: false, cluster: 'c' })
  })

  it('is reported with what it was, by a severity that nobody changes', () => {
    const { weakenings } = judgeSettings(
      { config: read('') },
      { config: read('prune: {maxClusters: 1}\napprovePrune: [aa]') },
    )
    expect(reportWeakenings(weakenings)).toMatchObject([
      {
        code: 'check-weakened',
        severity: 'warning',
        message: expect.stringContaining('is 1 and was 0.5: one object may vanish'),
      },
      { code: 'prune-approved', severity: 'info', message: expect.stringContaining('adds "aa"') },
    ])
  })
})

describe('tenants', () => {
  it.each<[string, readonly Tenant[], readonly string[]]>([
    ['none', [], ['tenants is empty, so that every source may declare everything']],
    ['a new one', [shop, auth], ['tenants.auth is new']],
    ['more clusters', [{ ...shop, clusters: ['eu-*', 'us-*'] }], ['tenants.shop.clusters adds "us-*"']],
    ['more names', [{ ...shop, dnsNames: ['**'] }], ['tenants.shop.dnsNames adds "**"']],
    ['the fleet', [{ ...shop, fleet: true }], ['tenants.shop.fleet is true and was false']],
    ['other sources', [{ ...shop, sources: [] }], ['tenants.shop.sources is [] and was ["shop/**"]']],
    ['less', [{ ...shop, clusters: [], types: [] }], []],
  ])('that become %s', (_, head, expected) => {
    expect(widened([shop], head)).toEqual(expected)
  })

  it('that lose one, whose sources others may share', () => {
    expect(widened([shop, auth], [shop])).toEqual(['tenants.auth is gone'])
  })

  it('weaken nothing where there were none', () => {
    expect(widened([], [shop])).toEqual([])
  })
})
