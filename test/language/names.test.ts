import { describe, expect, it } from 'vitest'
import { findDefinitions, findReferences } from '../../src/language/names/find-places.ts'
import { findClusterName, renameCluster } from '../../src/language/names/rename-cluster.ts'
import type { FileRange, Snapshot } from '../../src/language/snapshot.ts'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  namespaceYaml,
  widgetTypesYaml,
} from '../helpers/kubefed-yaml.ts'
import { applyRenaming } from './apply-renaming.ts'
import { openAt, openRepository } from './open-repository.ts'

const settings = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
dns: {cluster: us-east}
clusters: {us-east: {kubernetesVersion: "1.30"}}
delivery:
  argocd:
    repoURL: https://example.com/fleet.git
    destinations: {us-east: {name: one}}
    projects: [{name: p, namespaces: [shop], clusters: [us-east]}]
tenants:
- {name: t, sources: ["**"], namespaces: [shop], types: [configmaps], clusters: ["us-east"], fleet: true}
invariants:
- name: all
  expression: "true"
  accepted: [{clusters: ['us-east'], until: "2030-01-01", reason: none}]
`

const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec:
  targetKind: FederatedDeployment
  totalReplicas: 3
  clusters:
    us-east: {weight: 2}
    "*": {weight: 1}
---
`

const rules = `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: rules, namespace: shop}
spec:
  target: {type: deployments.apps, names: [web]}
  rules:
  - clusters: [us-east]
    overrides: [{op: add, path: /metadata/labels, value: {a: b}}]
---
`

const records = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: public, namespace: kube-federation-system}
domain: example.com
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: front, namespace: shop}
spec: {domainRef: public, recordTTL: 60}
status: {dns: [{cluster: us-east, loadBalancer: {ingress: [{ip: 192.0.2.1}]}, region: r, zones: [z]}]}
---
`

const web = federatedYaml(
  'Deployment',
  'shop/web',
  'template: {spec: {replicas: 1}}, overrides: [{clusterName: us-east, clusterOverrides: [{path: /spec/replicas, value: 2}]}]',
  '{clusters: [{name: us-east}, {name: eu-1}]}',
)

const files = {
  'fedrender.yaml': settings,
  'fleet.yaml': clusterYaml('us-east') + clusterYaml('eu-1') + namespaceYaml('shop'),
  'types.yaml': widgetTypesYaml,
  'web.yaml': web,
  'front.yaml': federatedYaml('Service', 'shop/front', 'template: {spec: {ports: [{port: 80}]}}'),
  'preference.yaml': preference,
  'rules.yaml': rules,
  'records.yaml': records,
  'maps.yaml': configMapYaml('shop/colors'),
  'observed/us-east/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n',
}

function withCursor(path: keyof typeof files, before: string): Readonly<Record<string, string>> {
  const text = files[path]
  const at = text.indexOf(before) + before.length
  if (at < before.length) throw new Error(`${path} has no ${before}`)
  return { ...files, [path]: `${text.slice(0, at)}┆${text.slice(at)}` }
}

/** What the ranges hold, after their files. */
function show(ranges: readonly FileRange[]): readonly string[] {
  return ranges.map(({ path, start, end }) => {
    const text = files[path as keyof typeof files]
    return `${path}:${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`
  })
}

describe('the definition of', () => {
  it.each([
    ['a cluster, in a placement', 'web.yaml', 'clusters: [{name: us', ['fleet.yaml:3 us-east']],
    ['a cluster, as a key of a preference', 'preference.yaml', '    us-e', ['fleet.yaml:3 us-east']],
    ['a cluster, in the settings', 'fedrender.yaml', 'dns: {cluster: u', ['fleet.yaml:3 us-east']],
    ['a namespace', 'web.yaml', 'namespace: sh', ['fleet.yaml:13 shop']],
    ['what a preference divides', 'preference.yaml', 'name: we', ['web.yaml:3 web']],
    ['what a ClusterOverride is for', 'rules.yaml', 'names: [we', ['web.yaml:3 web']],
    ['what a record is for', 'records.yaml', 'name: fro', ['front.yaml:3 front']],
    ['a domain', 'records.yaml', 'domainRef: pub', ['records.yaml:3 public']],
    ['a built-in type, which no file has', 'web.yaml', 'kind: Fed', []],
    ['a pointer, which names nothing', 'web.yaml', 'path: /spec', []],
  ] as const)('%s', (_, path, before, places) => {
    const { snapshot, cursor } = openAt(withCursor(path, before))
    expect(show(findDefinitions(snapshot, cursor))).toStrictEqual(places)
  })

  it('a type of the repository, by the kind of an object', () => {
    const widget = federatedYaml('Widget', 'shop/one', 'template: {a: b}').replace(
      'FederatedWidget',
      'FederatedWid┆get',
    )
    const { snapshot, cursor } = openAt({ ...files, 'widget.yaml': widget })
    expect(show(findDefinitions(snapshot, cursor))).toStrictEqual(['types.yaml:3 widgets.example.com'])
  })
})

describe('the references of', () => {
  it('a cluster are all that name it', () => {
    const { snapshot, cursor } = openAt(withCursor('fleet.yaml', 'name: us-e'))
    const places = findReferences(snapshot, cursor, { withDefinitions: false })
    expect(show(places).toSorted()).toStrictEqual([
      'fedrender.yaml:11 "us-east"',
      "fedrender.yaml:15 'us-east'",
      'fedrender.yaml:3 us-east',
      'fedrender.yaml:4 us-east',
      'fedrender.yaml:8 us-east',
      'fedrender.yaml:9 us-east',
      'preference.yaml:8 us-east',
      'records.yaml:10 us-east',
      'rules.yaml:7 us-east',
      'web.yaml:4 us-east',
      'web.yaml:4 us-east',
    ])
    expect(show(findReferences(snapshot, cursor, { withDefinitions: true }))).toContain(
      'fleet.yaml:3 us-east',
    )
  })

  it.each([
    ['web.yaml', 'name: we', ['preference.yaml:3 web', 'rules.yaml:5 web', 'web.yaml:3 web']],
    ['records.yaml', 'name: pub', ['records.yaml:3 public', 'records.yaml:9 public']],
    [
      'web.yaml',
      'kind: Fed',
      [
        'preference.yaml:5 FederatedDeployment',
        'rules.yaml:5 deployments.apps',
        'web.yaml:2 FederatedDeployment',
      ],
    ],
  ] as const)('what is in %s after %s', (path, before, places) => {
    const { snapshot, cursor } = openAt(withCursor(path, before))
    expect(show(findReferences(snapshot, cursor, { withDefinitions: true }))).toStrictEqual(places)
  })
})

/** The files after a rename, by their paths. */
function renamed(
  snapshot: Snapshot,
  before: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Record<string, string> {
  const renaming = renameCluster(snapshot, from, to)
  if (typeof renaming === 'string') throw new Error(renaming)
  return applyRenaming(before, renaming)
}

describe('the rename of a cluster', () => {
  it('changes every name of it, in the quotes that it has, and moves what was observed in it', () => {
    const snapshot = openRepository(files).session.snapshot()
    const after = renamed(snapshot, files, 'us-east', 'us-east-1')
    const expected = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('us-east', 'us-east-1'),
        text.replaceAll(/(?<!https:\/\/|secretRef: \{name: )\bus-east\b/g, 'us-east-1'),
      ]),
    )
    expect(after).toStrictEqual(expected)
  })

  it('changes nothing where the name is the same', () => {
    const snapshot = openRepository(files).session.snapshot()
    expect(renameCluster(snapshot, 'us-east', 'us-east')).toStrictEqual({ edits: [], moves: [] })
  })

  it('quotes a name that readers take for something else', () => {
    const snapshot = openRepository(files).session.snapshot()
    const after = renamed(snapshot, files, 'us-east', '123')
    expect(after['web.yaml']).toContain('{clusters: [{name: "123"}')
    expect(after['fedrender.yaml']).toContain("clusters: ['123']")
    const { result } = openRepository(after).session.snapshot()
    expect(result?.resources.clusters.map(({ name }) => name)).toStrictEqual(['123', 'eu-1'])
  })

  it('changes a name once that several places have by an anchor or a merge', () => {
    const anchored = {
      'fleet.yaml': files['fleet.yaml'],
      'web.yaml': `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: a, namespace: shop}
spec:
  template: {data: {a: b}}
  placement:
    clusters:
    - &one {name: &name us-east}
    - <<: *one
  overrides:
  - clusterName: *name
    clusterOverrides: [{path: /data/a, value: c}]
`,
    }
    const after = renamed(openRepository(anchored).session.snapshot(), anchored, 'us-east', 'us-2')
    const plan = openRepository(after).session.snapshot().result?.plan
    expect(plan?.objects[0]?.variants.map(({ clusters }) => clusters)).toStrictEqual([['us-2']])
    expect(plan?.objects[0]?.overrides.size).toBe(1)
  })

  it.each([
    ['Us-East', /^"Us-East" is no name for a cluster/],
    ['a/b', /is no name/],
    ['', /is no name/],
    ['eu-1', /^There is a cluster "eu-1" already\.$/],
  ])('to %s is refused', (to, reason) => {
    const snapshot = openRepository(files).session.snapshot()
    expect(renameCluster(snapshot, 'us-east', to)).toMatch(reason)
  })

  it('is refused where what was observed would take the place of another file', () => {
    const taken = { ...files, 'observed/us-2/web.yaml': 'kind: ConfigMap\n' }
    const renaming = renameCluster(openRepository(taken).session.snapshot(), 'us-east', 'us-2')
    expect(renaming).toBe(
      '"observed/us-east/web.yaml" would move to "observed/us-2/web.yaml", and there is a file already.',
    )
  })

  it('is refused where a mapping would have a key twice, and in no other mapping', () => {
    const text = preference.replace('    "*":', '    us-2: {weight: 3}\n    "*":')
    const renaming = renameCluster(
      openRepository({ ...files, 'preference.yaml': text }).session.snapshot(),
      'us-east',
      'us-2',
    )
    expect(renaming).toBe('A mapping of "preference.yaml" has the key "us-2" already.')
    const other = text.replace('us-east:', 'eu-1:')
    const { session } = openRepository({ ...files, 'preference.yaml': other })
    expect(renameCluster(session.snapshot(), 'us-east', 'us-2')).toHaveProperty('edits')
  })

  it('begins at the name of a cluster that there is, and nowhere else', () => {
    const at = (path: keyof typeof files, before: string): unknown => {
      const { snapshot, cursor } = openAt(withCursor(path, before))
      return findClusterName(snapshot, cursor)?.name
    }
    expect(at('web.yaml', 'clusterName: us-')).toBe('us-east')
    expect(at('fedrender.yaml', 'clusters: ["us-')).toBe('us-east')
    expect(at('web.yaml', 'metadata: {name: we')).toBeUndefined()
    expect(at('fleet.yaml', 'secretRef: {name: us')).toBeUndefined()
    const unknown = { ...files, 'web.yaml': web.replace('clusterName: us-east', 'clusterName: us-w┆est') }
    const { snapshot, cursor } = openAt(unknown)
    expect(findClusterName(snapshot, cursor)).toBeUndefined()
  })
})
