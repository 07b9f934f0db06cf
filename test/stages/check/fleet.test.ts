import { describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const clusters =
  clusterYaml('a', '{tier: prod}') + clusterYaml('b', '{tier: dev}') + clusterYaml('c', '{tier: prod}')
const prod = '{clusterSelector: {matchLabels: {tier: prod}}}'

const checked =
  /^.*(?:reference-not-placed|reference-unknown|autoscaler-replicas-rendered|object-too-large|name-too-long|service-export-ports-differ|disruption-budget-\S+): .*$/gm

/** What `validate` says of what objects need of each other. */
function found(
  objects: readonly string[],
  settings = '',
  observed: Readonly<Record<string, string>> = {},
): readonly string[] {
  const repository = createTestRepository({
    'fedrender.yaml': config + settings,
    'clusters.yaml': clusters,
    'shop.yaml': `${namespaceYaml('shop')}${objects.join('')}`,
    ...observed,
  })
  const { stdout, stderr } = repository.run('validate')
  return `${stdout}${stderr}`.match(checked) ?? []
}

const type = (group: string, kind: string, plural: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${plural}.${group}, namespace: kube-federation-system}
spec:
  targetType: {group: ${group}, version: v1, kind: ${kind}, pluralName: ${plural}, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: Federated${kind}, pluralName: federated${plural}, scope: Namespaced}
  propagation: Enabled
---
`

/** A Deployment whose Pods have this spec beside a container. */
function deployment(
  pod: string,
  { placement = '{clusterSelector: {}}', container = '', more = '', name = 'web' } = {},
): string {
  const spec = `{containers: [{name: web, image: "web:1"${container}}]${pod}}`
  const template = `{spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: ${spec}}}}`
  return federatedYaml('Deployment', `shop/${name}`, `template: ${template}${more}`, placement)
}

const secret = (placement: string): string =>
  federatedYaml('Secret', 'shop/key', 'template: {data: {a: YQ==}}', placement)

describe('what an object needs in its clusters', () => {
  it.each([
    [
      'a variable',
      deployment('', { container: ', env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}]' }),
    ],
    ['all variables', deployment('', { container: ', envFrom: [{configMapRef: {name: web}}]' })],
    ['a volume', deployment(', volumes: [{name: v, configMap: {name: web}}]')],
    [
      'a projected volume',
      deployment(', volumes: [{name: v, projected: {sources: [{configMap: {name: web}}]}}]'),
    ],
    [
      'an init container',
      deployment(', initContainers: [{name: i, image: "i:1", envFrom: [{configMapRef: {name: web}}]}]'),
    ],
  ])('is reported where it is placed in fewer clusters: the ConfigMap of %s', (_, user) => {
    const lines = found([configMapYaml('shop/web', 'x', prod), user])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^shop\.yaml:\d+:\d+: warning reference-not-placed: /)
    expect(lines[0]).toContain(
      'The ConfigMap "shop/web" is not placed in "b", where the Deployment "shop/web" needs it.',
    )
  })

  it.each([
    ['a volume', ', volumes: [{name: v, secret: {secretName: key}}]'],
    ['an image', ', imagePullSecrets: [{name: key}]'],
  ])('is reported where it is placed in fewer clusters: the Secret of %s', (_, pod) => {
    expect(found([secret(prod), deployment(pod)])).toHaveLength(1)
    expect(found([secret('{clusterSelector: {}}'), deployment(pod)])).toStrictEqual([])
  })

  it.each([
    [
      'it is optional',
      [
        configMapYaml('shop/web', 'x', prod),
        deployment('', { container: ', envFrom: [{configMapRef: {name: web, optional: true}}]' }),
      ],
    ],
    [
      'the user is placed in fewer clusters',
      [
        configMapYaml('shop/web'),
        deployment('', { placement: prod, container: ', envFrom: [{configMapRef: {name: web}}]' }),
      ],
    ],
    ['no source has it', [deployment('', { container: ', envFrom: [{secretRef: {name: made-by-others}}]' })]],
    [
      'only an override needs it, in a cluster that has it',
      [
        configMapYaml('shop/web', 'x', prod),
        deployment('', {
          more: ', overrides: [{clusterName: a, clusterOverrides: [{path: /spec/template/spec/containers/0/envFrom, op: add, value: [{configMapRef: {name: web}}]}]}]',
        }),
      ],
    ],
  ])('is not reported where %s', (_, objects) => {
    expect(found(objects)).toStrictEqual([])
  })

  it('is reported at the override that needs it', () => {
    const need = '[{configMapRef: {name: web}}]'
    const [line] = found([
      configMapYaml('shop/web', 'x', prod),
      deployment('', {
        more: `,\n overrides: [{clusterName: b, clusterOverrides: [{path: /spec/template/spec/containers/0/envFrom, op: add,\n value: ${need}}]}]`,
      }),
    ])
    expect(line).toMatch(/^shop\.yaml:16:\d+: warning/)
  })

  it('is not reported where it was observed, or where a custom resource makes it', () => {
    const user = deployment(', volumes: [{name: v, secret: {secretName: key}}]')
    const observed = 'apiVersion: v1\nkind: Secret\nmetadata: {name: key, namespace: shop}\n'
    expect(
      found([secret(prod), user], 'observed: {path: observed}\n', { 'observed/b/all.yaml': observed }),
    ).toStrictEqual([])
    const external = `${type('external-secrets.io', 'ExternalSecret', 'externalsecrets')}apiVersion: types.kubefed.io/v1beta1
kind: FederatedExternalSecret
metadata: {name: other, namespace: shop}
spec: {template: {spec: {target: {name: key}}}, placement: {clusters: [{name: b}]}}
---
`
    expect(found([secret(prod), user, external])).toStrictEqual([])
  })

  it('is noted once where no source has it and it is of a kind that somebody makes on purpose', () => {
    const pod = ', serviceAccountName: web, priorityClassName: high'
    const lines = found([deployment(pod), deployment(pod, { name: 'other' })])
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('info reference-unknown: The ServiceAccount "shop/web", which the Deployment')
    expect(lines[1]).toContain('info reference-unknown: The PriorityClass "high"')
    expect(
      found([deployment(', serviceAccountName: default, priorityClassName: system-cluster-critical')]),
    ).toStrictEqual([])
    expect(found([deployment(pod)], 'severities: {reference-unknown: "off"}\n')).toStrictEqual([])
  })

  it('is not what Kubernetes makes in every cluster, though a source is placed in some, nor an action of a load balancer', () => {
    const account = federatedYaml('ServiceAccount', 'shop/default', 'template: {}', prod)
    const roots = configMapYaml('shop/kube-root-ca.crt', 'x', prod)
    const sources = '{sources: [{configMap: {name: kube-root-ca.crt}}]}'
    const pod = `, serviceAccountName: default, volumes: [{name: v, projected: ${sources}}]`
    expect(found([account, roots, deployment(pod)])).toStrictEqual([])
    const backend = '{service: {name: ssl-redirect, port: {name: use-annotation}}}'
    const ingress = `template: {spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: ${backend}}]}}]}}`
    expect(found([federatedYaml('Ingress', 'shop/web', ingress)])).toStrictEqual([])
  })

  it('is the Service of an Ingress, and of a route in another namespace', () => {
    const service = federatedYaml('Service', 'shop/web', 'template: {spec: {ports: [{port: 80}]}}', prod)
    const rules =
      'rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]'
    const ingress = federatedYaml('Ingress', 'shop/web', `template: {spec: {${rules}}}`)
    expect(found([service, ingress])).toHaveLength(1)
    expect(found([ingress])[0]).toContain('info reference-unknown: The Service "shop/web", which the Ingress')
    const route = `${type('gateway.networking.k8s.io', 'HTTPRoute', 'httproutes')}${namespaceYaml('edge')}`
    const backend = (kind: string): string =>
      federatedYaml(
        'HTTPRoute',
        'edge/web',
        `template: {spec: {rules: [{backendRefs: [{name: web, namespace: shop, port: 80${kind}}]}]}}`,
      )
    expect(found([service, route, backend('')])).toHaveLength(1)
    expect(found([service, route, backend(', group: example.com, kind: Bucket')])).toStrictEqual([])
  })

  it('is the StorageClass of the claims of a StatefulSet', () => {
    const claim =
      '{metadata: {name: data}, spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}'
    const template = `{spec: {serviceName: db, replicas: 1, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}, volumeClaimTemplates: [${claim}]}}`
    const types = type('apps', 'StatefulSet', 'statefulsets')
    const [line] = found([types, federatedYaml('StatefulSet', 'shop/db', `template: ${template}`)])
    expect(line).toContain(
      'info reference-unknown: The StorageClass "fast", which the StatefulSet "shop/db" needs',
    )
  })
})

describe('a HorizontalPodAutoscaler', () => {
  const types = type('autoscaling', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers').replace(
    'version: v1,',
    'version: v2,',
  )
  const autoscaler = federatedYaml(
    'HorizontalPodAutoscaler',
    'shop/web',
    'template: {spec: {maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}',
    prod,
  )
  const flux = 'delivery: {flux: {}}\n'

  it('is reported where its target has rendered replicas that the agent puts back', () => {
    const [line] = found([types, autoscaler, deployment('')], flux)
    expect(line).toContain(
      'warning autoscaler-replicas-rendered: The HorizontalPodAutoscaler "shop/web" scales the Deployment "shop/web", and Flux puts its rendered replicas back in "a", "c".',
    )
  })

  it.each([
    ['no agent is configured', [autoscaler, deployment('')], ''],
    [
      'the replicas are left to the cluster, and rendered for new ones',
      [autoscaler, deployment('', { more: ', retainReplicas: true' })],
      `${flux}retainReplicas: render\n`,
    ],
    [
      'the replicas are left to the cluster',
      [autoscaler, deployment('', { more: ', retainReplicas: true' })],
      flux,
    ],
    [
      'its target goes to other clusters',
      [autoscaler, deployment('', { placement: '{clusters: [{name: b}]}' })],
      flux,
    ],
    ['its target is another', [autoscaler, deployment('', { name: 'other' })], flux],
    [
      'a count of 0 turns it off',
      [
        autoscaler,
        deployment('', {
          more: ', overrides: [{clusterName: a, clusterOverrides: [{path: /spec/replicas, value: 0}]}, {clusterName: c, clusterOverrides: [{path: /spec/replicas, value: 0}]}]',
        }),
      ],
      flux,
    ],
  ])('is not reported where %s', (_, objects, settings) => {
    expect(found([types, ...objects], settings)).toStrictEqual([])
  })
})

describe('a ServiceExport', () => {
  const types = type('multicluster.x-k8s.io', 'ServiceExport', 'serviceexports')
  const exported = (placement: string): string =>
    federatedYaml('ServiceExport', 'shop/web', 'template: {}', placement)
  const service = (overrides = ''): string =>
    federatedYaml(
      'Service',
      'shop/web',
      `template: {spec: {ports: [{name: http, port: 80, targetPort: 8080}]}}${overrides}`,
    )
  const override = (path: string, value: string): string =>
    `, overrides: [{clusterName: b, clusterOverrides: [{path: ${path}, value: ${value}}]}]`

  it('is reported where the ports of its clusters differ', () => {
    const [line] = found([
      types,
      exported('{clusterSelector: {}}'),
      service(override('/spec/ports/0/port', '81')),
    ])
    expect(line).toContain(
      'The Service "shop/web", which is exported, has http 80/TCP in "a", "c", and http 81/TCP in "b".',
    )
    expect(line).toContain('warning service-export-ports-differ')
  })

  it('is not reported where the other port is not exported, or leads elsewhere in its cluster alone', () => {
    expect(found([types, exported(prod), service(override('/spec/ports/0/port', '81'))])).toStrictEqual([])
    expect(
      found([types, exported('{clusterSelector: {}}'), service(override('/spec/ports/0/targetPort', '81'))]),
    ).toStrictEqual([])
  })
})

describe('a PodDisruptionBudget', () => {
  const types = type('policy', 'PodDisruptionBudget', 'poddisruptionbudgets')
  const budget = (spec: string): string =>
    federatedYaml('PodDisruptionBudget', 'shop/web', `template: {spec: {minAvailable: 1${spec}}}`)
  const web = ', selector: {matchLabels: {app: web}}'

  it('is reported where its workload is placed in fewer clusters, or it has no selector', () => {
    const [line] = found([types, budget(web), deployment('', { placement: prod })])
    expect(line).toContain(
      'warning disruption-budget-selects-none: The PodDisruptionBudget "shop/web" selects none of the Pods in "b".',
    )
    expect(found([types, budget(''), deployment('')])[0]).toContain('warning disruption-budget-selects-none')
  })

  it('is noted where it selects no workload of its namespace', () => {
    const other = ', selector: {matchExpressions: [{key: app, operator: In, values: [other]}]}'
    expect(found([types, budget(other), deployment('')])[0]).toContain(
      'info disruption-budget-selects-unknown',
    )
    expect(found([types, budget(other)])).toStrictEqual([])
    const custom = `${type('example.com', 'Database', 'databases')}${federatedYaml('Database', 'shop/db', 'template: {}')}`
    expect(found([types, budget(other), deployment(''), custom])).toStrictEqual([])
  })

  it.each([
    ['selects its workload everywhere', budget(web)],
    ['selects all', budget(', selector: {}')],
    ['selects by an expression', budget(', selector: {matchExpressions: [{key: app, operator: Exists}]}')],
  ])('is not reported where it %s', (_, object) => {
    expect(found([types, object, deployment('')])).toStrictEqual([])
  })

  it('is not reported where a preference places its workload', () => {
    const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 1}
---
`
    expect(found([types, budget(web), deployment(''), preference])).toStrictEqual([])
  })
})

describe('the size of an object', () => {
  const half = 'x'.repeat(600_000)

  it('is reported with what is too large of it', () => {
    const large = configMapYaml('shop/large', half.repeat(2))
    expect(found([large])[0]).toContain(
      'warning object-too-large: The data of this ConfigMap has 1200000 bytes in "a", "b", "c", more than 1048576.',
    )
    const annotated = `template: {metadata: {annotations: {a: "${half}"}}}`
    expect(
      found([federatedYaml('ConfigMap', 'shop/noted', annotated)], 'templateAnnotations: keep\n')[0],
    ).toContain('The annotations of this ConfigMap have 600001 bytes')
    const image = `${half}${half}`
    expect(found([deployment('', { container: `, args: ["${image}"]` })])[0]).toContain(
      'This Deployment has 12',
    )
  })

  it('is that of the data of a Secret, and of the cluster that has it', () => {
    const base64 = 'YWFh'.repeat(300_000)
    expect(found([federatedYaml('Secret', 'shop/key', `template: {data: {a: "${base64}"}}`)])).toStrictEqual(
      [],
    )
    const override = `, overrides: [{clusterName: b, clusterOverrides: [{path: /data/b, op: add, value: "${base64}"}]}]`
    const [line] = found([
      federatedYaml('Secret', 'shop/key', `template: {data: {a: "${base64}"}}${override}`),
    ])
    expect(line).toContain('The data of this Secret has 1800000 bytes in "b", more than 1048576.')
  })
})

it('an object that a ClusterOverride makes too large is reported', () => {
  const rule = `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: large, namespace: shop}
spec:
  target: {type: configmaps, names: [web]}
  rules: [{clusterSelector: {matchLabels: {tier: dev}}, overrides: [{path: /data/b, op: add, value: ${'x'.repeat(1_100_000)}}]}]
---
`
  const [line] = found([configMapYaml('shop/web'), rule])
  expect(line).toContain('The data of this ConfigMap has 1100001 bytes in "b"')
})

describe('the length of a name', () => {
  const job = 'spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}}'
  const types = type('batch', 'CronJob', 'cronjobs') + type('apps', 'StatefulSet', 'statefulsets')
  const cronJob = (name: string): string =>
    federatedYaml(
      'CronJob',
      `shop/${name}`,
      `template: {spec: {schedule: "* * * * *", jobTemplate: {${job}}}}`,
    )

  it('is reported where a controller cannot make its objects', () => {
    const [line] = found([types, cronJob('c'.repeat(53))])
    expect(line).toMatch(
      /^shop\.yaml:\d+:\d+: warning name-too-long: The name of the CronJob "c+" has 53 characters, more than 52/,
    )
    const set =
      '{spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}}}'
    expect(
      found([types, federatedYaml('StatefulSet', `shop/${'s'.repeat(53)}`, `template: ${set}`)]),
    ).toHaveLength(1)
    expect(found([federatedYaml('Job', `shop/${'j'.repeat(64)}`, `template: {${job}}`)])).toHaveLength(1)
  })

  it('is not reported where it fits', () => {
    expect(found([types, cronJob('c'.repeat(52)), deployment('', { name: 'd'.repeat(200) })])).toStrictEqual(
      [],
    )
    expect(found([federatedYaml('Job', `shop/${'j'.repeat(63)}`, `template: {${job}}`)])).toStrictEqual([])
  })
})
