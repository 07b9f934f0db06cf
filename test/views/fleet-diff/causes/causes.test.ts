import { describe, expect, it } from 'vitest'
import {
  compileTexts,
  diffCompiled,
  linesOfCause,
  type RepositoryTexts,
} from '../../../helpers/diff-repositories.ts'

const cluster = (name: string, region: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata:
  name: ${name}
  labels:
    region: ${region}
spec: {apiEndpoint: "https://${name}.example.com", secretRef: {name: ${name}}}
status: {region: ${region}, zones: [a]}
---
`

const web = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    metadata:
      labels: &labels
        app: web
      annotations:
        team: shop
    spec:
      replicas: 3
      selector: {matchLabels: *labels}
      template:
        metadata:
          labels: *labels
        spec:
          containers:
          - name: web
            image: web:1
          - name: side
            image: side:1
  placement:
    clusters:
    - name: eu-1
    - name: us-1
  overrides:
  - clusterName: eu-1
    clusterOverrides:
    - path: /spec/paused
      value: true
  retainReplicas: true
`

const api = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: api, namespace: shop}
spec:
  template: {spec: {template: {spec: {containers: [{name: api, image: api:1}]}}}}
  placement: {clusterSelector: {matchLabels: {region: eu}}}
---
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: api, namespace: shop}
spec:
  targetKind: FederatedDeployment
  totalReplicas: 12
  clusters:
    eu-1: {weight: 1}
    us-1:
      weight: 2
`

const settings = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: settings, namespace: shop}
spec:
  placement:
    clusterSelector:
      matchLabels:
        region: eu
  template:
    data:
      script: |
        echo one
        echo two
      mode: fast
`

const merged = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: merged, namespace: shop}
spec:
  placement: {clusters: [{name: eu-1}]}
  overrides:
  - clusterName: us-1
    clusterOverrides:
    - {path: /data/red, value: &red {color: red}}
    - {path: /data/blue, value: &blue {color: blue}}
  template:
    data:
      text: |+
        some

      <<: *red
`

const namespace = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata:
  name: shop
  namespace: shop
spec:
  placement:
    clusters:
    - name: eu-1
    - name: us-1
`

const service = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedService
metadata: {name: web, namespace: shop}
spec: {placement: {clusters: [{name: eu-1}]}, template: {spec: {type: LoadBalancer}}}
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: corp, namespace: kube-federation-system}
domain: example.org
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: corp, recordTTL: 60}
`

const observed = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer}
status:
  loadBalancer:
    ingress:
    - hostname: lb.example.net
    - ip: 192.0.2.1
---
apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: shop}
subsets: [{addresses: [{ip: 10.0.0.1}]}]
`

const typeConfig = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: widgets.example.com}
spec:
  targetType:
    group: example.com
    version: v1
    kind: Widget
    pluralName: widgets
    scope: Namespaced
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedWidget, pluralName: federatedwidgets, scope: Namespaced}
  propagation: Enabled
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedWidget
metadata: {name: one, namespace: shop}
spec: {placement: {clusters: [{name: eu-1}]}, template: {spec: {size: 1}}}
`

const repository: RepositoryTexts = {
  'clusters.yaml': cluster('eu-1', 'eu') + cluster('us-1', 'us'),
  'config.yaml': `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec:
  scope: Cluster
`,
  'dns.lock.yaml': `apiVersion: fedrender.dev/v1alpha1
kind: DNSLock
hosts:
  lb.example.net:
    addresses:
    - 198.51.100.1
    lookedUp: "2026-01-01T00:00:00Z"
`,
  'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
retainReplicas: omit
scheduling: {current: none}
dns:
  hostTargets: lock
`,
  'observed/eu-1.yaml': observed,
  'observed/us-1.yaml': observed.replace('192.0.2.1', '192.0.2.2'),
  'shop/api.yaml': api,
  'shop/merged.yaml': merged,
  'shop/namespace.yaml': namespace,
  'shop/service.yaml': service,
  'shop/settings.yaml': settings,
  'shop/web.yaml': web,
  'widgets.yaml': typeConfig,
}

/** Replaces a text that occurs in one place of one file. */
function edit(path: string, from: string, to: string): (texts: RepositoryTexts) => RepositoryTexts {
  return (texts) => {
    const parts = (texts[path] ?? '').split(from)
    expect(parts, `${from} stands once in ${path}`).toHaveLength(2)
    return { ...texts, [path]: parts.join(to) }
  }
}

type Edit = ReturnType<typeof edit>

/** Each change as `kind path in clusters`, with its causes as `side file:line` or `side file:first-last`. */
function causesAfter(...edits: readonly Edit[]): Readonly<Record<string, readonly string[]>> {
  return causesBetween(repository, withEdits(repository, edits))
}

function withEdits(texts: RepositoryTexts, edits: readonly Edit[]): RepositoryTexts {
  return edits.reduce<RepositoryTexts>((edited, apply) => apply(edited), texts)
}

function causesBetween(
  before: RepositoryTexts,
  after: RepositoryTexts,
): Readonly<Record<string, readonly string[]>> {
  const base = compileTexts(before)
  const head = compileTexts(after)
  if (!base || !head) expect.fail('the sources are in error')
  return Object.fromEntries(
    diffCompiled(base, head).changes.map(({ kind, object, clusters, causes }) => [
      [kind, object.path, ...clusters].join(' '),
      causes.map((cause) => {
        const { side, path, line, endLine } = linesOfCause(cause)
        return `${side} ${path}:${line}${endLine > line ? `-${endLine}` : ''}`
      }),
    ]),
  )
}

const image = edit('shop/web.yaml', 'image: web:1', 'image: web:2')
const webEverywhere = 'changed shop/deployments.apps/web.yaml eu-1 us-1'
const webInEurope = 'changed shop/deployments.apps/web.yaml eu-1'
const dnsEndpoint = 'changed shop/service-web.yaml'
const both = (place: string): readonly string[] => [`base ${place}`, `head ${place}`]

describe('the causes of a change by one line', () => {
  it.each<[what: string, edit: Edit, causes: Record<string, readonly string[]>]>([
    ['a value of the template', image, { [webEverywhere]: both('shop/web.yaml:22') }],
    [
      'a line of a text',
      edit('shop/settings.yaml', 'echo two', 'echo three'),
      { 'changed shop/configmaps/settings.yaml eu-1': both('shop/settings.yaml:11-13') },
    ],
    [
      'a value that stands behind an alias, where the anchor is',
      edit('shop/web.yaml', '        app: web\n', '        app: www\n'),
      { [webEverywhere]: both('shop/web.yaml:10') },
    ],
    [
      'an alias that becomes a mapping of its own',
      edit('shop/web.yaml', '          labels: *labels', '          labels: {app: web, x: y}'),
      { [webEverywhere]: ['head shop/web.yaml:18'] },
    ],
    [
      'the value of an override',
      edit('shop/web.yaml', 'value: true', 'value: false'),
      { [webInEurope]: both('shop/web.yaml:33') },
    ],
    [
      'an override that comes',
      edit('shop/web.yaml', '  retain', '    - path: /spec/minReadySeconds\n      value: 5\n  retain'),
      { [webInEurope]: ['head shop/web.yaml:34-35'] },
    ],
    [
      'a cluster that leaves the placement',
      edit('shop/web.yaml', '    - name: us-1\n', ''),
      { 'removed shop/deployments.apps/web.yaml us-1': ['base shop/web.yaml:28'] },
    ],
    [
      'the label of a cluster',
      edit('clusters.yaml', '    region: us\n', '    region: eu\n'),
      { 'added shop/configmaps/settings.yaml us-1': both('clusters.yaml:15') },
    ],
    [
      'the placement of the namespace',
      edit('shop/namespace.yaml', '    - name: us-1\n', ''),
      {
        'removed _cluster/namespaces/shop.yaml us-1': ['base shop/namespace.yaml:10'],
        'removed shop/deployments.apps/api.yaml us-1': ['base shop/namespace.yaml:10'],
        'removed shop/deployments.apps/web.yaml us-1': ['base shop/namespace.yaml:10'],
      },
    ],
    [
      'a weight of a ReplicaSchedulingPreference',
      edit('shop/api.yaml', 'weight: 2', 'weight: 3'),
      {
        'changed shop/deployments.apps/api.yaml eu-1': both('shop/api.yaml:17'),
        'changed shop/deployments.apps/api.yaml us-1': both('shop/api.yaml:17'),
      },
    ],
    [
      'a setting of fedrender.yaml',
      edit('fedrender.yaml', 'retainReplicas: omit', 'retainReplicas: render'),
      { [webEverywhere]: both('fedrender.yaml:3') },
    ],
    [
      'the version of the type',
      edit('widgets.yaml', 'version: v1\n', 'version: v2\n'),
      { 'changed shop/widgets.example.com/one.yaml eu-1': both('widgets.yaml:7') },
    ],
    [
      'an observed address',
      edit('observed/eu-1.yaml', '192.0.2.1', '192.0.2.9'),
      { [dnsEndpoint]: both('observed/eu-1.yaml:9') },
    ],
    [
      'a locked address',
      edit('dns.lock.yaml', '198.51.100.1', '198.51.100.9'),
      { [dnsEndpoint]: both('dns.lock.yaml:6') },
    ],
    [
      'the TTL of a DNS record',
      edit('shop/service.yaml', 'recordTTL: 60', 'recordTTL: 61'),
      { [dnsEndpoint]: both('shop/service.yaml:14') },
    ],
    [
      'the name of the federated object',
      edit('shop/web.yaml', '  name: web\n  namespace', '  name: www\n  namespace'),
      {
        'removed shop/deployments.apps/web.yaml eu-1': both('shop/web.yaml:4'),
        'removed shop/deployments.apps/web.yaml us-1': both('shop/web.yaml:4'),
        'added shop/deployments.apps/www.yaml eu-1': both('shop/web.yaml:4'),
        'added shop/deployments.apps/www.yaml us-1': both('shop/web.yaml:4'),
      },
    ],
    [
      'an object that goes, all of its lines',
      edit('shop/settings.yaml', settings, ''),
      { 'removed shop/configmaps/settings.yaml eu-1': ['base shop/settings.yaml:1-14'] },
    ],
    [
      'a file that becomes a template',
      edit('shop/settings.yaml', 'mode: fast', 'mode: {{ .Values.mode }}'),
      { 'removed shop/configmaps/settings.yaml eu-1': ['base shop/settings.yaml:1-14'] },
    ],
    [
      'a template in another document of the file',
      edit('shop/api.yaml', 'weight: 2', 'weight: {{ .Values.weight }}'),
      {
        'removed shop/deployments.apps/api.yaml eu-1': [
          'base shop/api.yaml:8-17',
          ...both('shop/api.yaml:17'),
        ],
        'removed shop/deployments.apps/api.yaml us-1': [
          'base shop/api.yaml:8-17',
          ...both('shop/api.yaml:17'),
        ],
      },
    ],
    [
      'a merge of another anchor',
      edit('shop/merged.yaml', '<<: *red', '<<: *blue'),
      { 'changed shop/configmaps/merged.yaml eu-1': both('shop/merged.yaml:16') },
    ],
    [
      'a blank line at the end of a text that keeps it',
      edit('shop/merged.yaml', 'some\n\n', 'some\n\n\n'),
      { 'changed shop/configmaps/merged.yaml eu-1': ['head shop/merged.yaml:16'] },
    ],
    [
      'a document that moves to another file, none',
      (texts) => ({ ...texts, 'shop/settings.yaml': '', 'shop/web.yaml': `${web}---\n${settings}` }),
      {},
    ],
    ['a comment, none', edit('shop/web.yaml', 'spec:\n  template:', '# why\n\nspec:\n  template:'), {}],
  ])('are, for %s', (_, apply, causes) => {
    expect(causesAfter(apply)).toEqual(causes)
  })

  it('are, for the division of replicas, the annotation or the setting alone', () => {
    const name = 'metadata: {name: api, namespace: shop}\nspec:\n  targetKind'
    const annotations = '\n  annotations:\n    fedrender.dev/division: kubefed\n    note: none'
    const before = withEdits(repository, [
      edit(
        'shop/api.yaml',
        name,
        `metadata:\n  name: api\n  namespace: shop${annotations}\nspec:\n  targetKind`,
      ),
      edit('shop/api.yaml', 'totalReplicas: 12', 'totalReplicas: 5'),
    ])
    const annotation = [
      edit('shop/api.yaml', 'division: kubefed', 'division: monotone'),
      edit('shop/api.yaml', 'note: none', 'note: some'),
    ]
    const everywhere = (lines: readonly string[]): unknown => ({
      'changed shop/deployments.apps/api.yaml eu-1': lines,
      'changed shop/deployments.apps/api.yaml us-1': lines,
    })
    expect(causesBetween(before, withEdits(before, annotation))).toEqual(everywhere(both('shop/api.yaml:14')))
    const unannotated = withEdits(before, [
      edit('shop/api.yaml', '    fedrender.dev/division: kubefed\n', ''),
    ])
    const setting = edit('fedrender.yaml', '{current: none}', '{current: none, division: monotone}')
    expect(causesBetween(unannotated, withEdits(unannotated, [setting]))).toEqual(
      everywhere(['head fedrender.yaml:4']),
    )
  })

  it('are, for the scope of the control plane, its line for everything that goes', () => {
    const causes = causesAfter(edit('config.yaml', 'scope: Cluster', 'scope: Namespaced'))
    expect(Object.keys(causes)).toHaveLength(9)
    for (const lines of Object.values(causes)) expect(lines).toEqual(both('config.yaml:5'))
  })

  it('are, for a cluster that goes, its document, where the others get its replicas too', () => {
    const causes = causesAfter(edit('clusters.yaml', cluster('us-1', 'us'), ''))
    expect(Object.keys(causes)).toContain('changed shop/deployments.apps/api.yaml eu-1')
    for (const lines of Object.values(causes)) expect(lines).toEqual(['base clusters.yaml:10-17'])
  })
})

describe('the causes of changes by several lines', () => {
  it('name for each change its own line only', () => {
    const unrelated = edit('shop/web.yaml', 'replicas: 3', 'replicas: 4')
    const causes = causesAfter(
      image,
      unrelated,
      edit('shop/settings.yaml', 'fast', 'slow'),
      edit('shop/web.yaml', 'value: true', 'value: false'),
    )
    expect(causes).toEqual({
      'changed shop/configmaps/settings.yaml eu-1': both('shop/settings.yaml:14'),
      [webEverywhere]: both('shop/web.yaml:22'),
      [webInEurope]: both('shop/web.yaml:33'),
    })
  })

  it('tell an object that goes with its namespace from one whose field changes', () => {
    const causes = causesAfter(image, edit('shop/namespace.yaml', '    - name: us-1\n', ''))
    expect(causes['removed shop/deployments.apps/web.yaml us-1']).toEqual(['base shop/namespace.yaml:10'])
    expect(causes[webInEurope]).toEqual(both('shop/web.yaml:22'))
  })
})
