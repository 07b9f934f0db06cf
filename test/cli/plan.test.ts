import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const podTemplate = '{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}'
const template = `{spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: ${podTemplate}}}`
const deployment = (name: string, more = ''): string =>
  federatedYaml('Deployment', `shop/${name}`, `template: ${template}${more}`)

/** A preference for `shop/<name>`; `spec` is in flow style, without the targetKind. */
const preference = (name: string, spec: string): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: ${name}, namespace: shop}
spec: {targetKind: FederatedDeployment, ${spec}}
---
`
const config = (settings: string): string =>
  `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}\n`

const capped = 'totalReplicas: 50, clusters: {"*": {weight: 1}, c: {weight: 1, maxReplicas: 20}}'
const shop = {
  'clusters.yaml': inventoryYaml('a', 'b', 'c'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': deployment('web') + preference('web', capped),
}
const even = { ...shop, 'web.yaml': deployment('web') + preference('web', 'totalReplicas: 9') }
const offline = '{conditions: [{type: Offline, status: "True"}]}'

interface Row {
  readonly cluster: string
  readonly current?: number
  readonly capacity?: number
  readonly planned?: number
  readonly why: readonly string[]
}

/** The rows of one table as `fedrender plan --output json` writes them. */
function rowsOf(repository: TestRepository, ...options: readonly string[]): readonly Row[] {
  const { stdout } = repository.run('plan', '-o', 'json', ...options)
  return (JSON.parse(stdout) as { clusters: readonly Row[] }[]).flatMap((each) => each.clusters)
}

function planned(repository: TestRepository, ...options: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(rowsOf(repository, ...options).map((row) => [row.cluster, row.planned]))
}

/** The replicas of `shop/web` in each cluster as they are rendered. */
function renderedReplicas(repository: TestRepository): Record<string, number> {
  const found = Object.entries(repository.rendered()).flatMap(([path, text]) => {
    const [, cluster = '', , , name] = path.split('/')
    if (name !== 'web.yaml') return []
    const { spec } = parse(text) as { spec: { replicas: number } }
    return [[cluster, spec.replicas] as const]
  })
  return Object.fromEntries(found)
}

function grow(repository: TestRepository, spec: string): void {
  repository.host.put('/repo/web.yaml', deployment('web') + preference('web', spec))
}

describe('plan', () => {
  it('writes a table for each preference, with the arithmetic', () => {
    const repository = createTestRepository(even)
    expect(repository.run('plan')).toStrictEqual({
      exitCode: 0,
      stdout: [
        'FederatedDeployment shop/web: 9 replicas, rebalance false',
        'CLUSTER   WEIGHT   MIN   MAX   CURRENT   CAPACITY   PLANNED   WHY',
        'a         1        0     -     -         -          3         round 1: ceil(9 × 1 / 3) = 3, 3 left',
        'b         1        0     -     -         -          3         round 1: ceil(9 × 1 / 3) = 3, 0 left',
        'c         1        0     -     -         -          3         round 1: ceil(9 × 1 / 3) = 3, 6 left',
        '',
      ].join('\n'),
      stderr: '',
    })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('--output json and yaml write the same data', () => {
    const repository = createTestRepository(shop)
    const json = repository.run('plan', '--output', 'json')
    const yaml = repository.run('plan', '--output', 'yaml')
    expect(parse(yaml.stdout)).toStrictEqual(JSON.parse(json.stdout))
    expect(JSON.parse(json.stdout)).toMatchObject([
      {
        name: 'shop/web',
        targetKind: 'FederatedDeployment',
        totalReplicas: 50,
        rebalance: false,
        unplaced: 0,
        clusters: [
          { cluster: 'a', weight: 1, minReplicas: 0, planned: 17 },
          { cluster: 'b', weight: 1, minReplicas: 0, planned: 16 },
          { cluster: 'c', weight: 1, minReplicas: 0, maxReplicas: 20, planned: 17 },
        ],
      },
    ])
    expect([json.exitCode, yaml.exitCode]).toStrictEqual([0, 0])
  })

  it('shows one preference by name, or all', () => {
    const repository = createTestRepository({
      ...shop,
      'api.yaml': deployment('api') + preference('api', 'totalReplicas: 3'),
    })
    const titles = (...options: string[]): unknown =>
      repository.run('plan', ...options).stdout.match(/shop\/\w+(?=:)/g)
    expect(titles()).toStrictEqual(['shop/api', 'shop/web'])
    expect(titles('shop/web')).toStrictEqual(['shop/web'])
    expect(planned(repository, 'shop/api')).toStrictEqual({ a: 1, b: 1, c: 1 })
  })

  it('answers --total, for the one that is named', () => {
    const repository = createTestRepository({
      ...shop,
      'api.yaml': deployment('api') + preference('api', 'totalReplicas: 3'),
    })
    expect(planned(repository, 'shop/web', '--total', '6')).toStrictEqual({ a: 2, b: 2, c: 2 })
    expect(repository.run('plan', 'shop/web', '--total', '6').stdout).toContain('shop/web: 6 replicas')
    expect(planned(repository, 'shop/api')).toStrictEqual({ a: 1, b: 1, c: 1 })
  })

  it('answers --without, once and more often', () => {
    const repository = createTestRepository(shop)
    expect(planned(repository, '--without', 'b')).toStrictEqual({ a: 30, b: undefined, c: 20 })
    const { exitCode, stdout, stderr } = repository.run('plan', '--without', 'a', '--without', 'b')
    expect(stdout).toContain('not ready, so left out; what was rendered is held')
    expect(stdout).toMatch(/\n30 replicas that no cluster can hold\n$/)
    expect(stderr).toContain('warning replicas-unplaced: 30 of the 50 replicas')
    expect(exitCode).toBe(0)
  })

  it('answers --capacity, once and more often, beside the other questions', () => {
    const repository = createTestRepository(shop)
    expect(planned(repository, '--capacity', 'b=0')).toStrictEqual({ a: 30, b: 0, c: 20 })
    // Five are left, and KubeFed trims the overflow of each cluster to that, not of all together: a keeps 5, b its 2.
    const full = ['--capacity', 'a=10', '--capacity', 'b=15']
    expect(planned(repository, ...full)).toStrictEqual({ a: 15, b: 17, c: 20 })
    const both = ['--total', '40', '--without', 'c', '--capacity', 'a=10']
    expect(planned(repository, ...both)).toStrictEqual({ a: 10, b: 30, c: undefined })
  })

  it('writes nothing and leaves what render does as it is', () => {
    const repository = createTestRepository(shop)
    repository.run('plan', '--total', '5', '--without', 'a')
    expect(repository.host.operations).toStrictEqual([])
    repository.run('render')
    expect(renderedReplicas(repository)).toStrictEqual({ a: 17, b: 16, c: 17 })
  })

  it.each([
    [['shop/none'], 'error preference-not-found: No ReplicaSchedulingPreference divides "shop/none".'],
    [['--without', 'd'], 'error cluster-not-found: No KubeFedCluster is called "d".'],
    [['--capacity', 'd=3'], 'No KubeFedCluster is called "d".'],
    [['--capacity', 'a'], 'It must be a whole number, from 0.'],
    [['--capacity', 'a=1=2'], 'It must be CLUSTER=COUNT.'],
    [['--total', '-1'], 'It must be a whole number, from 0.'],
    [['--total', '2147483648'], 'It must be a whole number, from 0.'],
  ])('gives 2 and says why for %j', (options, message) => {
    const { exitCode, stdout, stderr } = createTestRepository(shop).run('plan', ...options)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('gives 2 where a preference is in error, and shows the others', () => {
    const repository = createTestRepository({
      ...shop,
      'api.yaml': deployment('api') + preference('api', 'totalReplicas: -3'),
    })
    const { exitCode, stdout, stderr } = repository.run('plan')
    expect(stderr).toContain('error preference-negative-number: ')
    expect(stdout).toContain('shop/web: 50 replicas')
    expect(exitCode).toBe(2)
  })

  it('says where the namespace cuts the schedule', () => {
    const repository = createTestRepository({
      ...even,
      'shop.yaml': namespaceYaml('shop', '{clusters: [{name: a}, {name: b}]}'),
    })
    expect(rowsOf(repository)[2]).toMatchObject({ cluster: 'c', planned: 3 })
    expect(rowsOf(repository)[2]?.why).toContain('its namespace is not placed there, so nothing is rendered')
  })
})

describe('clusters that are not ready', () => {
  it('take no part, and what was rendered for them is held', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    const last = repository.rendered()['clusters/b/shop/deployments.apps/web.yaml']
    repository.host.put('/repo/clusters.yaml', inventoryYaml('a', 'c') + clusterYaml('b', '{}', offline))
    expect(repository.run('render')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('0 pruned, 1 held'),
    })
    expect(renderedReplicas(repository)).toStrictEqual({ a: 30, b: 16, c: 20 })
    expect(repository.rendered()['clusters/b/shop/deployments.apps/web.yaml']).toBe(last)
  })
})

describe('scheduling.division: monotone', () => {
  const weights = 'totalReplicas: 13, clusters: {a: {weight: 170}, b: {weight: 110}, c: {weight: 60}}'
  const uneven = { ...shop, 'web.yaml': deployment('web') + preference('web', weights) }
  const monotone = { 'fedrender.yaml': config('scheduling: {division: monotone}') }
  const annotated = (division: string): string =>
    uneven['web.yaml'].replace(
      'name: web, namespace: shop}\nspec: {targetKind',
      `name: web, namespace: shop, annotations: {fedrender.dev/division: ${division}}}\nspec: {targetKind`,
    )

  it('is rendered, planned with the quotients of the awards, and explained by them', () => {
    const repository = createTestRepository({ ...uneven, ...monotone })
    expect(repository.run('render').exitCode).toBe(0)
    expect(renderedReplicas(repository)).toStrictEqual({ a: 7, b: 4, c: 2 })
    const { stdout } = repository.run('plan')
    expect(stdout).toMatch(/^FederatedDeployment shop\/web: 13 replicas, monotone division$/m)
    const why = 'weight: 4 replicas, the last at 110/7 = 15.71, the next at 110/9 = 12.22'
    expect(rowsOf(repository)[1]?.why).toStrictEqual([why])
    expect(repository.run('explain', 'b', 'deploy/web', '/spec/replicas').stdout).toContain(why)
  })

  it('says which minimum and which limit held, and where the total came to an end', () => {
    const limits =
      'clusters: {a: {weight: 1, minReplicas: 4, maxReplicas: 2}, b: {minReplicas: 9, weight: 0}, c: {maxReplicas: 1, weight: 1}}'
    const of = (totalReplicas: number): readonly (readonly string[])[] => {
      const web = deployment('web') + preference('web', `totalReplicas: ${totalReplicas}, ${limits}`)
      return rowsOf(createTestRepository({ ...shop, ...monotone, 'web.yaml': web })).map(({ why }) => why)
    }
    expect(of(20)).toStrictEqual([
      ['minimum: minReplicas 4, maxReplicas allows 2'],
      ['minimum: minReplicas 9'],
      ['weight: 1 replica, the last at 1/1 = 1, maxReplicas allows 1'],
    ])
    expect(of(8)[1]).toStrictEqual(['minimum: minReplicas 9, the total is enough for 6'])
  })

  it('is chosen for one preference by its annotation, and no other value of it is taken', () => {
    expect(planned(createTestRepository({ ...uneven, 'web.yaml': annotated('monotone') }))).toStrictEqual({
      a: 7,
      b: 4,
      c: 2,
    })
    expect(
      planned(createTestRepository({ ...uneven, ...monotone, 'web.yaml': annotated('kubefed') })),
    ).toStrictEqual({ a: 7, b: 5, c: 1 })
    const { exitCode, stdout } = createTestRepository({ ...uneven, 'web.yaml': annotated('webster') }).run(
      'validate',
    )
    expect([exitCode, stdout]).toStrictEqual([
      2,
      expect.stringMatching(
        /^web\.yaml:\d+:\d+: error schema-violation: .*fedrender\.dev.*kubefed.*monotone/,
      ),
    ])
  })

  it('refuses rebalance: false at its line, and takes a preference that does not name it', () => {
    const web = deployment('web') + preference('web', `rebalance: false, ${weights}`)
    const { exitCode, stdout } = createTestRepository({ ...uneven, ...monotone, 'web.yaml': web }).run(
      'validate',
    )
    expect([exitCode, stdout]).toStrictEqual([
      2,
      expect.stringMatching(/^web\.yaml:\d+:\d+: error preference-rebalance-monotone: /),
    ])
  })

  it('--compare shows both divisions, and what moves where it is switched', () => {
    const repository = createTestRepository(uneven)
    expect(repository.run('plan', '--compare').stdout).toBe(
      [
        'FederatedDeployment shop/web: 13 replicas, kubefed division',
        'CLUSTER   WEIGHT   MIN   MAX   CAPACITY   KUBEFED   MONOTONE   CHANGE',
        'a         170      0     -     -          7         7          -',
        'b         110      0     -     -          5         4          -1',
        'c         60       0     -     -          1         2          +1',
        'switching to monotone: 1 replica would move, once',
        '',
      ].join('\n'),
    )
    const { stdout } = repository.run('plan', '--compare', '--cluster', 'a', '-o', 'json')
    expect(JSON.parse(stdout)).toStrictEqual([
      {
        name: 'shop/web',
        targetKind: 'FederatedDeployment',
        totalReplicas: 13,
        division: 'kubefed',
        unplaced: { kubefed: 0, monotone: 0 },
        moved: 1,
        clusters: [{ cluster: 'a', weight: 170, minReplicas: 0, kubefed: 7, monotone: 7 }],
      },
    ])
  })

  it('--compare says what a division leaves without a place, and which one cannot divide', () => {
    const full = 'totalReplicas: 9, rebalance: true'
    const repository = createTestRepository({
      ...uneven,
      'web.yaml': deployment('web') + preference('web', full),
    })
    const capacities = ['a', 'b', 'c'].flatMap((each) => ['--capacity', `${each}=1`])
    expect(repository.run('plan', '--compare', ...capacities).stdout).toContain(
      'monotone: 6 replicas that no cluster can hold\n',
    )
    grow(repository, `rebalance: false, ${weights}`)
    const { exitCode, stdout } = repository.run('plan', '--compare')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('monotone cannot divide it: the preference has rebalance: false\n')
  })

  it('is shown by the report', () => {
    const repository = createTestRepository({ ...uneven, ...monotone })
    expect(repository.run('report').stdout).toContain('13 replicas, monotone division')
  })
})

describe('render --keep-going', () => {
  it('holds the target of a preference in error everywhere, and prunes nothing of it', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    const before = repository.rendered()
    grow(repository, 'totalReplicas: 60, clusters: {A: {weight: 1}}')
    const { exitCode, stderr } = repository.run('render', '--keep-going')
    expect(stderr).toContain('error preference-cluster-case: ')
    expect(stderr).toContain('0 pruned, 3 held')
    expect([exitCode, repository.rendered()]).toStrictEqual([2, before])
  })
})

describe('scheduling.current: rendered', () => {
  const rendered = { 'fedrender.yaml': config('scheduling: {current: rendered}') }

  it('renders the same bytes twice in a row, and says in the summary what was taken for current', () => {
    const repository = createTestRepository({ ...shop, ...rendered })
    expect(repository.run('render').stderr).toContain('current ones: rendered')
    const first = repository.rendered()
    repository.run('render')
    expect(repository.rendered()).toStrictEqual(first)
    expect(repository.run('render', '--check').exitCode).toBe(0)
  })

  it('leaves what runs where it runs when the total grows and the weights change', () => {
    const repository = createTestRepository({ ...even, ...rendered })
    repository.run('render')
    expect(renderedReplicas(repository)).toStrictEqual({ a: 3, b: 3, c: 3 })
    const grown = 'totalReplicas: 10, clusters: {a: {weight: 1}, b: {weight: 4}, c: {weight: 1}}'
    grow(repository, grown)
    expect(repository.run('render').stderr).not.toContain('replicas-taken')
    expect(renderedReplicas(repository)).toStrictEqual({ a: 3, b: 4, c: 3 })
    expect(rowsOf(repository).map((row) => row.current)).toStrictEqual([3, 4, 3])
  })

  it('moves them where rebalance is asked for, and says with replicas-taken from where to where', () => {
    const repository = createTestRepository({ ...even, ...rendered })
    repository.run('render')
    const grown = 'totalReplicas: 10, clusters: {a: {weight: 1}, b: {weight: 4}, c: {weight: 1}}'
    grow(repository, `rebalance: true, ${grown}`)
    const { exitCode, stderr } = repository.run('render')
    expect(stderr).toContain(
      'warning replicas-taken: "shop/web" grows from 9 to 10 replicas, and yet takes some from a (3 to 1), c (3 to 2).',
    )
    expect([exitCode, renderedReplicas(repository)]).toStrictEqual([0, { a: 1, b: 7, c: 2 }])
    expect(repository.run('render').stderr).not.toContain('replicas-taken')
  })

  it('is the error scheduling-without-previous with --stdout, unless --previous names the last output', () => {
    const repository = createTestRepository({ ...even, ...rendered })
    repository.run('render', '--out', '/published')
    grow(repository, 'totalReplicas: 10, clusters: {a: {weight: 1}, b: {weight: 4}, c: {weight: 1}}')
    const { exitCode, stdout, stderr } = repository.run('render', '--stdout')
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain('error scheduling-without-previous: ')
    const named = repository.run('render', '--stdout', '--previous', '/published')
    expect(named.exitCode).toBe(0)
    expect(named.stdout.match(/replicas: \d+/g)).toStrictEqual(['replicas: 3', 'replicas: 4', 'replicas: 3'])
    expect(planned(repository, '--previous', '/published')).toStrictEqual({ a: 3, b: 4, c: 3 })
  })

  it('asks for no last output where nothing is divided', () => {
    const repository = createTestRepository({ ...even, ...rendered, 'web.yaml': deployment('web') })
    expect(repository.run('render', '--stdout').exitCode).toBe(0)
  })
})

describe('observed state', () => {
  const labels = '{namespace: shop, name: pod, labels: {app: web}}'
  const running = `{kind: Pod, apiVersion: v1, metadata: ${labels}, status: {phase: Running, conditions: [{type: Ready, status: "False"}]}}`
  const pending = `{kind: Pod, apiVersion: v1, metadata: ${labels}, status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}]}}`
  const workload = (replicas: number, readyReplicas: number): string =>
    `{kind: Deployment, apiVersion: apps/v1, metadata: {namespace: shop, name: web}, spec: {replicas: ${replicas}, selector: {matchLabels: {app: web}}}, status: {readyReplicas: ${readyReplicas}}}`
  const list = (...items: readonly string[]): string =>
    `apiVersion: v1\nkind: List\nitems:\n${items.map((each) => `- ${each}\n`).join('')}`

  const full = list(workload(8, 2), running, running, pending, pending, pending)

  it('counts what runs and what cannot be scheduled, from a folder or a file of each cluster', () => {
    const repository = createTestRepository({
      ...even,
      'observed/a/workloads.yaml': list(workload(6, 6)),
      'observed/b.yaml': full,
    })
    expect(rowsOf(repository).map(({ current, capacity }) => [current, capacity])).toStrictEqual([
      [6, undefined],
      [2, 5],
      [undefined, undefined],
    ])
    const { exitCode, stderr } = repository.run('render')
    expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('current ones: observed')])
    expect(renderedReplicas(repository)).toStrictEqual({ a: 6, b: 2, c: 1 })
  })

  it('gives no more than fits where all pods of a cluster are unschedulable', () => {
    const repository = createTestRepository({ ...shop, 'observed/b.yaml': list(workload(1, 0), pending) })
    expect(planned(repository)).toStrictEqual({ a: 30, b: 0, c: 20 })
  })

  it('lies where the configuration says, and is no source', () => {
    const files = { ...even, 'state/b/all.yaml': full }
    const repository = createTestRepository({ ...files, 'fedrender.yaml': config('observed: [state/**]') })
    expect(rowsOf(repository)[1]).toMatchObject({ cluster: 'b', current: 2, capacity: 5 })
    expect(repository.run('render').stderr).toContain('0 plain objects left alone')
    expect(rowsOf(createTestRepository(files))[1]).not.toHaveProperty('current')
  })

  it('does not count where the configuration says so', () => {
    const files = { ...even, 'observed/b.yaml': full }
    const repository = createTestRepository({
      ...files,
      'fedrender.yaml': config('scheduling: {current: none}'),
    })
    expect(planned(repository)).toStrictEqual({ a: 3, b: 3, c: 3 })
  })

  it('is observation-incomplete without the pods, and readyReplicas count', () => {
    const repository = createTestRepository({ ...even, 'observed/b.yaml': list(workload(8, 2)) })
    const { stderr } = repository.run('plan')
    expect(stderr).toMatch(/warning observation-incomplete: .*"shop\/web" in "b".* none of its Pods/)
    expect(rowsOf(repository)[1]).toMatchObject({ cluster: 'b', current: 2 })
  })

  it('is observed-cluster-unknown where neither folder nor file is named after a cluster', () => {
    const repository = createTestRepository({ ...even, 'observed/elsewhere/all.yaml': full })
    const { exitCode, stderr } = repository.run('plan')
    expect(stderr).toMatch(/^observed\/elsewhere\/all\.yaml:1:1: warning observed-cluster-unknown: /)
    expect(exitCode).toBe(0)
  })
})
