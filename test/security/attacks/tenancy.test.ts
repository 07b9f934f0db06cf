import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { git, write } from '../../helpers/git-repository.ts'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
} from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, type AttackedRepository, type Files } from './attacked-repository.ts'

/*
 * The ways in which an adversarial review tried to get around tenants. The attacker is the team `shop`: it may declare
 * what is in teams/shop, in the namespace `shop` and the cluster `c1`.
 */

const config = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants:
- {name: platform, sources: [platform/**], namespaces: ['**'], types: ['*'], clusters: ['**'], fleet: true, dnsNames: ['**']}
- name: shop
  sources: [teams/shop/**]
  namespaces: [shop]
  types: [configmaps, deployments.apps, namespaces, 'replicaschedulingpreferences.*', services, '*dns*']
  clusters: [c1]
`
const base: Files = {
  'fedrender.yaml': config,
  'platform/fleet.yaml':
    inventoryYaml('c1', 'prod') +
    namespaceYaml('other') +
    namespaceYaml('shop') +
    configMapYaml('other/settings') +
    federatedYaml('Deployment', 'other/web', 'template: {spec: {replicas: 3}}'),
  'teams/shop/shop.yaml': configMapYaml('shop/settings', 'x', '{clusters: [{name: c1}]}'),
}

const inC1 = '{clusters: [{name: c1}]}'
const evil = 'teams/shop/evil.yaml'
const toOther = configMapYaml('other/x', 'EVIL', inC1)

/** A ConfigMap of the attacker's own that an override makes another object. */
const overridden = (path: string, value: string, op = 'replace'): string =>
  federatedYaml(
    'ConfigMap',
    'shop/x',
    `template: {data: {a: b}}, overrides: [{clusterName: c1, clusterOverrides: [{op: ${op}, path: ${path}, value: ${value}}]}]`,
    inC1,
  )
const templated = (template: string): string =>
  federatedYaml('ConfigMap', 'shop/x', `template: ${template}`, inC1)
const record = (kind: string, namespace: string, rest: string): string =>
  `apiVersion: multiclusterdns.kubefed.io/v1alpha1\nkind: ${kind}\nmetadata: {name: d, namespace: ${namespace}}\n${rest}\n`
const listOf = (head: string, item: string): string =>
  `${head}\nitems:\n${item.replace('---\n', '').replaceAll(/^/gm, '  ').replace('  ', '- ').trimEnd()}\n`
const clusterRole = (metadata: string): string =>
  `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedClusterRole\nmetadata: ${metadata}\nspec: {placement: {clusterSelector: {}}, template: {rules: []}}\n`
const retargeted = (apiVersion: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: FederatedTypeConfig\nmetadata: {name: configmaps, namespace: kube-federation-system}\nspec: ${spec}\n`
const toClusterRoles =
  '{propagation: Enabled, federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedConfigMap, pluralName: federatedconfigmaps, scope: Namespaced}, targetType: {group: rbac.authorization.k8s.io, version: v1, kind: ClusterRole, pluralName: clusterroles, scope: Cluster}}'

type Attack = readonly [name: string, file: string, text: string]

/** What is refused for what it is, whether as a tenant's or as no valid object at all. */
const refused: readonly Attack[] = [
  ['another namespace', evil, toOther],
  ['another cluster', evil, configMapYaml('shop/x', 'EVIL', '{clusters: [{name: prod}]}')],
  ['a namespace in upper case', evil, configMapYaml('Shop/x', 'EVIL', inC1)],
  ['an item of a List', evil, listOf('apiVersion: v1\nkind: List', toOther)],
  [
    'an item of a FederatedConfigMapList',
    evil,
    listOf('apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMapList', toOther),
  ],
  [
    'an item of a List in a List',
    evil,
    listOf('apiVersion: v1\nkind: List', listOf('apiVersion: v1\nkind: List', toOther)),
  ],
  ['an override of the apiVersion', evil, overridden('/apiVersion', 'rbac.authorization.k8s.io/v1')],
  ['the early spelling of the group', evil, toOther.replace('types.kubefed.io', 'types.kubefed.k8s.io')],
  ['a FederatedTypeConfig of another target', evil, retargeted('core.kubefed.io/v1beta1', toClusterRoles)],
  [
    'a FederatedTypeConfig in the early spelling',
    evil,
    retargeted('core.kubefed.k8s.io/v1alpha1', toClusterRoles),
  ],
  ['the FederatedNamespace of another team', evil, namespaceYaml('other', '{clusters: []}')],
  ['a second FederatedNamespace of its own', evil, namespaceYaml('shop')],
  ['new labels for a cluster', evil, clusterYaml('prod', '{env: c1}')],
  ['a cluster in its own namespace', evil, clusterYaml('new').replace('kube-federation-system', 'shop')],
  [
    'a ReplicaSchedulingPreference of another team',
    evil,
    'apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\nmetadata: {name: web, namespace: other}\nspec: {targetKind: FederatedDeployment, totalReplicas: 0}\n',
  ],
  ['a Domain', evil, record('Domain', 'shop', 'domain: evil.com')],
  [
    'an IngressDNSRecord of another namespace',
    evil,
    record('IngressDNSRecord', 'other', 'spec: {hosts: [www.other.com]}'),
  ],
  [
    'an IngressDNSRecord for a host of others, with an address of its own',
    evil,
    record(
      'IngressDNSRecord',
      'shop',
      'spec: {hosts: [www.other.com]}\nstatus: {dns: [{cluster: c1, loadBalancer: {ingress: [{ip: 192.0.2.66}]}}]}',
    ),
  ],
  [
    'a RenderConfig among the sources',
    evil,
    `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ntenants: []\n---\n${toOther}`,
  ],
  ['a file at the top', 'evil.yaml', toOther],
  ['a directory that differs in case', 'Platform/evil.yaml', toOther],
  ['a backslash in place of a slash', 'platform\\evil.yaml', toOther],
  ['a line break in a name', 'platform\n/evil.yaml', toOther],
  ['a FederatedClusterRole', evil, clusterRole('{name: x}')],
  ['a FederatedClusterRole with a namespace', evil, clusterRole('{name: x, namespace: shop}')],
  ['a selector', evil, configMapYaml('shop/x', 'EVIL', '{clusterSelector: {}}')],
]

/** What is no way in: nothing of it gets out of the namespace and the cluster of the attacker. */
const ineffective: readonly Attack[] = [
  ['a cluster in upper case', evil, configMapYaml('shop/x', 'EVIL', '{clusters: [{name: PROD}]}')],
  ['an override of the namespace', evil, overridden('/metadata/namespace', 'other')],
  ['an override of all metadata', evil, overridden('/metadata', '{name: x, namespace: other}')],
  ['an override of the kind', evil, overridden('/kind', 'Secret')],
  [
    'a namespace in the template',
    evil,
    templated('{metadata: {name: y, namespace: other}, data: {a: EVIL}}'),
  ],
  ['a kind in the template', evil, templated('{kind: Secret, apiVersion: v1, data: {a: EVIL}}')],
  ['an older spelling of the group', evil, toOther.replace('types.kubefed.io', 'types.federation.k8s.io')],
  [
    'a FederatedNamespace of another name',
    evil,
    namespaceYaml('other').replace('namespace: other', 'namespace: shop'),
  ],
  ['a ServiceDNSRecord without a Domain', evil, record('ServiceDNSRecord', 'shop', 'spec: {domainRef: d}')],
  [
    'a list and a selector',
    evil,
    configMapYaml('shop/x', 'EVIL', '{clusters: [{name: c1}], clusterSelector: {}}'),
  ],
  [
    'a configuration in a directory',
    'teams/shop/fedrender.yaml',
    'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ntenants: []\n',
  ],
  ['observed state', 'observed/evil.yaml', toOther],
  ['a dot before the directory', 'teams/shop/.x/evil.yaml', toOther],
  ['installed packages', 'node_modules/evil.yaml', toOther],
  ['the lock of host names', 'dns.lock.yaml', toOther],
]

/** What the attacker would want to be rendered: anything of its own outside of its namespace or cluster. */
function gains({ directory }: AttackedRepository): readonly string[] {
  const untracked = git(directory, 'status', '--porcelain', '-z', '--untracked-files=all', 'rendered').split(
    '\0',
  )
  const written = untracked.map((line) => line.slice(3)).filter(Boolean)
  return written.filter(
    (path) =>
      !/^rendered\/clusters\/c1\/(?:shop\/(?:configmaps|deployments\.apps|services)\/|_cluster\/namespaces\/shop\.yaml)/.test(
        path,
      ),
  )
}

describe('a tenant', () => {
  it.each(refused)('is refused %s', (_, file, text) => {
    const attacked = attackedRepository(base, { [file]: text })
    expectRefused(attacked)
    attacked.fedrender('render', '--keep-going')
    expect(gains(attacked)).toEqual([])
  })

  it.each(ineffective)('gains nothing by %s', (_, file, text) => {
    const attacked = attackedRepository(base, { [file]: text })
    attacked.fedrender('render', '--keep-going')
    expect(gains(attacked)).toEqual([])
    const { comment, exitCode } = attacked.action()
    expect(exitCode === 0 ? (comment ?? '') : '').not.toMatch(/\bother\b|\bprod\b/)
  })

  it.each<[string, (directory: string) => void]>([
    [
      'a link in place of the directory of another tenant',
      (directory) => {
        write(directory, { [evil]: toOther })
        cpSync(join(directory, 'platform'), join(directory, 'copy'), { recursive: true })
        rmSync(join(directory, 'platform'), { recursive: true })
        symlinkSync('teams/shop', join(directory, 'platform'))
      },
    ],
    [
      'a configuration without tenants',
      configured('apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'),
    ],
    [
      'a configuration of another name',
      (directory) => {
        write(directory, { [evil]: toOther })
        renameSync(join(directory, 'fedrender.yaml'), join(directory, 'fedrender.yml'))
      },
    ],
    [
      'a directory in place of the configuration',
      (directory) => {
        write(directory, { [evil]: toOther })
        rmSync(join(directory, 'fedrender.yaml'))
        mkdirSync(join(directory, 'fedrender.yaml'))
        write(directory, { 'fedrender.yaml/x': '' })
      },
    ],
    ['a configuration in error', configured(`${config}tenants: 5\n`)],
    ['a severity', configured(`${config}severities: {tenant-namespace-denied: "off"}\n`)],
    [
      'the namespace of objects that name none',
      (directory) => {
        const unnamed = configMapYaml('other/x', 'EVIL', inC1).replace(', namespace: other', '')
        write(directory, { 'fedrender.yaml': `${config}defaultNamespace: other\n`, [evil]: unnamed })
      },
    ],
    [
      'the sources of the configuration',
      configured(config.replace('tenants:', 'sources: [teams/**]\ntenants:')),
    ],
  ])('is refused %s', (_, attack) => {
    expectRefused(attackedRepository(base, attack))
  })

  it('gains nothing by a link into the directory of another tenant', () => {
    const attacked = attackedRepository(base, (directory) => {
      write(directory, { 'teams/shop/evil.txt': toOther })
      symlinkSync('../teams/shop/evil.txt', join(directory, 'platform/evil.yaml'))
    })
    expect(attacked.fedrender('diff').stdout).not.toContain('other/x')
    attacked.fedrender('render')
    expect(gains(attacked)).toEqual([])
  })

  it('is refused to delete what another tenant declares and its own sources need', () => {
    const attacked = attackedRepository(base, (directory) => {
      write(directory, { 'platform/fleet.yaml': inventoryYaml('c1', 'prod') })
    })
    expectRefused(attacked)
  })
})

/** A configuration beside an object in the namespace of another team. */
function configured(text: string): (directory: string) => void {
  return (directory) => write(directory, { 'fedrender.yaml': text, [evil]: toOther })
}

function expectRefused(attacked: AttackedRepository): void {
  for (const words of [['diff'], ['render', '--check']]) {
    const { status, stderr } = attacked.fedrender(...words)
    expect([words, status, stderr]).toEqual([words, 2, expect.stringMatching(/ error |^error /m)])
  }
  expect(attacked.action().exitCode).toBe(2)
}
