import { describe, expect, it } from 'vitest'
import { locateDiagnostics } from '../../../../src/diagnostics/located-diagnostic.ts'
import { readSchemas } from '../../../../src/host/schemas.ts'
import { defaultArgoCDConfig, defaultFluxConfig } from '../../../../src/model/delivery-config.ts'
import { defaultRenderConfig, type RenderConfig } from '../../../../src/model/render-config.ts'
import { parse } from '../../../../src/stages/parse/parse.ts'
import { readRenderConfig } from '../../../../src/stages/validate/config/render-config.ts'
import { createSchemaValidator } from '../../../../src/stages/validate/schema-validator.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'

const schema = createSchemaValidator(readSchemas())

function read(settings: string): [config: RenderConfig, faults: readonly string[]] {
  const text = `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`
  const [{ manifests }] = parse([{ path: 'fedrender.yaml', text }])
  const [manifest] = deepFreeze(manifests)
  if (manifest === undefined) throw new Error('no RenderConfig')
  const [config, diagnostics] = readRenderConfig(manifest, schema, '1.2.3')
  const faults = locateDiagnostics(diagnostics).map(
    ({ code, location }) => `${code} ${location?.line}:${location?.column}`,
  )
  return [config, faults]
}

function tenant(name: string, source = 'x'): string {
  return `{name: ${name}, sources: [${source}], namespaces: [], types: [], clusters: []}`
}

describe('readRenderConfig', () => {
  it('has a default for every setting', () => {
    expect(read('')).toStrictEqual([defaultRenderConfig, []])
  })

  it('leaves no glob to match by where one is too complex', () => {
    expect(
      read("tenants: [{name: a, sources: ['*a*a*a*b'], namespaces: [], types: [], clusters: []}]"),
    ).toStrictEqual([defaultRenderConfig, ['config-glob-too-complex 3:31']])
  })

  it('reads an off without quotes as off', () => {
    const [config, faults] = read('checks: {kubernetes: off}')
    expect([config.checks, faults]).toStrictEqual([{ kubernetes: 'off' }, []])
  })

  it('reads every setting', () => {
    const [config, faults] = read(`metadata: {name: any}
requiredVersion: 1.2.3
sources: ['**/*.yaml']
output: out
systemNamespace: fed
defaultNamespace: shop
builtinTypes: [configmaps]
templateAnnotations: keep
retainReplicas: render
observed: ['seen/**']
scheduling: {current: rendered, division: monotone}
dns: {hostTargets: lock}
delivery:
  argocd: {repoURL: 'https://git.example.com/fleet.git', granularity: namespace}
  flux: {source: {name: fleet}, oci: {url: 'oci://ghcr.io/acme/fleet'}}
checks: {kubernetes: server}
prune: {maxClusters: 1}
tenants: [{name: shop, sources: [shop/**], namespaces: [shop], types: [configmaps], clusters: ['*']}]
invariants: [{name: any, expression: 'clusters.size() > 0', accepted: [{until: 2027-01-31, reason: new}]}]
clusters: {us-east: {kubernetesVersion: '1.30'}}
approvePrune: [0a1b2c3d4e5f6789]
severities: {unknown-cluster: error, placed-nowhere: 'off'}
`)
    expect(faults).toStrictEqual([])
    const [tenant] = config.tenants
    expect(tenant?.at?.pointer).toBe('/tenants/0')
    expect(config.clusters.get('us-east')?.at?.pointer).toBe('/clusters/us-east')
    expect(config.invariants[0]?.at.pointer).toBe('/invariants/0')
    expect(config).toStrictEqual({
      requiredVersion: '1.2.3',
      sources: ['**/*.yaml'],
      foreignFiles: [],
      output: 'out',
      systemNamespace: 'fed',
      defaultNamespace: 'shop',
      builtinTypes: ['configmaps'],
      templateAnnotations: 'keep',
      retainReplicas: 'render',
      checks: { kubernetes: 'server' },
      observed: ['seen/**'],
      scheduling: { current: 'rendered', division: 'monotone' },
      dns: {
        apiVersion: 'externaldns.k8s.io/v1alpha1',
        hostTargets: 'lock',
        weightProperty: 'aws/weight',
        shareHosts: false,
      },
      delivery: {
        argocd: {
          ...defaultArgoCDConfig,
          repoURL: 'https://git.example.com/fleet.git',
          granularity: 'namespace',
        },
        flux: {
          ...defaultFluxConfig,
          source: { kind: 'GitRepository', name: 'fleet' },
          oci: { url: 'oci://ghcr.io/acme/fleet', tag: 'latest' },
        },
      },
      prune: { maxClusters: 1, maxFraction: 0.3 },
      tenants: [
        {
          name: 'shop',
          sources: ['shop/**'],
          namespaces: ['shop'],
          types: ['configmaps'],
          clusters: ['*'],
          at: tenant?.at,
        },
      ],
      invariants: [
        {
          name: 'any',
          severity: 'error',
          expression: 'clusters.size() > 0',
          accepted: [{ until: '2027-01-31', reason: 'new' }],
          at: config.invariants[0]?.at,
        },
      ],
      clusters: new Map([['us-east', { kubernetesVersion: '1.30', at: config.clusters.get('us-east')?.at }]]),
      approvePrune: ['0a1b2c3d4e5f6789'],
      severities: new Map([
        ['unknown-cluster', 'error'],
        ['placed-nowhere', 'off'],
      ]),
    })
  })

  it.each([
    ['outptu: x', 'config-invalid 3:1'],
    ['output: ""', 'config-invalid 3:9'],
    ['sources: []', 'config-invalid 3:10'],
    ['scheduling: {division: monoton}', 'config-invalid 3:24'],
    ['approvePrune: [0a1b]', 'config-invalid 3:16'],
    ['prune: {maxFraction: 1.5}', 'config-invalid 3:22'],
    ['prune: {maxFracton: 0.5}', 'config-invalid 3:9'],
    ['severities: {unknown-cluster: fatal}', 'config-invalid 3:31'],
    ['clusters: {us: {kubernetesVersion: 1.30}}', 'config-invalid 3:36'],
    ['clusters: {us: {kubernetesVersion: latest}}', 'config-invalid 3:36'],
    ['delivery: {argocd: {}}', 'config-invalid 3:20'],
    ['delivery: {argocd: {repoURL: "https://bot:token@git.example.com/fleet"}}', 'config-invalid 3:30'],
    ['delivery: {argocd: {repoURL: "https://git.example.com/{{.x}}"}}', 'config-invalid 3:30'],
    ['delivery: {argocd: {repoURL: x, path: ../up}}', 'config-invalid 3:39'],
    ['delivery: {argocd: {repoURL: x, destinations: {a: {name: a, server: b}}}}', 'config-invalid 3:51'],
    [
      'delivery: {argocd: {repoURL: x, projects: [{name: a, namespaces: [b]}, {name: a, namespaces: [c]}]}}',
      'config-invalid 3:79',
    ],
    ['delivery: {argocd: {repoURL: x, waves: {label: "a b", order: [c]}}}', 'config-invalid 3:48'],
    ['delivery: {flux: {oci: {url: "oci://x/$(id)"}}}', 'config-invalid 3:30'],
    ['delivery: {argocd: {repoURL: x, waves: {label: a, order: [b]}}}', 'delivery-waves-unordered 3:33'],
    [
      'delivery: {argocd: {repoURL: x, automated: false, waves: {label: a, order: [b]}}}',
      'delivery-waves-manual 3:33',
    ],
    ['delivery: {flux: {interval: soon}}', 'config-invalid 3:29'],
    ['delivery: {flux: {kubeConfigSecret: one-for-all}}', 'config-invalid 3:37'],
    ['delivery: {flux: {oci: {url: "https://ghcr.io/acme/fleet"}}}', 'config-invalid 3:30'],
    ['tenants: [{name: a, sources: [], namespaces: [], types: []}]', 'config-invalid 3:11'],
    [
      'tenants: [{name: Shop A, sources: [], namespaces: [], types: [], clusters: []}]',
      'config-invalid 3:18',
    ],
    [`tenants: [${tenant('a', 'x'.repeat(1025))}]`, 'config-invalid 3:31'],
    [`tenants: [${tenant('a')}, ${tenant('b')}, ${tenant('a')}]`, 'config-invalid 3:150'],
    ['severities: {tenant-type-denied: warning}', 'tenant-severity-fixed 3:14'],
    ['severities: {unknown-clutser: error}', 'config-unknown-code 3:14'],
    ['severities: {toString: error}', 'config-unknown-code 3:14'],
    ['builtinTypes: [configmaps, deployments]', 'config-unknown-builtin 3:28'],
    ['requiredVersion: "1.2"', 'config-invalid 3:18'],
    ['requiredVersion: 1.2.4', 'config-version 3:18'],
    ['requiredVersion: 1.10.0', 'config-version 3:18'],
    ['requiredVersion: 2.0.0', 'config-version 3:18'],
  ])('points at what is wrong with %s', (settings, fault) => {
    expect(read(settings)[1]).toStrictEqual([fault])
  })

  it.each(['0.9.9', '1.1.9', '1.2.2', '1.2.3'])('renders what %s could', (version) => {
    expect(read(`requiredVersion: ${version}`)[1]).toStrictEqual([])
  })

  it('says that it is too old also where it does not know a setting', () => {
    expect(read('requiredVersion: 3.0.0\nnewSetting: 1')[1]).toStrictEqual([
      'config-version 3:18',
      'config-invalid 4:1',
    ])
  })
})
