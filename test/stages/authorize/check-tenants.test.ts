import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/diagnostics/locate.ts'
import { checkTenants } from '../../../src/stages/authorize/check-tenants.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import { readConfigFile } from '../../helpers/read-config-file.ts'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
} from '../../helpers/kubefed-yaml.ts'
import { renderFiles } from '../../helpers/render-files.ts'

const tenants = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants:
- {name: platform, sources: [fleet/**], namespaces: ['*'], types: ['*'], clusters: ['*'], fleet: true}
- name: shop
  sources: [teams/shop/**]
  namespaces: [shop, shop-*]
  types: [configmaps, namespaces, deployments.apps, replicaschedulingpreferences.*]
  clusters: [eu-*]
- {name: two, sources: ['teams/**/shared/*'], namespaces: [shop], types: ['*'], clusters: ['*']}
`
const fleet = {
  'fleet/clusters.yaml': inventoryYaml('eu-1', 'eu-2', 'us-1'),
  'fleet/namespaces.yaml': namespaceYaml('auth') + namespaceYaml('shop'),
}
const inEurope = '{clusters: [{name: eu-1}]}'

const preference = `---
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 3}
`

/** What is wrong with some more files, as `code file:line message`. */
function judge(files: Readonly<Record<string, string>>, config = tenants): readonly string[] {
  const { diagnostics } = renderFiles({ ...fleet, ...files }, { config: readConfigFile(config) })
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, at, message }) => {
      const { file, line } = at ? locate(at) : { file: { path: '' }, line: 0 }
      return `${code} ${file.path}:${line} ${message}`
    })
}

describe('tenants', () => {
  it('let pass what they may declare, and change no byte', () => {
    const files = { ...fleet, 'teams/shop/web.yaml': configMapYaml('shop/web', 'x', inEurope) }
    const { tree } = renderFiles(files, { config: readConfigFile(tenants) })
    expect(tree).toStrictEqual(renderFiles(files).tree)
    expect(judge({ 'teams/shop/web.yaml': configMapYaml('shop/web', 'x', inEurope) })).toStrictEqual([])
  })

  it.each([
    [
      'a namespace',
      { 'teams/shop/web.yaml': configMapYaml('auth/web', 'x', inEurope) },
      'tenant-namespace-denied teams/shop/web.yaml:3 The tenant "shop" may not declare anything in namespace "auth".',
    ],
    [
      'a type',
      { 'teams/shop/key.yaml': federatedYaml('Secret', 'shop/key', 'template: {}', inEurope) },
      'tenant-type-denied teams/shop/key.yaml:2 The tenant "shop" may not declare objects of type "secrets".',
    ],
    [
      'a cluster that a list names',
      { 'teams/shop/web.yaml': configMapYaml('shop/web', 'x', '{clusters: [{name: eu-1}, {name: us-1}]}') },
      'tenant-cluster-denied teams/shop/web.yaml:4 The tenant "shop" may not place anything in "us-1".',
    ],
    [
      'clusters that a selector chooses',
      { 'teams/shop/web.yaml': configMapYaml('shop/web', 'x') },
      'tenant-cluster-denied teams/shop/web.yaml:4 The tenant "shop" may not place anything in "us-1".',
    ],
    [
      'a cluster of the inventory',
      { 'teams/shop/cluster.yaml': clusterYaml('eu-3') },
      'tenant-fleet-denied teams/shop/cluster.yaml:2 The tenant "shop" may not declare a KubeFedCluster.',
    ],
    [
      'anything in a file of nobody',
      { 'elsewhere.yaml': configMapYaml('shop/web', 'x', inEurope) },
      'tenant-missing elsewhere.yaml:1 "elsewhere.yaml" is in the sources of no tenant, so it may declare nothing.',
    ],
    [
      'a FederatedNamespace of somebody else',
      { 'teams/shop/ns.yaml': namespaceYaml('other', inEurope) },
      'tenant-namespace-denied teams/shop/ns.yaml:3 The tenant "shop" may not declare anything in namespace "other".',
    ],
  ])('may not declare %s', (_, files, expected) => {
    expect(judge(files)).toStrictEqual([expected])
  })

  it.each<[string, string, string, readonly string[]]>([
    ['of their own', 'shop', 'configmaps, names: [web]', []],
    [
      'of another namespace',
      'auth',
      'configmaps, names: [login]',
      [
        'tenant-namespace-denied teams/shop/rule.yaml:3 The tenant "shop" may not declare anything in namespace "auth".',
      ],
    ],
    [
      'of a type that they may not declare',
      'shop',
      'secrets, names: [key]',
      [
        'tenant-type-denied teams/shop/rule.yaml:5 The tenant "shop" may not declare objects of type "secrets".',
      ],
    ],
    [
      'that is nowhere yet',
      'auth',
      'configmaps, names: [missing]',
      [
        'tenant-namespace-denied teams/shop/rule.yaml:3 The tenant "shop" may not declare anything in namespace "auth".',
      ],
    ],
    [
      'in a cluster that is not theirs, where another tenant has placed it',
      'shop',
      'configmaps, names: [everywhere]',
      ['tenant-cluster-denied teams/shop/rule.yaml:7 The tenant "shop" may not place anything in "us-1".'],
    ],
  ])(
    'may target by a ClusterOverride what they may declare: an object %s',
    (_, namespace, target, expected) => {
      const rule = `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: rule, namespace: ${namespace}}
spec:
  target: {type: ${target}}
  rules:
  - clusterSelector: {}
    overrides: [{op: add, path: /data/new, value: x}]
`
      const files = {
        'fleet/login.yaml': configMapYaml('auth/login', 'x', inEurope),
        'fleet/key.yaml': federatedYaml('Secret', 'shop/key', 'template: {data: {}}', inEurope),
        'fleet/everywhere.yaml': configMapYaml('shop/everywhere', 'x'),
        'teams/shop/web.yaml': configMapYaml('shop/web', 'x', inEurope),
        'teams/shop/rule.yaml': rule,
      }
      expect(judge(files)).toStrictEqual(expected)
    },
  )

  it('may not schedule replicas beyond their clusters', () => {
    const web = federatedYaml('Deployment', 'shop/web', 'template: {spec: {replicas: 1}}', inEurope)
    expect(judge({ 'teams/shop/web.yaml': web })).toStrictEqual([])
    expect(judge({ 'teams/shop/web.yaml': web + preference })).toStrictEqual([
      'tenant-cluster-denied teams/shop/web.yaml:10 The tenant "shop" may not place anything in "us-1".',
    ])
  })

  it('may not schedule the replicas of another tenant beyond their own clusters', () => {
    const two = `${tenants}- name: three
  sources: [teams/three/*]
  namespaces: [shop]
  types: [deployments.apps]
  clusters: ['*']
`
    const files = {
      'teams/three/web.yaml': federatedYaml('Deployment', 'shop/web', 'template: {spec: {replicas: 1}}'),
      'teams/shop/web.yaml': preference,
    }
    expect(judge(files, two)).toStrictEqual([
      'tenant-cluster-denied teams/shop/web.yaml:5 The tenant "shop" may not place anything in "us-1".',
    ])
    const { tree } = renderFiles({ ...fleet, ...files }, { config: readConfigFile(two), keepGoing: true })
    expect(tree?.files.some(({ path }) => path.includes('web'))).toBe(false)
  })

  it('may declare a type without namespaces only by its name, or as a tenant of the fleet', () => {
    const role = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedClusterRole
metadata: {name: reader}
spec: {placement: ${inEurope}, template: {rules: []}}
`
    const any = tenants.replace(/types: .configmaps.*/, "types: ['*', '**', 'clusterroles.*']")
    const named = any.replace("'**'", "'clusterroles.rbac.authorization.k8s.io'")
    const denied =
      'tenant-type-denied teams/shop/role.yaml:2 The tenant "shop" may not declare objects of type "clusterroles.rbac.authorization.k8s.io".'
    expect(judge({ 'teams/shop/role.yaml': role }, any)).toStrictEqual([denied])
    expect(judge({ 'teams/shop/role.yaml': role }, named)).toStrictEqual([])
    expect(judge({ 'fleet/role.yaml': role }, any)).toStrictEqual([])
  })

  it('may not make another type of an object by an override', () => {
    const service = (apiVersion: string): string =>
      federatedYaml(
        'Service',
        'shop/web',
        `template: {}, overrides: [{clusterName: eu-1, clusterOverrides: [{path: /apiVersion, value: ${apiVersion}}]}]`,
        inEurope,
      )
    const services = tenants.replace('[configmaps, ', '[services, ')
    expect(judge({ 'teams/shop/web.yaml': service('v1') }, services)).toStrictEqual([])
    expect(judge({ 'teams/shop/web.yaml': service('serving.knative.dev/v1') }, services)).toStrictEqual([
      'object-of-other-group teams/shop/web.yaml:4 The apiVersion "serving.knative.dev/v1" is not of the group of the FederatedTypeConfig "services".',
      'tenant-type-denied teams/shop/web.yaml:4 The tenant "shop" may not declare objects of type "services.serving.knative.dev".',
    ])
  })

  it('may not make another type of an object by the apiVersion of its template', () => {
    const service = (apiVersion: string): string =>
      federatedYaml('Service', 'shop/web', `template: {apiVersion: ${apiVersion}}`, inEurope)
    const services = tenants.replace('[configmaps, ', '[services, ')
    expect(judge({ 'teams/shop/web.yaml': service('v1') }, services)).toStrictEqual([])
    expect(judge({ 'teams/shop/web.yaml': service('serving.knative.dev/v1') }, services)).toStrictEqual([
      'object-of-other-group teams/shop/web.yaml:4 The apiVersion "serving.knative.dev/v1" is not of the group of the FederatedTypeConfig "services".',
      'tenant-type-denied teams/shop/web.yaml:4 The tenant "shop" may not declare objects of type "services.serving.knative.dev".',
    ])
  })

  it('may make what a glob allows of an object, and the core type of none by the name of another group', () => {
    const object = (kind: string, apiVersion: string): readonly string[] =>
      judge(
        {
          'teams/shop/web.yaml': federatedYaml(
            kind,
            'shop/web',
            `template: {apiVersion: ${apiVersion}}`,
            inEurope,
          ),
        },
        tenants.replace('[configmaps, ', "[services, 'services.*', "),
      )
    const denied = (kind: string, apiVersion: string): readonly string[] =>
      object(kind, apiVersion).filter((each) => each.startsWith('tenant-'))
    expect(denied('Service', 'serving.knative.dev/v1')).toStrictEqual([])
    expect(denied('Deployment', 'v1')).toStrictEqual([
      'tenant-type-denied teams/shop/web.yaml:4 The tenant "shop" may not declare objects of type "deployments".',
    ])
  })

  it('may not make another type without namespaces by a glob', () => {
    const role = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedClusterRole
metadata: {name: reader}
spec: {placement: ${inEurope}, template: {apiVersion: x.io/v1, rules: []}}
`
    const globs = "types: ['**', 'clusterroles.rbac.authorization.k8s.io']"
    expect(
      judge({ 'teams/shop/role.yaml': role }, tenants.replace(/types: .configmaps.*/, globs)).join(),
    ).toContain('may not declare objects of type "clusterroles.x.io".')
  })

  it('are told of the override that makes another type, among others', () => {
    const service = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedService
metadata: {name: web, namespace: shop}
spec:
  placement: {clusters: [{name: eu-1}]}
  template: {}
  overrides:
  - clusterName: eu-1
    clusterOverrides:
    - {path: /metadata/labels, value: {a: b}}
    - {path: /apiVersion, value: serving.knative.dev/v1}
    - {path: /metadata/annotations, value: {a: b}}
`
    const services = tenants.replace('[configmaps, ', '[services, ')
    expect(judge({ 'teams/shop/web.yaml': service }, services).join()).toContain(
      'tenant-type-denied teams/shop/web.yaml:11 ',
    )
  })

  it('are told of each cluster at its item in the list', () => {
    const placement = `
    clusters:
    - name: eu-1
    - name: us-1
    - name: us-2
`
    const web = federatedYaml('ConfigMap', 'shop/web', '', placement).replace('{placement:', '\n  placement:')
    const more = { 'fleet/more.yaml': clusterYaml('us-2') }
    const text = web.replace(/\}\n---\n$/, '')
    expect(judge({ ...more, 'teams/shop/web.yaml': text })).toStrictEqual([
      'tenant-cluster-denied teams/shop/web.yaml:8 The tenant "shop" may not place anything in "us-1".',
      'tenant-cluster-denied teams/shop/web.yaml:9 The tenant "shop" may not place anything in "us-2".',
    ])
  })

  it('are told what they may instead', () => {
    const files = { ...fleet, 'teams/shop/web.yaml': configMapYaml('shp/web', 'x', inEurope) }
    const { diagnostics } = renderFiles(files, { config: readConfigFile(tenants) })
    expect(diagnostics.find((each) => each.code === 'tenant-namespace-denied')?.hint).toMatch(
      /^The tenant may use "shop", "shop-\*"; to allow more, /,
    )
  })

  it('that share a file may declare in it what all of them may', () => {
    const shared = (text: string): readonly string[] => judge({ 'teams/shop/shared/x.yaml': text })
    expect(shared(configMapYaml('shop/web', 'x', inEurope))).toStrictEqual([])
    expect(shared(configMapYaml('shop-1/web', 'x', inEurope)).join()).toContain('The tenant "two"')
    expect(shared(configMapYaml('shop/web')).join()).toContain('The tenant "shop"')
  })

  it('are named with the line that says what they may', () => {
    const files = { ...fleet, 'teams/shop/web.yaml': configMapYaml('shop/web') }
    const { diagnostics } = renderFiles(files, { config: readConfigFile(tenants) })
    expect(diagnostics[0]?.related.map(({ message, at }) => [message, locate(at).line])).toStrictEqual([
      ['what the tenant may', 9],
    ])
  })

  it('may claim no DNS name that they were not given, at the host that claims it', () => {
    const dns = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec:
  hosts:
  - a.shop.example.com
  - www.example.com
status: {dns: [{cluster: eu-1, loadBalancer: {ingress: [{ip: 192.0.2.1}]}}]}
`
    const records = tenants.replace('[configmaps, ', "['ingressdnsrecords.*', ")
    const given = records.replace('[eu-*]', "[eu-*]\n  dnsNames: ['*.shop.example.com']")
    const denied = (name: string, line: number): string =>
      `tenant-dns-name-denied teams/shop/dns.yaml:${line} The tenant "shop" may not claim the DNS name "${name}".`
    expect(judge({ 'teams/shop/dns.yaml': dns }, given)).toStrictEqual([denied('www.example.com', 7)])
    expect(judge({ 'teams/shop/dns.yaml': dns }, records)).toStrictEqual([
      denied('a.shop.example.com', 6),
      denied('www.example.com', 7),
    ])
  })

  it.each([
    ['types', federatedYaml('Secret', 'shop/key', 'template: {}', inEurope), 8],
    ['namespaces', configMapYaml('auth/web', 'x', inEurope), 7],
    ['clusters', configMapYaml('shop/web'), 9],
    [
      'dnsNames',
      `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [www.example.com]}
`,
      10,
      tenants
        .replace('[configmaps,', '[configmaps, ingressdnsrecords.*,')
        .replace('[eu-*]', '[eu-*]\n  dnsNames: [a.example.com]'),
    ],
    ['all of it', clusterYaml('eu-3'), 5],
  ])('are named with the line of %s', (_, text, line, config = tenants) => {
    const { diagnostics } = renderFiles(
      { ...fleet, 'teams/shop/x.yaml': text },
      { config: readConfigFile(config) },
    )
    const denied = diagnostics.find(({ code }) => code.startsWith('tenant-'))
    expect(denied?.related.map(({ at }) => locate(at).line)).toStrictEqual([line])
  })

  it('may declare DNS records of their types, in their namespaces', () => {
    const record = (
      kind: string,
      namespace: string,
    ): string => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ${kind}
metadata: {name: web, namespace: ${namespace}}
spec: {hosts: [web.example.com]}
`
    const may = tenants
      .replace('[configmaps,', '[configmaps, ingressdnsrecords.*,')
      .replace('[eu-*]', "[eu-*]\n  dnsNames: ['**']")
    const judged = (kind: string, namespace: string): string =>
      judge({ 'teams/shop/dns.yaml': record(kind, namespace) }, may).join()
    expect(judged('IngressDNSRecord', 'shop')).not.toContain('tenant-')
    expect(judged('IngressDNSRecord', 'auth')).toContain('tenant-namespace-denied teams/shop/dns.yaml:3')
    expect(judge({ 'teams/shop/dns.yaml': record('IngressDNSRecord', 'shop') }).join()).toContain(
      'tenant-type-denied teams/shop/dns.yaml:2',
    )
  })

  it('are held with --keep-going, and never rendered', () => {
    const files = { ...fleet, 'teams/shop/web.yaml': configMapYaml('shop/web') }
    const { tree } = renderFiles(files, { config: readConfigFile(tenants), keepGoing: true })
    expect(tree?.files.some(({ path }) => path.includes('web'))).toBe(false)
    expect(tree?.held).toContainEqual({ reason: 'object-in-error', file: 'shop/configmaps/web.yaml' })
  })

  it('take a path for what it is', () => {
    const odd = { 'Teams/shop/web.yaml': configMapYaml('shop/web', 'x', inEurope) }
    expect(judge(odd).join()).toContain('tenant-missing')
    const bang = tenants.replace('[fleet/**]', "['!nothing', fleet/**]")
    expect(judge(odd, bang).join()).toContain('tenant-missing')
  })

  it('of the base and of the change report once what both deny, and each place of it', () => {
    const files = {
      ...fleet,
      'teams/shop/a.yaml': configMapYaml('auth/a', 'x', inEurope) + configMapYaml('auth/b', 'x', inEurope),
      'teams/shop/b.yaml': configMapYaml('auth/c', 'x', inEurope),
    }
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
    const { resources, plan } = compileFrozen(sources)
    const own = readConfigFile(tenants).tenants
    const found = checkTenants(resources, plan, [own, own])
    expect(
      found.map(({ code, at }) => {
        const { file, line } = locate(at!)
        return `${code} ${file.path}:${line}`
      }),
    ).toStrictEqual([
      'tenant-namespace-denied teams/shop/a.yaml:3',
      'tenant-namespace-denied teams/shop/a.yaml:8',
      'tenant-namespace-denied teams/shop/b.yaml:3',
    ])
    expect(checkTenants(resources, plan, [[], []])).toStrictEqual([])
  })
})
