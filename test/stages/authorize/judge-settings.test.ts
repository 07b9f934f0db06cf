import { describe, expect, it } from 'vitest'
import { defaultRenderConfig, type RenderConfig } from '../../../src/model/render-config.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import {
  judgeSettings,
  reportWeakenings,
  type ConfigSide,
} from '../../../src/stages/authorize/judge-settings.ts'
import { safeguards } from '../../../src/stages/authorize/safeguards/safeguards.ts'
import { parse } from '../../../src/stages/parse/parse.ts'
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
    [
      'severities: {unknown-cluster: info}',
      'severities: {unknown-cluster: false}',
      'severities.unknown-cluster is "off" and was "info"',
    ],
    ['prune: {maxClusters: 0.2}', '', 'prune.maxClusters is 0.5 and was 0.2'],
    ['', 'prune: {maxFraction: 0.31}', 'prune.maxFraction is 0.31 and was 0.3'],
    [
      'approvePrune: [aaaaaaaaaaaaaaaa]',
      'approvePrune: [bbbbbbbbbbbbbbbb, aaaaaaaaaaaaaaaa]',
      'approvePrune adds "bbbbbbbbbbbbbbbb"',
    ],
    ['', 'dns: {shareHosts: true}', 'dns.shareHosts is true and was false'],
    ['requiredVersion: 0.1.0', 'requiredVersion: 0.0.9', 'requiredVersion is "0.0.9" and was "0.1.0"'],
    ['requiredVersion: 0.1.0', '', 'requiredVersion is not set and was "0.1.0"'],
    ['sources: [a, b]', 'sources: [a]', 'sources is ["a"] and was ["a","b"]'],
    ['', 'sources: [a]', 'sources is ["a"] and was not set'],
    ['output: a', 'output: b', 'output is "b" and was "a"'],
    ['', 'observed: []', 'observed is [] and was not set'],
    ['', 'systemNamespace: x', 'systemNamespace is "x" and was "kube-federation-system"'],
    ['', 'defaultNamespace: x', 'defaultNamespace is "x" and was not set'],
    [
      'builtinTypes: [secrets, configmaps]',
      'builtinTypes: [configmaps]',
      'builtinTypes is ["configmaps"] and was ["configmaps","secrets"]',
    ],
    ['builtinTypes: [configmaps]', 'builtinTypes: false', 'builtinTypes is [] and was ["configmaps"]'],
    ['', 'templateAnnotations: keep', 'templateAnnotations is "keep" and was "drop"'],
    ['', 'retainReplicas: render', 'retainReplicas is "render" and was "omit"'],
    [
      'clusters: {a: {kubernetesVersion: "1.30"}}',
      '',
      'clusters.a.kubernetesVersion is not set and was "1.30"',
    ],
    ['foreignFiles: [a]', 'foreignFiles: [a, b]', 'foreignFiles is ["a","b"] and was ["a"]'],
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
    ['approvePrune: [aaaaaaaaaaaaaaaa]', ''],
    ['dns: {shareHosts: true}', ''],
    ['requiredVersion: 0.0.9', 'requiredVersion: 0.1.0'],
    ['', 'requiredVersion: 0.1.0'],
    ['retainReplicas: render', ''],
    ['builtinTypes: [configmaps]', ''],
    ['sources: [a]', ''],
    ['sources: [a]', 'sources: [b, a]'],
    ['defaultNamespace: x', ''],
    ['builtinTypes: false', ''],
    ['foreignFiles: [a, b]', 'foreignFiles: [b]'],
    ['templateAnnotations: keep', ''],
    ['', 'delivery: {flux: {}}'],
    ['', 'clusters: {a: {kubernetesVersion: "1.30"}}'],
    ['delivery: {argocd: {repoURL: a}}', 'delivery: {argocd: {repoURL: a, waves: {label: x, order: [a]}}}'],
  ])('from "%s" to "%s" is not', (base, head) => {
    expect(weakened(base, head)).toEqual([])
  })

  it.each([
    ['repoURL: a', 'repoURL: b', 'repoURL is "b" and was "a"'],
    ['', 'targetRevision: next', 'targetRevision is "next" and was "HEAD"'],
    ['', 'path: other', 'path is "other" and was not set'],
    ['path: other', '', 'path is not set and was "other"'],
    ['', 'destinations: {a: {name: b}}', 'destinations is {"a":{"name":"b"}} and was {}'],
    ['', 'project: other', 'project is "other" and was "default"'],
    [
      '',
      'projects: [{name: p, namespaces: [ns]}]',
      'projects is [{"name":"p","namespaces":["ns"]}] and was []',
    ],
    ['', 'granularity: namespace', 'granularity is "namespace" and was "cluster"'],
    ['automated: false', '', 'automated is true and was false'],
    [
      'waves: {label: x, order: [a]}',
      'waves: {label: x, order: [b]}',
      'waves is {"label":"x","order":["b"]} and was {"label":"x","order":["a"]}',
    ],
  ])('of Argo CD from "%s" to "%s" is weaker', (base, head, expected) => {
    const argocd = (settings: string): string =>
      `delivery:\n  argocd:\n    ${settings}\n${settings.startsWith('repoURL') ? '' : '    repoURL: a\n'}`
    expect(weakened(argocd(base), argocd(head))).toEqual([`delivery.argocd.${expected}`])
  })

  it.each([
    [
      'source: {name: a}',
      'source: {kind: Bucket, name: a}',
      'source.kind is "Bucket" and was "GitRepository"',
    ],
    ['', 'source: {name: a}', 'source.name is "a" and was "flux-system"'],
    ['source: {name: a}', 'source: {name: a, namespace: b}', 'source.namespace is "b" and was not set'],
    ['path: other', '', 'path is not set and was "other"'],
    ['', 'kubeConfigSecret: "{cluster}"', 'kubeConfigSecret is "{cluster}" and was not set'],
    ['oci: {url: "oci://a/b"}', 'oci: {url: "oci://a/c"}', 'oci.url is "oci://a/c" and was "oci://a/b"'],
    ['oci: {url: "oci://a/b"}', 'oci: {url: "oci://a/b", tag: next}', 'oci.tag is "next" and was "latest"'],
    ['', 'granularity: namespace', 'granularity is "namespace" and was "cluster"'],
  ])('of Flux from "%s" to "%s" is weaker', (base, head, expected) => {
    const flux = (settings: string): string => `delivery: {flux: {${settings}}}`
    expect(weakened(flux(base), flux(head))).toEqual([`delivery.flux.${expected}`])
  })

  it.each([
    ['delivery: {argocd: {repoURL: a}}', 'delivery: {argocd: {repoURL: a, automated: false}}'],
    ['delivery: {argocd: {repoURL: a}}', 'delivery: {argocd: {repoURL: a, name: b, namespace: c}}'],
    ['', 'delivery: {argocd: {repoURL: a, path: b}}'],
    ['delivery: {flux: {}}', 'delivery: {flux: {namespace: a, interval: 1m, timeout: 1m}}'],
  ])('of an agent from "%s" to "%s" is not', (base, head) => {
    expect(weakened(base, head)).toEqual([])
  })

  it('of an agent that is gone is reported as that agent, once', () => {
    expect(weakened('delivery: {argocd: {repoURL: a, path: b}, flux: {}}', 'delivery: {flux: {}}')).toEqual([
      'delivery.argocd is gone',
    ])
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

  it('judges by the stricter value whichever side has it', () => {
    const base = 'severities: {unknown-cluster: info}\nprune: {maxFraction: 0.1}\ndns: {shareHosts: true}'
    const head = 'severities: {unknown-cluster: false}\nprune: {maxFraction: 1}\ndns: {shareHosts: true}'
    const { config } = judgeSettings({ config: read(base) }, { config: read(head) })
    expect([...config.severities]).toEqual([['unknown-cluster', 'info']])
    expect(config.prune.maxFraction).toBe(0.1)
    expect(config.dns.shareHosts).toBe(true)
  })

  it('is judged by the stricter value or by reviewers, and nobody else', () => {
    expect(new Set(safeguards.map(({ judge }) => judge))).toEqual(new Set(['stricter', 'review']))
  })

  it('is reported with what it was, by a severity that nobody changes', () => {
    const { weakenings } = judgeSettings(
      { config: read('') },
      { config: read('prune: {maxClusters: 1}\napprovePrune: [aaaaaaaaaaaaaaaa]') },
    )
    expect(reportWeakenings(weakenings)).toMatchObject([
      {
        code: 'check-weakened',
        severity: 'warning',
        message: expect.stringContaining('is 1 and was 0.5: one object may vanish'),
      },
      {
        code: 'prune-approved',
        severity: 'info',
        message: expect.stringContaining('adds "aaaaaaaaaaaaaaaa"'),
      },
    ])
  })
})

describe('the place of a weakening', () => {
  const read = (settings: string): ConfigSide => {
    const text = `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}\n`
    const [manifest] = parse([{ path: 'fedrender.yaml', text }])[0].manifests
    return { config: readConfigFile(text), ...(manifest && { manifest }) }
  }
  const pointersOf = (base: string, head: string): readonly (string | undefined)[][] => {
    const { weakenings } = judgeSettings(read(base), read(head))
    return weakenings.map(({ at, baseAt }) =>
      [at, baseAt].map((each) => (each && 'pointer' in each ? each.pointer : undefined)),
    )
  }

  it.each([
    ['severities: {unknown-cluster: error}', '', '/severities/unknown-cluster'],
    ['', 'prune: {maxClusters: 1}', '/prune/maxClusters'],
    ['', 'prune: {maxFraction: 1}', '/prune/maxFraction'],
    ['', 'approvePrune: [aaaaaaaaaaaaaaaa]', '/approvePrune'],
    ['', 'dns: {shareHosts: true}', '/dns/shareHosts'],
    ['requiredVersion: 0.1.0', '', '/requiredVersion'],
    ['', 'sources: [a]', '/sources'],
    ['', 'foreignFiles: [a]', '/foreignFiles'],
    [
      'clusters: {a: {kubernetesVersion: "1.30"}}',
      'clusters: {a: {kubernetesVersion: "1.31"}}',
      '/clusters/a/kubernetesVersion',
    ],
    ['delivery: {argocd: {repoURL: a}}', '', '/delivery/argocd'],
    ['delivery: {argocd: {repoURL: a}}', 'delivery: {argocd: {repoURL: b}}', '/delivery/argocd/repoURL'],
    ['delivery: {flux: {}}', 'delivery: {flux: {source: {name: a}}}', '/delivery/flux/source/name'],
  ])('from "%s" to "%s" is the setting, on both sides', (base, head, pointer) => {
    expect(pointersOf(base, head)).toEqual([[pointer, pointer]])
  })

  const tenant = (name: string, more = ''): string =>
    `{name: ${name}, sources: [${name}], namespaces: [a], types: [a], clusters: [a]${more}}`
  it.each([
    [
      'the right, of each side',
      `tenants: [${tenant('b')}, ${tenant('a')}]`,
      `tenants: [${tenant('a', ', dnsNames: [a]')}, ${tenant('b')}]`,
      '/tenants/0/dnsNames',
      '/tenants/1/dnsNames',
    ],
    [
      'the list of the base for a tenant that is new',
      `tenants: [${tenant('a')}]`,
      `tenants: [${tenant('a')}, ${tenant('b')}]`,
      '/tenants/1',
      '/tenants',
    ],
    [
      'the list of the change for a tenant that is gone',
      `tenants: [${tenant('a')}, ${tenant('b')}]`,
      `tenants: [${tenant('a')}]`,
      '/tenants',
      '/tenants/1',
    ],
  ])('of tenants is %s', (_, base, head, at, baseAt) => {
    expect(pointersOf(base, head)).toEqual([[at, baseAt]])
  })

  it('is named in the report, with what the base has', () => {
    const { weakenings } = judgeSettings(read('output: a'), read('output: b'))
    expect(reportWeakenings(weakenings)).toMatchObject([
      { at: { pointer: '/output' }, related: [{ message: 'what the base has', at: { pointer: '/output' } }] },
    ])
  })
})

describe('tenants', () => {
  it.each<[string, readonly Tenant[], readonly string[]]>([
    ['none', [], ['tenants is empty, so every source may declare everything']],
    ['a new one', [shop, auth], ['tenants.auth is new']],
    ['more clusters', [{ ...shop, clusters: ['eu-*', 'us-*'] }], ['tenants.shop.clusters adds "us-*"']],
    ['more names', [{ ...shop, dnsNames: ['**'] }], ['tenants.shop.dnsNames adds "**"']],
    ['more sources', [{ ...shop, sources: ['shop/**', 'x'] }], ['tenants.shop.sources adds "x"']],
    ['more namespaces', [{ ...shop, namespaces: ['*'] }], ['tenants.shop.namespaces adds "*"']],
    ['more types', [{ ...shop, types: ['*', 'secrets'] }], ['tenants.shop.types adds "secrets"']],
    ['the fleet', [{ ...shop, fleet: true }], ['tenants.shop.fleet is true and was false']],
    ['other sources', [{ ...shop, sources: [] }], ['tenants.shop.sources is [] and was ["shop/**"]']],
    ['less', [{ ...shop, clusters: [], types: [] }], []],
  ])('that become %s', (_, head, expected) => {
    expect(widened([shop], head)).toEqual(expected)
  })

  it('that lose one, whose sources others may share', () => {
    expect(widened([shop, auth], [shop])).toEqual(['tenants.auth is gone'])
  })

  it('of the whole fleet weaken nothing where they stay so', () => {
    expect(widened([{ ...shop, fleet: true }], [{ ...shop, fleet: true }])).toEqual([])
  })

  it('weaken nothing where there were none', () => {
    expect(widened([], [shop])).toEqual([])
  })
})
