import * as fc from 'fast-check'
import type { RepositoryTexts } from './diff-repositories.ts'

const clusterNames = ['eu-1', 'eu-2', 'us-1']

const placement = fc.oneof(
  fc
    .subarray(clusterNames, { minLength: 1 })
    .map((names) => ['clusters:', ...names.map((name) => `- name: ${name}`)]),
  fc
    .constantFrom('eu', 'us')
    .map((region) => ['clusterSelector:', '  matchLabels:', `    region: ${region}`]),
  fc.constant(['clusterSelector: {}']),
  fc.constant([
    'clusterSelector:',
    '  matchExpressions:',
    '  - key: tier',
    '    operator: In',
    '    values: [gold, "tin"]',
  ]),
)

const indent = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line))

const cluster = fc.record({
  region: fc.constantFrom('eu', 'us'),
  tier: fc.constantFrom('gold', 'tin'),
  status: fc.boolean(),
})

function clusterLines(
  name: string,
  { region, tier, status }: { region: string; tier: string; status: boolean },
): readonly string[] {
  return [
    'apiVersion: core.kubefed.io/v1beta1',
    'kind: KubeFedCluster',
    'metadata:',
    `  name: ${name}`,
    '  labels:',
    `    region: ${region}`,
    `    tier: ${tier} # by contract`,
    `    topology.kubernetes.io/region: ${region}`,
    '    topology.kubernetes.io/zone: a',
    'spec:',
    `  apiEndpoint: https://${name}.example.com`,
    '  secretRef:',
    `    name: ${name}`,
    ...(status
      ? [
          'status:',
          '  conditions:',
          '  - type: Ready',
          '    status: "True"',
          '  region: north',
          '  zones:',
          '  - z1',
          '  - z2',
        ]
      : []),
  ]
}

function federatedLines(kind: string, name: string, spec: readonly string[]): readonly string[] {
  return [
    'apiVersion: types.kubefed.io/v1beta1',
    `kind: Federated${kind}`,
    'metadata:',
    `  name: ${name}`,
    `  namespace: shop`,
    'spec:',
    ...indent(spec, 2),
  ]
}

const override = fc.oneof(
  fc.nat(9).map((count) => ['- path: /spec/replicas', `  value: ${count}`]),
  fc
    .constantFrom('web:2', 'web:3')
    .map((image) => ['- path: /spec/template/spec/containers/0/image', `  value: ${image}`]),
  fc.constant(['- op: add', '  path: /metadata/labels/canary', '  value: "yes"']),
  fc.constant(['- op: remove', '  path: /spec/template/spec/containers/0/env']),
)

const deploymentOverrides = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...clusterNames),
      fc.uniqueArray(override, {
        minLength: 1,
        maxLength: 2,
        selector: (each) => each.find((line) => line.includes('path:'))?.slice(2),
      }),
    ),
    { maxLength: 2, selector: ([name]) => name },
  )
  .map((overrides) =>
    overrides.length === 0
      ? []
      : [
          'overrides:',
          ...overrides.flatMap(([name, items]) => [
            `- clusterName: ${name}`,
            '  clusterOverrides:',
            ...indent(items.flat(), 2),
          ]),
        ],
  )

const deployment = fc
  .record({
    placement,
    overrides: deploymentOverrides,
    replicas: fc.nat(9),
    retain: fc.boolean(),
    anchored: fc.boolean(),
  })
  .map(({ placement, overrides, replicas, retain, anchored }) =>
    federatedLines('Deployment', 'web', [
      'template:',
      '  metadata:',
      `    labels: ${anchored ? '&labels' : ''}`,
      '      app: web',
      '  spec:',
      `    replicas: ${replicas}`,
      '    selector:',
      ...(anchored ? ['      matchLabels: *labels'] : ['      matchLabels:', '        app: web']),
      '    template:',
      '      metadata:',
      '        labels: {app: web, "tier": front}',
      '      spec:',
      '        containers:',
      '        - name: web',
      '          image: web:1',
      '          env:',
      '          - name: MODE',
      "            value: 'fast'",
      '          args: [--port, "80", --verbose]',
      '        - image: side:1',
      '          name: side',
      'placement:',
      ...indent(placement, 2),
      ...overrides,
      ...(retain ? ['retainReplicas: true'] : []),
    ]),
  )

const configMap = fc
  .record({ placement, merged: fc.boolean(), scalar: fc.constantFrom('|', '>', '|-', '|+', '>-') })
  .map(({ placement, merged, scalar }) =>
    federatedLines('ConfigMap', 'settings', [
      ...(merged ? ['placement: &placed', ...indent(placement, 2)] : []),
      'template:',
      '  data:',
      ...(merged
        ? ['    <<: &shared', '      color: red', '      shape: round']
        : ['    color: red', '    shape: "ro\\x75nd"']),
      `    script: ${scalar}`,
      '      #!/bin/sh',
      '      echo one',
      '',
      '        echo two',
      '      echo three',
      '',
      '    plain: several words',
      '      on two lines',
      '    quoted: "several',
      '      lines"',
      '# a comment',
      ...(merged ? [] : ['placement:', ...indent(placement, 2)]),
    ]),
  )

const service = fc
  .record({ placement })
  .map(({ placement }) =>
    federatedLines('Service', 'web', [
      'placement:',
      ...indent(placement, 2),
      'template:',
      '  spec:',
      '    type: LoadBalancer',
      '    selector:',
      '      app: web',
      '    ports:',
      '    - port: 80',
      '      targetPort: 8080',
      '    - {port: 443, targetPort: 8443}',
    ]),
  )

const preference = fc
  .record({ total: fc.nat(20), selector: fc.boolean(), weight: fc.integer({ min: 1, max: 4 }) })
  .map(({ total, selector, weight }) => [
    'apiVersion: scheduling.kubefed.io/v1alpha1',
    'kind: ReplicaSchedulingPreference',
    'metadata: {name: web, namespace: shop}',
    'spec:',
    '  targetKind: FederatedDeployment',
    `  totalReplicas: ${total}`,
    ...(selector ? ['  intersectWithClusterSelector: true'] : ['  rebalance: true']),
    '  clusters:',
    '    "*":',
    `      weight: ${weight}`,
    '    eu-1:',
    '      minReplicas: 1',
    '      maxReplicas: 12',
    '      weight: 2',
  ])

const namespace = placement.map((placement) => [
  'apiVersion: types.kubefed.io/v1beta1',
  'kind: FederatedNamespace',
  'metadata:',
  '  name: shop',
  '  namespace: shop',
  'spec:',
  '  placement:',
  ...indent(placement, 4),
])

const controlPlane = [
  'apiVersion: core.kubefed.io/v1beta1',
  'kind: KubeFedConfig',
  'metadata:',
  '  name: kubefed',
  '  namespace: kube-federation-system',
  'spec:',
  '  scope: Cluster',
  '  featureGates:',
  '  - name: SchedulerPreferences',
  '    configuration: Enabled',
  '  - name: PushReconciler',
  '    configuration: Enabled',
]

const typeConfig = [
  'apiVersion: core.kubefed.io/v1beta1',
  'kind: FederatedTypeConfig',
  'metadata:',
  '  name: widgets.example.com',
  'spec:',
  '  targetType:',
  '    group: example.com',
  '    version: v1',
  '    kind: Widget',
  '    pluralName: widgets',
  '    scope: Namespaced',
  '  federatedType:',
  '    group: types.kubefed.io',
  '    version: v1beta1',
  '    kind: FederatedWidget',
  '    pluralName: federatedwidgets',
  '    scope: Namespaced',
  '  propagation: Enabled',
]

const widget = federatedLines('Widget', 'one', [
  'template: {spec: {size: 3, color: blue}}',
  'placement:',
  '  clusterSelector: {}',
  'overrides:',
  '- clusterName: us-1',
  '  clusterOverrides: [{path: /spec/size, value: 4}]',
])

const records = [
  [
    'apiVersion: multiclusterdns.kubefed.io/v1alpha1',
    'kind: Domain',
    'metadata:',
    '  name: corp',
    '  namespace: kube-federation-system',
    'domain: example.org',
  ],
  [
    'apiVersion: multiclusterdns.kubefed.io/v1alpha1',
    'kind: ServiceDNSRecord',
    'metadata:',
    '  name: web',
    '  namespace: shop',
    'spec:',
    '  domainRef: corp',
    '  dnsPrefix: www',
    '  recordTTL: 60',
  ],
]

function observedLines(index: number, byName: boolean): readonly string[] {
  return [
    'apiVersion: v1',
    'kind: List',
    'items:',
    '- apiVersion: v1',
    '  kind: Service',
    '  metadata: {name: web, namespace: shop}',
    '  spec: {type: LoadBalancer}',
    '  status:',
    '    loadBalancer:',
    '      ingress:',
    byName || index === 1 ? `      - hostname: lb-${index}.example.net` : `      - ip: 192.0.2.${index + 1}`,
    '- apiVersion: v1',
    '  kind: Endpoints',
    '  metadata: {name: web, namespace: shop}',
    '  subsets:',
    '  - addresses:',
    '    - ip: 10.0.0.1',
    '- apiVersion: apps/v1',
    '  kind: Deployment',
    '  metadata: {name: web, namespace: shop}',
    '  spec:',
    `    replicas: ${index}`,
    '    selector: {matchLabels: {app: web}}',
    '  status: {replicas: 0, readyReplicas: 0}',
  ]
}

const lock = [
  'apiVersion: fedrender.dev/v1alpha1',
  'kind: DNSLock',
  'hosts:',
  '  lb-1.example.net:',
  '    addresses:',
  '    - 198.51.100.1',
  '    - 198.51.100.2',
  '    lookedUp: "2026-01-01T00:00:00Z"',
]

interface Settings {
  readonly hostTargets: string
  readonly cluster: boolean
  readonly annotations: string
  readonly retainReplicas: string
  readonly current: string
  readonly division: string
}

const settings: fc.Arbitrary<Settings> = fc.record({
  hostTargets: fc.constantFrom('lock', 'weighted'),
  cluster: fc.boolean(),
  annotations: fc.constantFrom('keep', 'drop'),
  retainReplicas: fc.constantFrom('omit', 'render'),
  current: fc.constantFrom('none', 'observed'),
  division: fc.constantFrom('kubefed', 'monotone'),
})

const settingsLines = ({
  hostTargets,
  cluster,
  annotations,
  retainReplicas,
  current,
  division,
}: Settings): readonly string[] => [
  'apiVersion: fedrender.dev/v1alpha1',
  'kind: RenderConfig',
  `templateAnnotations: ${annotations}`,
  `retainReplicas: ${retainReplicas}`,
  'scheduling:',
  `  current: ${current}`,
  `  division: ${division}`,
  'dns:',
  `  hostTargets: ${hostTargets}`,
  ...(cluster ? ['  cluster: eu-1'] : []),
]

const optional = (
  lines: fc.Arbitrary<readonly string[]> | readonly string[],
): fc.Arbitrary<readonly string[]> =>
  fc
    .boolean()
    .chain((wanted) =>
      wanted
        ? Array.isArray(lines)
          ? fc.constant(lines)
          : (lines as fc.Arbitrary<readonly string[]>)
        : fc.constant([]),
    )

const nothing = fc.constant<readonly string[]>([])

const stream = (documents: readonly (readonly string[])[]): string =>
  documents
    .filter((each) => each.length > 0)
    .map((each) => `${each.join('\n')}\n`)
    .join('---\n')

/** A repository of several files and documents that compiles, with most of what fedrender reads in it. */
export const repositories: fc.Arbitrary<RepositoryTexts> = fc
  .record({
    clusters: fc.array(cluster, { minLength: 3, maxLength: 3 }),
    namespace,
    workloads: fc.oneof(
      fc.tuple(deployment, optional(preference), nothing, nothing),
      fc.tuple(nothing, nothing, configMap, nothing),
      fc.tuple(deployment, optional(preference), nothing, service),
    ),
    controlPlane: optional(controlPlane),
    part: fc.constantFrom('widget', 'dns', 'settings', 'plain'),
    settings,
  })
  .map(({ clusters, namespace, workloads, controlPlane, part, settings }) => {
    const [, , , service] = workloads
    const isRecorded = part === 'dns' && service.length > 0
    return {
      'clusters.yaml': stream(clusters.map((each, index) => clusterLines(clusterNames[index] ?? '', each))),
      'fleet/all.yaml': stream([namespace, controlPlane, ...(part === 'widget' ? [typeConfig, widget] : [])]),
      'shop/web.yaml': `# the shop\n${stream(workloads)}`,
      ...(isRecorded && {
        'shop/dns.yaml': stream(records),
        'dns.lock.yaml': stream([lock]),
        ...Object.fromEntries(
          clusterNames.map((name, index) => [
            `observed/${name}.yaml`,
            stream([observedLines(index, settings.hostTargets === 'weighted')]),
          ]),
        ),
      }),
      ...((isRecorded || part === 'settings') && { 'fedrender.yaml': stream([settingsLines(settings)]) }),
    }
  })
