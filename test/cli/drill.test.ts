import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'
import { repositoryPath } from '../docs/documents.ts'

const federated = (kind: string, name: string, placement: string, spec: string): string =>
  federatedYaml(kind, `shop/${name}`, spec, placement)
const pods = 'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}'
const deployment = (name: string, placement: string, replicas = 'replicas: 2, '): string =>
  federated(
    'Deployment',
    name,
    placement,
    `template: {spec: {${replicas}selector: {matchLabels: {app: web}}, ${pods}}}`,
  )
const everywhere = '{clusterSelector: {}}'
const inA = '{clusters: [{name: a}]}'

const preference = (spec: string, annotations = ''): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop${annotations}}
spec: {targetKind: FederatedDeployment, ${spec}}
---
`
const labels = (zone: string): string =>
  `{power: ${zone}, topology.kubernetes.io/region: r-${zone}, topology.kubernetes.io/zone: ${zone}}`
const clusters = clusterYaml('a', labels('x')) + clusterYaml('b', labels('x')) + clusterYaml('c', '{}')

const fleet = {
  'clusters.yaml': clusters,
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': deployment('web', everywhere) + preference('totalReplicas: 9'),
  'once.yaml': deployment('once', inA),
}

interface Loss {
  readonly without: string
  readonly clusters: readonly string[]
  readonly figures: Readonly<Record<string, number>>
  readonly workloads: readonly Readonly<Record<string, unknown>>[]
  readonly names: readonly Readonly<Record<string, unknown>>[]
  readonly losesExternalDNS: boolean
}

const validate = new Ajv({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(repositoryPath('schemas/fedrender.dev/v1alpha1/Drill.json'), 'utf8')) as object,
)

/** The losses as data, which follows its schema. */
function lossesOf(repository: TestRepository, ...options: readonly string[]): readonly Loss[] {
  const { stdout, stderr } = repository.run('drill', '-o', 'json', ...options)
  expect(stdout, stderr).not.toBe('')
  const data = JSON.parse(stdout) as { losses: readonly Loss[] }
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
  return data.losses
}

const figuresOf = (repository: TestRepository, ...options: readonly string[]): unknown =>
  Object.fromEntries(lossesOf(repository, ...options).map(({ without, figures }) => [without, figures]))

const none = { moved: 0, lost: 0, nowhereElse: 0, belowMinimum: 0, unreachable: 0, shifted: 0 }

describe('drill', () => {
  it('shows each cluster as lost, and lists what is lost', () => {
    const repository = createTestRepository(fleet)
    expect(repository.run('drill')).toStrictEqual({
      exitCode: 0,
      stdout: [
        'WITHOUT   MOVED   LOST   NOWHERE ELSE   BELOW MIN   UNREACHABLE   SHIFTED',
        'a         3       2      1              0           0             0',
        'b         3       0      0              0           0             0',
        'c         3       0      0              0           0             0',
        '',
        'WITHOUT   WHAT                         EFFECT                               SOURCE',
        'a         deployments.apps shop/once   runs nowhere else, 2 replicas lost   once.yaml:3',
        '',
      ].join('\n'),
      stderr: '',
    })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('shows all of one loss, and of several with -o wide', () => {
    const repository = createTestRepository(fleet)
    const moves = /^b +deployments\.apps shop\/web +3 replicas move: a \+[12], c \+[12] +web\.yaml:\d+$/m
    expect(repository.run('drill', '--without', 'b').stdout).toMatch(moves)
    expect(repository.run('drill', '-o', 'wide').stdout).toMatch(moves)
    expect(repository.run('drill').stdout).not.toMatch(moves)
  })

  it('loses the clusters that --without names together, and each other beside them with --each', () => {
    const repository = createTestRepository(fleet)
    const one = lossesOf(repository, '--without', 'a', '--without', 'b')
    expect(one.map((each) => [each.without, each.clusters])).toStrictEqual([['a, b', ['a', 'b']]])
    expect(one[0]?.workloads).toMatchObject([
      { name: 'once', replicas: 2, lost: 2, nowhereElse: true, changes: [] },
      { name: 'web', replicas: 9, moved: 6, lost: 0, changes: [{ cluster: 'c', change: 6 }] },
    ])
    const more = lossesOf(repository, '--without', 'a', '--each')
    expect(more.map((each) => each.clusters)).toStrictEqual([
      ['a', 'b'],
      ['a', 'c'],
    ])
  })

  it('loses a cluster that is named twice once, and what is named alone where no other is left beside it', () => {
    const repository = createTestRepository(fleet)
    const of = (...options: readonly string[]): unknown =>
      lossesOf(repository, ...options).map((each) => [each.without, each.clusters])
    expect(of('--without', 'b', '--without', 'a', '--without', 'b')).toStrictEqual([['b, a', ['a', 'b']]])
    const all = ['--without', 'a', '--without', 'b', '--without', 'c']
    expect(of(...all, '--each')).toStrictEqual([['a, b, c', ['a', 'b', 'c']]])
    expect(repository.run('drill', ...all, '--each', '--max-lost', '0').exitCode).toBe(1)
    expect(of('--without', 'a', '--without', 'b', '--label', 'power')).toStrictEqual([['a, b', ['a', 'b']]])
  })

  it('loses the clusters of each value of a label together, and names those without it', () => {
    const repository = createTestRepository(fleet)
    expect(
      lossesOf(repository, '--label', 'power').map((each) => [each.without, each.clusters]),
    ).toStrictEqual([['power=x', ['a', 'b']]])
    expect(repository.run('drill', '--label', 'power').stdout).toContain(
      'lost in none, for want of the label: c\n',
    )
  })

  it('asks only of the objects that are asked for', () => {
    const repository = createTestRepository(fleet)
    expect(figuresOf(repository, '--type', 'deploy/web')).toMatchObject({ a: { moved: 3, lost: 0 } })
    expect(figuresOf(repository, '-n', 'elsewhere')).toStrictEqual({ a: none, b: none, c: none })
  })

  it('refuses a cluster and a label that there are not, with the nearest', () => {
    const repository = createTestRepository(fleet)
    const unknown = repository.run('drill', '--without', 'aa')
    expect([unknown.exitCode, unknown.stdout]).toStrictEqual([2, ''])
    expect(unknown.stderr).toMatch(/^error cluster-not-found: .*"aa"[^]*Did you mean "a"/)
    const label = repository.run('drill', '--label', 'powr')
    expect([label.exitCode, label.stdout]).toStrictEqual([2, ''])
    expect(label.stderr).toMatch(/^error drill-label-unknown: .*"powr"[^]*Did you mean "power"/)
    expect(repository.run('drill', '--label', 'power', '--each').exitCode).toBe(2)
  })

  it('exits 2 of sources in error, and says that there is no cluster to lose', () => {
    const broken = {
      ...fleet,
      'web.yaml': fleet['web.yaml'] + preference('totalReplicas: -1').replace('name: web', 'name: once'),
    }
    expect(createTestRepository(broken).run('drill')).toMatchObject({ exitCode: 2, stdout: '' })
    const { exitCode, stderr } = createTestRepository({ 'shop.yaml': namespaceYaml('shop') }).run('drill')
    expect([exitCode, stderr]).toStrictEqual([
      0,
      expect.stringContaining('there is no cluster that could be lost\n'),
    ])
    expect(lossesOf(createTestRepository({ 'shop.yaml': namespaceYaml('shop') }))).toStrictEqual([])
  })
})

describe('drill, of replicas', () => {
  const of = (web: string, more: Readonly<Record<string, string>> = {}): TestRepository =>
    createTestRepository({ ...fleet, 'once.yaml': '', 'web.yaml': web, ...more })

  it('counts as lost what maxReplicas leaves without a place, and names the minimum that is not kept', () => {
    const web =
      deployment('web', everywhere) +
      preference('totalReplicas: 9, clusters: {"*": {minReplicas: 3, maxReplicas: 4, weight: 1}}')
    expect(lossesOf(of(web), '--without', 'a')[0]?.workloads).toMatchObject([
      { name: 'web', replicas: 9, moved: 2, lost: 1, nowhereElse: false, minimum: 9 },
    ])
    expect(of(web).run('drill').stdout).toContain(
      '1 of 9 replicas have no place; 2 replicas move: b +1, c +1; below its minReplicas, 9 together',
    )
  })

  it('blames no loss for a minimum that was not kept before', () => {
    const web =
      deployment('web', everywhere) +
      preference(
        'totalReplicas: 5, clusters: {"*": {minReplicas: 3, maxReplicas: 2, weight: 1}}',
        ', annotations: {fedrender.dev/division: monotone}',
      )
    const [loss] = lossesOf(of(web), '--without', 'a')
    expect(loss?.figures).toMatchObject({ lost: 1, belowMinimum: 0 })
  })

  it('counts as lost what goes beyond an observed capacity, also where KubeFed plans it there', () => {
    const pod = `{kind: Pod, apiVersion: v1, metadata: {namespace: shop, name: p, labels: {app: web}}, status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}]}}`
    const workload =
      '{kind: Deployment, apiVersion: apps/v1, metadata: {namespace: shop, name: web}, spec: {replicas: 4, selector: {matchLabels: {app: web}}}, status: {readyReplicas: 0}}'
    const full = `apiVersion: v1\nkind: List\nitems:\n- ${workload}\n- ${pod}\n`
    const web = deployment('web', everywhere) + preference('totalReplicas: 9, rebalance: true')
    const repository = of(web, { 'observed/b.yaml': full, 'observed/c.yaml': full })
    expect(lossesOf(repository, '--without', 'a')[0]?.workloads).toMatchObject([{ moved: 0, lost: 3 }])
  })

  it('loses no replica of what runs elsewhere too, and one of each workload without a count', () => {
    const daemon = federated(
      'Deployment',
      'kept',
      inA,
      `retainReplicas: true, template: {spec: {selector: {matchLabels: {app: web}}, ${pods}}}`,
    )
    const repository = createTestRepository({
      ...fleet,
      'web.yaml': deployment('web', everywhere),
      'once.yaml': daemon,
    })
    expect(lossesOf(repository, '--without', 'a')[0]?.workloads).toMatchObject([
      { name: 'kept', lost: 1, nowhereElse: true },
    ])
  })

  it('takes no cluster that is not ready for one that runs anything', () => {
    const offline = '{conditions: [{type: Ready, status: "False"}]}'
    const inventory = clusterYaml('a') + clusterYaml('b', '{}', offline)
    const repository = createTestRepository({
      ...fleet,
      'clusters.yaml': inventory,
      'web.yaml': deployment('web', everywhere),
      'once.yaml': '',
    })
    expect(figuresOf(repository)).toMatchObject({ a: { lost: 2, nowhereElse: 1 }, b: none })
  })

  it('loses what no ready cluster is left to divide among', () => {
    const repository = of(deployment('web', everywhere) + preference('totalReplicas: 9'), {
      'clusters.yaml': clusterYaml('a'),
    })
    expect(figuresOf(repository)).toMatchObject({ a: { moved: 0, lost: 9, nowhereElse: 1 } })
  })

  it('divides as the preference is divided', () => {
    const weights = 'totalReplicas: 13, clusters: {a: {weight: 170}, b: {weight: 110}, c: {weight: 60}}'
    const repository = of(
      deployment('web', everywhere) +
        preference(weights, ', annotations: {fedrender.dev/division: monotone}'),
    )
    for (const { workloads } of lossesOf(repository)) {
      for (const { changes } of workloads) {
        expect(changes).toSatisfy((all: readonly { change: number }[]) =>
          all.every(({ change }) => change > 0),
        )
      }
    }
  })
})

describe('drill, of names', () => {
  const service = federated(
    'Service',
    'web',
    everywhere,
    `template: {spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}}`,
  )
  const ingress = federated(
    'Ingress',
    'admin',
    inA,
    `template: {spec: {rules: [{host: admin.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}`,
  )
  const records = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: corp, namespace: kube-federation-system}
domain: example.com
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: corp, recordTTL: 60, dnsPrefix: www}
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: admin, namespace: shop}
spec: {hosts: [admin.example.com], recordTTL: 60}
---
`
  const seen = (cluster: string): string => `apiVersion: v1
kind: List
items:
- {kind: Service, apiVersion: v1, metadata: {namespace: shop, name: web}, spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{hostname: ${cluster}.example.net}]}}}
- {kind: Endpoints, apiVersion: v1, metadata: {namespace: shop, name: web}, subsets: [{addresses: [{ip: 10.0.0.1}]}]}
- {kind: Ingress, apiVersion: networking.k8s.io/v1, metadata: {namespace: shop, name: admin}, status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}}
`
  const config = (dns: string): string =>
    `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nscheduling: {current: none}\ndns: {hostTargets: weighted${dns}}\n`
  const named = {
    'clusters.yaml': clusterYaml('a', labels('x')) + clusterYaml('b', labels('z')),
    'shop.yaml': namespaceYaml('shop'),
    'web.yaml': deployment('web', everywhere) + preference('totalReplicas: 9') + service + ingress,
    'dns.yaml': records,
    'observed/a.yaml': seen('a'),
    'observed/b.yaml': seen('b').replace(/\n- \{kind: Ingress.*/, ''),
    'fedrender.yaml': config(''),
  }
  const namesOf = (loss: Loss | undefined): unknown =>
    Object.fromEntries(
      (loss?.names ?? []).map(({ dnsName, effect }) => [
        String(dnsName).replace('web.shop.corp.svc.', ''),
        effect,
      ]),
    )

  it('shows names without an address, those of a zone that goes, and those whose weights shift', () => {
    const [a, b] = lossesOf(createTestRepository(named))
    expect(namesOf(a)).toStrictEqual({
      'admin.example.com': 'unreachable',
      'example.com': 'weights',
      'r-x.example.com': 'unplaced',
      'x.r-x.example.com': 'unplaced',
    })
    expect(a?.figures).toMatchObject({ unreachable: 1, shifted: 3 })
    expect(a?.names.find(({ effect }) => effect === 'weights')).toMatchObject({
      record: { kind: 'ServiceDNSRecord', namespace: 'shop', name: 'web' },
      before: [
        { recordType: 'CNAME', setIdentifier: 'a', weight: 5 },
        { setIdentifier: 'b', weight: 4 },
      ],
      after: [{ targets: ['b.example.net'], setIdentifier: 'b', weight: 9 }],
    })
    expect(namesOf(b)).toStrictEqual({
      'example.com': 'weights',
      'r-z.example.com': 'unplaced',
      'z.r-z.example.com': 'unplaced',
    })
  })

  it('takes a name for unreachable that leads to another one without an address', () => {
    const [both] = lossesOf(createTestRepository(named), '--without', 'a', '--without', 'b')
    expect(namesOf(both)).toStrictEqual({
      'admin.example.com': 'unreachable',
      'example.com': 'unreachable',
      'r-x.example.com': 'unreachable',
      'r-z.example.com': 'unreachable',
      'www.example.com': 'unreachable',
      'x.r-x.example.com': 'unreachable',
      'z.r-z.example.com': 'unreachable',
    })
  })

  it('says where ExternalDNS runs in no cluster that is left', () => {
    const repository = createTestRepository({ ...named, 'fedrender.yaml': config(', cluster: a') })
    expect(lossesOf(repository).map(({ losesExternalDNS }) => losesExternalDNS)).toStrictEqual([true, false])
    expect(repository.run('drill').stdout).toContain(
      'without a: ExternalDNS runs in no cluster that is left (dns.cluster)',
    )
  })

  it('exits 1 where more is lost than is allowed, with the lines of the sources', () => {
    const repository = createTestRepository({ ...named, 'once.yaml': deployment('once', inA) })
    const strict = repository.run('drill', '--each', '--max-lost', '0', '--max-unreachable', '0')
    expect(strict.exitCode).toBe(1)
    expect(strict.stdout).toMatch(/^WITHOUT/)
    expect(strict.stderr).toMatch(
      /^once\.yaml:3:\d+: error drill-replicas-lost: deployments\.apps shop\/once loses 2 replicas without "a"/m,
    )
    expect(strict.stderr).toMatch(
      /^dns\.yaml:13:\d+: error drill-names-unreachable: IngressDNSRecord shop\/admin loses 1 name without "a"/m,
    )
    expect(strict.stderr).not.toContain('web loses')
    const lenient = repository.run('drill', '--max-lost', '2', '--max-unreachable', '1')
    expect([lenient.exitCode, lenient.stderr]).toStrictEqual([0, ''])
    expect(repository.run('drill', '--max-lost', '1').exitCode).toBe(1)
    expect(repository.run('drill', '--max-unreachable', '0', '--type', 'deployments').exitCode).toBe(0)
    expect(repository.run('drill', '--max-lost', 'many').exitCode).toBe(2)
  })

  it('folds the losses of one object into one message', () => {
    const web =
      deployment('web', everywhere) +
      preference('totalReplicas: 9, clusters: {"*": {maxReplicas: 5, weight: 1}}')
    const { stderr } = createTestRepository({ ...named, 'dns.yaml': '', 'web.yaml': web }).run(
      'drill',
      '--max-lost',
      '0',
    )
    expect(stderr.match(/drill-replicas-lost/g)).toHaveLength(1)
    expect(stderr).toContain('loses 4 replicas without "a", 4 replicas without "b", which')
  })
})
