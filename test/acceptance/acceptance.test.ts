import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isObject } from '../../src/json/own.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import type { JsonObject } from '../../src/model/json.ts'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
} from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const notes = fileURLToPath(new URL('notes', import.meta.url))
const names = readdirSync(notes)

/** The text of the pasted file that starts with a number. */
function note(number: string): string {
  return readFileSync(`${notes}/${names.find((name) => name.startsWith(number))}`, 'utf8')
}

/** A repository with the pasted files, as `01.yaml`, and the two clusters of the notes. */
function repositoryOf(
  numbers: readonly string[],
  more: Readonly<Record<string, string>> = {},
): TestRepository {
  const pasted = Object.fromEntries(numbers.map((number) => [`${number}.yaml`, note(number)]))
  return createTestRepository({ 'clusters.yaml': inventoryYaml('cluster1', 'cluster2'), ...pasted, ...more })
}

interface Answer {
  readonly exitCode: number
  /** Each diagnostic as `severity code file:line:column`. */
  readonly diagnostics: readonly string[]
  /** The paths of the rendered files below `clusters/`. */
  readonly files: readonly string[]
  /** Message and hint of every diagnostic. */
  readonly words: string
}

interface Diagnostic {
  readonly severity: string
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly location: { readonly file: string; readonly line: number; readonly column: number }
}

function render(repository: TestRepository): Answer {
  const { exitCode, stdout, stderr } = repository.run('render', '--format', 'json')
  expect(stderr).toBe('')
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }
  return {
    exitCode,
    diagnostics: diagnostics.map(
      ({ severity, code, location: { file, line, column } }) =>
        `${severity} ${code} ${file}:${line}:${column}`,
    ),
    files: Object.keys(repository.rendered()).map((path) => path.replace(/^clusters\//, '')),
    words: diagnostics.map(({ message, hint = '' }) => `${message} ${hint}`).join('\n'),
  }
}

function objectAt(repository: TestRepository, path: string): JsonObject | undefined {
  const text = repository.rendered()[`clusters/${path}`]
  return text === undefined ? undefined : parse([{ path, text }])[0].manifests[0]?.value
}

function scheduledDeployment(qualifiedName: string, more = ''): string {
  const pod = '{metadata: {labels: {app: nginx}}, spec: {containers: [{name: nginx, image: nginx}]}}'
  const spec = `{replicas: 1, selector: {matchLabels: {app: nginx}}, template: ${pod}}`
  return federatedYaml('Deployment', qualifiedName, `template: {spec: ${spec}}${more}`)
}

/** A preference for test-ns/test-deployment with clusters a, b and c, the given ones of them offline. */
function scheduledRepository(
  preference: string,
  offline: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): TestRepository {
  const status = '{conditions: [{type: Offline, status: "True"}]}'
  const clusters = ['a', 'b', 'c'].map((name) =>
    clusterYaml(name, '{}', offline.includes(name) ? status : undefined),
  )
  return createTestRepository({
    'clusters.yaml': clusters.join(''),
    'namespace.yaml': namespaceYaml('test-ns'),
    'deployment.yaml': scheduledDeployment('test-ns/test-deployment'),
    'rsp.yaml': preference,
    ...more,
  })
}

describe('the files that users paste', () => {
  it('01: an old group, a dotted path, a placeholder and a namespace that is not federated', () => {
    const { exitCode, diagnostics, files, words } = render(repositoryOf(['01']))
    expect(diagnostics).toStrictEqual([
      'warning early-group-spelling 01.yaml:1:13',
      'error namespace-not-federated 01.yaml:5:14',
      'error ellipsis-placeholder 01.yaml:12:7',
      'info override-cluster-not-placed 01.yaml:18:18',
      'warning override-dotted-path 01.yaml:20:13',
    ])
    expect(words).toContain('"types.kubefed.io"')
    expect(words).toContain('Write "/spec/replicas".')
    expect(words).toContain('Add a FederatedNamespace (types.kubefed.io/v1beta1)')
    expect(words).toContain('with name and namespace "test-namespace"')
    expect([exitCode, files]).toStrictEqual([2, []])
  })

  it('01: once its placeholder is filled in and its namespace federated, the early path counts', () => {
    const completed = note('01').replace('      ...', '      replicas: 1')
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('cluster1', 'cluster2'),
      '01.yaml': completed,
      'namespace.yaml': namespaceYaml('test-namespace'),
    })
    expect(render(repository).exitCode).toBe(0)
    const replicasIn = (cluster: string): unknown =>
      objectAt(repository, `${cluster}/test-namespace/deployments.apps/test-deployment.yaml`)?.['spec']
    expect(replicasIn('cluster1')).toMatchObject({ replicas: 1 })
    expect(replicasIn('cluster2')).toMatchObject({ replicas: 5 })
  })

  it('02: an old group in both places displaces the built-in type, and both spellings belong to it', () => {
    const oldSpelling = configMapYaml('myns/old').replace('types.kubefed.io', 'types.kubefed.k8s.io')
    const repository = repositoryOf(['02'], {
      'namespace.yaml': namespaceYaml('myns'),
      'new.yaml': configMapYaml('myns/new'),
      'old.yaml': oldSpelling,
    })
    const { exitCode, diagnostics, files } = render(repository)
    expect(diagnostics).toStrictEqual([
      'warning early-group-spelling 02.yaml:1:13',
      'warning early-group-spelling 02.yaml:8:12',
      'warning early-group-spelling old.yaml:1:13',
    ])
    expect(files.filter((path) => path.startsWith('cluster1/myns'))).toStrictEqual([
      'cluster1/myns/configmaps/new.yaml',
      'cluster1/myns/configmaps/old.yaml',
    ])
    expect(exitCode).toBe(0)
  })

  it('02: what displaces the built-in type decides, so that its propagation can be disabled', () => {
    const repository = repositoryOf([], {
      '02.yaml': note('02').replace('propagation: Enabled', 'propagation: Disabled'),
      'namespace.yaml': namespaceYaml('myns'),
      'new.yaml': configMapYaml('myns/new'),
    })
    const { exitCode, diagnostics, files } = render(repository)
    expect(diagnostics).toContain('info propagation-disabled 02.yaml:13:16')
    expect(files).toStrictEqual([
      'cluster1/_cluster/namespaces/myns.yaml',
      'cluster2/_cluster/namespaces/myns.yaml',
    ])
    expect(exitCode).toBe(0)
  })

  it('03: a namespace everywhere; its unquoted status is no error', () => {
    const { exitCode, diagnostics, files } = render(repositoryOf(['03']))
    expect(diagnostics).toStrictEqual([])
    expect(files).toStrictEqual([
      'cluster1/_cluster/namespaces/myns.yaml',
      'cluster2/_cluster/namespaces/myns.yaml',
    ])
    expect(exitCode).toBe(0)
  })

  it('04: a namespace in one cluster; beside 03, a duplicate with both places', () => {
    const alone = render(repositoryOf(['04']))
    expect(alone.diagnostics).toStrictEqual([])
    expect([alone.exitCode, alone.files]).toStrictEqual([0, ['cluster1/_cluster/namespaces/myns.yaml']])

    const both = repositoryOf(['03', '04'])
    const { stderr, exitCode } = both.run('render')
    expect(stderr).toContain('04.yaml:4:9: error duplicate-object: The FederatedNamespace')
    expect(stderr).toContain('03.yaml:4:9')
    expect([exitCode, both.rendered()]).toStrictEqual([2, {}])
  })

  for (const number of ['05', '06', '07', '08']) {
    it(`${number}: a fragment, of which nothing is rendered`, () => {
      const { exitCode, diagnostics, files, words } = render(repositoryOf([number]))
      expect(diagnostics).toStrictEqual([`warning kubefed-fragment ${number}.yaml:1:1`])
      expect(words).toContain('without apiVersion and kind; nothing is rendered from it')
      expect([exitCode, files]).toStrictEqual([0, []])
    })
  }

  it('09: an ellipsis is named, in place of a bare parse error', () => {
    const { exitCode, diagnostics, files, words } = render(repositoryOf(['09']))
    expect(diagnostics).toStrictEqual(['error ellipsis-placeholder 09.yaml:2:1'])
    expect(words).toContain('The "..." here')
    expect([exitCode, files]).toStrictEqual([2, []])
  })

  it.each(['10', '11', '12', '13', '14'])('%s: a preference without a target has no effect', (number) => {
    const { exitCode, diagnostics, files, words } = render(repositoryOf([number]))
    expect(diagnostics).toStrictEqual([`warning preference-target-missing ${number}.yaml:4:9`])
    expect(words).toContain('No FederatedDeployment is called "test-ns/test-deployment"')
    expect([exitCode, files]).toStrictEqual([0, []])
  })

  it('10 to 14: together they are one preference declared five times', () => {
    const { exitCode, diagnostics, files } = render(repositoryOf(['10', '11', '12', '13', '14']))
    expect(diagnostics.filter((each) => each.startsWith('error'))).toStrictEqual(
      ['11', '12', '13', '14'].map((number) => `error duplicate-object ${number}.yaml:4:9`),
    )
    expect([exitCode, files]).toStrictEqual([2, []])
  })

  it('10: the namespace of a FederatedDeployment of that name is suggested', () => {
    const { exitCode, words } = render(
      repositoryOf(['10'], {
        'target.yaml': scheduledDeployment('test-namespace/test-deployment'),
        'namespace.yaml': namespaceYaml('test-namespace'),
      }),
    )
    expect(words).toContain('Did you mean "test-namespace/test-deployment"?')
    expect(exitCode).toBe(0)
  })

  it.each([
    ['12', ['10:5', '12:5'], ['"A"', '"B"']],
    ['13', ['10:5', '14:5'], ['"A"', '"B"']],
    ['14', ['12:5'], ['"C"']],
  ])('%s: clusters that an inventory spells in lower case', (number, places, clusters) => {
    const { exitCode, diagnostics, files, words } = render(scheduledRepository(note(number)))
    expect(diagnostics).toStrictEqual(
      places.map((place) => `error preference-cluster-case rsp.yaml:${place}`),
    )
    for (const cluster of clusters) {
      expect(words).toContain(
        `The cluster ${cluster} is called ${cluster.toLowerCase()}: the names differ only by case.`,
      )
    }
    expect([exitCode, files]).toStrictEqual([2, []])
  })

  it.each(['15', '16'])('%s: no Kubernetes object, passed over', (number) => {
    const { exitCode, diagnostics, files } = render(repositoryOf([number]))
    expect(diagnostics).toStrictEqual([])
    expect([exitCode, files]).toStrictEqual([0, []])
  })

  it('15: the values of a chart make the KubeFedConfig, an empty scope being Cluster', () => {
    const repository = repositoryOf(['15'])
    const { exitCode } = repository.run('init', '--from-values', '15.yaml')
    const config = repository.host.dump('/repo')['kubefed-config.yaml'] ?? ''
    expect([exitCode, config.replace(/^[^]*?spec:/, 'spec:')]).toStrictEqual([0, 'spec:\n  scope: Cluster\n'])
  })

  it('16: a cluster joins by a kubeconfig as it is shown, once the line of the prompt is gone', () => {
    const view = note('16')
    const repository = createTestRepository({ '16.yaml': view, view: view.replace(/^\$.*\n/m, '') })
    const join = ['join', 'cluster1', '--cluster-context', 'cluster1', '--kubeconfig']
    expect(repository.run(...join, '16.yaml')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('line 2') as string,
    })
    const { exitCode, stderr } = repository.run(...join, 'view')
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/warning ca-bundle-omitted: .*--raw/)
    expect(stderr).toMatch(/warning cluster-spec-invalid: .*apiEndpoint/)
    const cluster = repository.host.dump('/repo')['clusters/cluster1.yaml']
    expect(cluster).toContain('apiEndpoint: https://xxx.xxx.113.113:6443')
    expect(cluster).not.toContain('caBundle')
  })

  it('17: a plain object is counted and left alone, and its outdated flags are named', () => {
    const repository = repositoryOf(['17'])
    const { exitCode, diagnostics, files, words } = render(repository)
    expect(diagnostics).toStrictEqual([
      'info external-dns-flag 17.yaml:22:11',
      'info external-dns-flag 17.yaml:23:11',
    ])
    expect(words).toContain('--crd-source-apiversion since version 0.21')
    expect([exitCode, files]).toStrictEqual([0, []])
    expect(repository.run('render').stderr).toContain('1 plain object left alone')
  })

  it.each([
    ['18', ['18.yaml:1:1', '18.yaml:18:1'], ['Keep lines 2 to 16', 'Keep lines 19 to 33']],
    ['19', ['19.yaml:1:1'], ['Keep lines 2 to 22']],
    ['20', ['20.yaml:1:1'], ['Keep lines 2 to 10']],
  ])('%s: a shell here-document, with the lines to keep', (number, places, fixes) => {
    const { exitCode, diagnostics, files, words } = render(repositoryOf([number]))
    expect(diagnostics).toStrictEqual(places.map((place) => `error shell-here-document ${place}`))
    for (const fix of fixes) expect(words).toContain(fix)
    expect([exitCode, files]).toStrictEqual([2, []])
  })
})

describe('the overrides of the notes', () => {
  const deployment = (overrides: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: test-deployment, namespace: test-namespace}
spec:
  template:
    metadata: {labels: {app: nginx}}
    spec:
      replicas: 3
      selector: {matchLabels: {app: nginx}}
      template:
        metadata: {labels: {app: nginx}}
        spec:
          containers:
          - image: nginx
            name: nginx
            args: [--debug, --verbose]
  placement: {clusters: [{name: cluster2}, {name: cluster1}]}
${overrides}`
  const path = 'test-namespace/deployments.apps/test-deployment.yaml'
  const renderWith = (overrides: string): TestRepository => {
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('cluster1', 'cluster2'),
      'namespace.yaml': namespaceYaml('test-namespace'),
      'deployment.yaml': deployment(overrides),
    })
    expect(repository.run('render')).toMatchObject({ exitCode: 0, stdout: '' })
    return repository
  }

  it('first example: cluster2 has five replicas, cluster1 what the template says', () => {
    const repository = renderWith(
      '  overrides: [{clusterName: cluster2, clusterOverrides: [{path: /spec/replicas, value: 5}]}]\n',
    )
    expect(objectAt(repository, `cluster1/${path}`)).toMatchObject({ spec: { replicas: 3 } })
    expect(objectAt(repository, `cluster2/${path}`)).toMatchObject({ spec: { replicas: 5 } })
  })

  it('second example: five operations in their order, and cluster2 untouched by them', () => {
    const repository = renderWith(note('09').slice(note('09').indexOf('  overrides:')))
    const changed = objectAt(repository, `cluster1/${path}`)
    expect(changed).toMatchObject({
      metadata: { annotations: {} },
      spec: {
        replicas: 5,
        template: {
          spec: { containers: [{ image: 'nginx:1.17.0-alpine', args: ['-q', '--debug', '--verbose'] }] },
        },
      },
    })
    expect(changed).toMatchObject({ metadata: { labels: { 'kubefed.io/managed': 'true' } } })
    const untouched = objectAt(repository, `cluster2/${path}`)
    expect(untouched?.['metadata']).not.toHaveProperty('annotations')
    expect(untouched).toMatchObject({
      spec: {
        replicas: 3,
        template: { spec: { containers: [{ image: 'nginx', args: ['--debug', '--verbose'] }] } },
      },
    })
  })
})

describe('the placements of the notes', () => {
  const clustersOf = (placement: string): readonly string[] => {
    const repository = createTestRepository({
      'clusters.yaml':
        clusterYaml('cluster1', '{foo: bar}') + clusterYaml('cluster2') + clusterYaml('cluster3'),
      'namespace.yaml': namespaceYaml('shop'),
      'settings.yaml': `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: settings, namespace: shop}
spec: {template: {data: {a: b}}${placement}}
`,
    })
    expect(repository.run('render').exitCode).toBe(0)
    return Object.keys(repository.rendered())
      .filter((path) => path.endsWith('/shop/configmaps/settings.yaml'))
      .map((path) => path.split('/')[1] ?? '')
  }

  it.each([
    ['no field: nowhere', '', []],
    ['an empty placement: nowhere', ', placement: {}', []],
    [
      'clusters and a selector: the list wins',
      ', placement: {clusters: [{name: cluster3}, {name: cluster2}], clusterSelector: {matchLabels: {foo: bar}}}',
      ['cluster2', 'cluster3'],
    ],
    [
      'an empty list and a selector: the list wins, even when empty',
      ', placement: {clusters: [], clusterSelector: {matchLabels: {foo: bar}}}',
      [],
    ],
    [
      'an empty selector: everywhere',
      ', placement: {clusterSelector: {}}',
      ['cluster1', 'cluster2', 'cluster3'],
    ],
    [
      'a label: the clusters that have it',
      ', placement: {clusterSelector: {matchLabels: {foo: bar}}}',
      ['cluster1'],
    ],
  ])('%s', (_, placement, clusters) => {
    expect(clustersOf(placement)).toStrictEqual(clusters)
  })
})

describe('the replica scheduling of the notes', () => {
  const deployment = 'test-ns/deployments.apps/test-deployment.yaml'
  /** The replicas in a, b and c; null where nothing is rendered. */
  const replicasIn = (repository: TestRepository): readonly unknown[] =>
    ['a', 'b', 'c'].map((cluster) => {
      const spec = objectAt(repository, `${cluster}/${deployment}`)?.['spec']
      return isObject(spec) ? spec['replicas'] : null
    })
  /** The pasted file with the names of clusters as they are. */
  const inLowerCase = (number: string): string =>
    note(number).replaceAll(/^ {4}"?([ABC])"?:/gm, (line) => line.toLowerCase())
  const pending = `{kind: Pod, apiVersion: v1, metadata: {name: x, namespace: test-ns, labels: {app: nginx}},
  status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}]}}`
  const observed = `apiVersion: apps/v1
kind: Deployment
metadata: {name: test-deployment, namespace: test-ns}
spec: {replicas: 1, selector: {matchLabels: {app: nginx}}}
---
${pending}
`

  it.each([
    ['10', 'nothing said of clusters: evenly', [3, 3, 3]],
    ['11', '"*": evenly', [3, 3, 3]],
    ['12', 'weights 1 and 2: c is placed, with 0', [3, 6, 0]],
    ['13', 'weights within limits', [4, 5, 0]],
    ['14', 'c has 20 at most', [17, 16, 17]],
  ])('%s: %s', (number, _, expected) => {
    const repository = scheduledRepository(inLowerCase(number))
    expect(repository.run('render')).toMatchObject({ exitCode: 0, stdout: '' })
    expect(replicasIn(repository)).toStrictEqual(expected)
  })

  it('14 with b offline: a 30, c 20', () => {
    const repository = scheduledRepository(inLowerCase('14'), ['b'])
    expect(repository.run('render').exitCode).toBe(0)
    expect(replicasIn(repository)).toStrictEqual([30, null, 20])
  })

  it('14 with b observed to have no room: a 30, b 0, c 20', () => {
    const repository = scheduledRepository(inLowerCase('14'), [], { 'observed/b/all.yaml': observed })
    expect(repository.run('render').exitCode).toBe(0)
    expect(replicasIn(repository)).toStrictEqual([30, 0, 20])
  })

  it('14, and what if b had no room: a 30, b 0, c 20', () => {
    const { stdout } = scheduledRepository(inLowerCase('14')).run('plan', '--capacity', 'b=0', '-o', 'json')
    const [table] = JSON.parse(stdout) as { clusters: { planned: number }[] }[]
    expect(table?.clusters.map((row) => row.planned)).toStrictEqual([30, 0, 20])
  })

  it('14 with a and b offline: c 20, and 30 that nothing can hold', () => {
    const repository = scheduledRepository(inLowerCase('14'), ['a', 'b'])
    const { exitCode, stderr } = repository.run('render')
    expect(replicasIn(repository)).toStrictEqual([null, null, 20])
    expect(stderr).toContain('warning replicas-unplaced: 30 of the 50 replicas')
    expect(exitCode).toBe(0)
  })

  it('an override of the replicas loses', () => {
    const override = ', overrides: [{clusterName: a, clusterOverrides: [{path: /spec/replicas, value: 5}]}]'
    const repository = scheduledRepository(inLowerCase('12'), [], {
      'deployment.yaml': scheduledDeployment('test-ns/test-deployment', override),
    })
    expect(repository.run('render').stderr).toContain('warning replicas-override-discarded: ')
    expect(replicasIn(repository)).toStrictEqual([3, 6, 0])
  })

  it('rebalance false leaves what runs where it runs', () => {
    const running = observed.split('---')[0]?.replace('replicas: 1', 'replicas: 7') ?? ''
    const all = `${running}status: {readyReplicas: 7}\n`
    const repository = scheduledRepository(inLowerCase('12'), [], { 'observed/a.yaml': all })
    repository.run('render')
    expect(replicasIn(repository)).toStrictEqual([7, 2, 0])
  })
})

describe('the commands of the notes', () => {
  it('clusters is what kubectl get kubefedclusters was', () => {
    const ready = '{conditions: [{type: Ready, status: "True"}], region: eu-1, zones: [a, b]}'
    const repository = createTestRepository({
      'clusters.yaml':
        clusterYaml('cluster2', '{}', '{conditions: [{type: Offline, status: "True"}]}') +
        clusterYaml('cluster1', '{foo: bar}', ready),
    })
    const { exitCode, stdout } = repository.run('clusters')
    expect(exitCode).toBe(0)
    expect(stdout).toBe(
      [
        'NAME       READY   REGION   ZONES    LABELS',
        'cluster1   True    eu-1     a,b      foo=bar',
        'cluster2   False   <none>   <none>   <none>',
        '',
      ].join('\n'),
    )
  })

  it("status gives KubeFed's reasons and cluster statuses, as far as it follows from files", () => {
    const repository = createTestRepository({
      'clusters.yaml':
        inventoryYaml('cluster1', 'cluster2') +
        clusterYaml('cluster3', '{}', '{conditions: [{type: Ready, status: "False"}]}'),
      'namespace.yaml': namespaceYaml('shop'),
      'fine.yaml': configMapYaml('shop/fine', 'x', '{clusters: [{name: cluster1}]}'),
      'not-ready.yaml': configMapYaml('shop/not-ready'),
      'lost.yaml': configMapYaml('elsewhere/lost'),
      'selector.yaml': configMapYaml(
        'shop/selector',
        'x',
        '{clusterSelector: {matchExpressions: [{key: a, operator: Like}]}}',
      ),
      'override.yaml': configMapYaml(
        'shop/override',
        'x',
        '{clusters: [{name: cluster1}, {name: cluster2}]}',
      ).replace(
        'spec: {',
        'spec: {overrides: [{clusterName: cluster2, clusterOverrides: [{op: remove, path: /data/none}]}], ',
      ),
    })
    const { exitCode, stdout } = repository.run('status', '--all')
    expect(exitCode).toBe(2)
    expect(stdout.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toStrictEqual([
      'TYPE NAME PROPAGATION CLUSTER STATUS',
      'configmaps elsewhere/lost NamespaceNotFederated <none> <none>',
      'configmaps shop/fine OK cluster1 OK',
      'configmaps shop/not-ready CheckClusters cluster1 OK',
      'configmaps shop/not-ready CheckClusters cluster2 OK',
      'configmaps shop/not-ready CheckClusters cluster3 ClusterNotReady',
      'configmaps shop/override CheckClusters cluster1 OK',
      'configmaps shop/override CheckClusters cluster2 ApplyOverridesFailed',
      'configmaps shop/selector ComputePlacementFailed <none> <none>',
      'namespaces shop/shop CheckClusters cluster1 OK',
      'namespaces shop/shop CheckClusters cluster2 OK',
      'namespaces shop/shop CheckClusters cluster3 ClusterNotReady',
      '',
    ])
  })

  it('status says which files the next render would take away', () => {
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('cluster1', 'cluster2'),
      'namespace.yaml': namespaceYaml('shop'),
      'settings.yaml': configMapYaml('shop/settings'),
    })
    repository.run('render')
    repository.host.put(
      '/repo/settings.yaml',
      configMapYaml('shop/settings', 'x', '{clusters: [{name: cluster1}]}'),
    )
    const { exitCode, stdout } = repository.run('status', '-o', 'json')
    expect(exitCode).toBe(0)
    expect((JSON.parse(stdout) as unknown[])[0]).toStrictEqual({
      kind: 'FederatedConfigMap',
      namespace: 'shop',
      name: 'settings',
      type: 'configmaps',
      condition: { type: 'Propagation', status: 'False', reason: 'CheckClusters' },
      clusters: [
        { name: 'cluster1', status: '' },
        { name: 'cluster2', status: 'WaitingForRemoval' },
      ],
    })
  })
})

describe('the DNS records of the notes', () => {
  /** The lines of a pasted shell command that the message says to keep. */
  const kept = (number: string, first: number, last: number): string =>
    note(number)
      .split('\n')
      .slice(first - 1, last)
      .join('\n') + '\n'
  const observedYaml = (kind: string, name: string, address: string, more = ''): string => `---
${kind}
metadata: {name: ${name}, namespace: test-namespace}
status: {loadBalancer: {ingress: [{ip: ${address}}]}}
${more}`
  const endpointsYaml = `---
apiVersion: v1
kind: Endpoints
metadata: {name: test-service, namespace: test-namespace}
subsets: [{addresses: [{ip: 10.0.0.1}]}]
`
  const observedIn = (number: number): string =>
    observedYaml('apiVersion: v1\nkind: Service', 'test-service', `203.0.113.${number}`, endpointsYaml) +
    observedYaml('apiVersion: networking.k8s.io/v1\nkind: Ingress', 'test-ingress', `198.51.100.${number}`)

  it('19, 20: get a global name, one for each region, one for each zone, and the host', () => {
    const repository = createTestRepository({
      'clusters.yaml':
        clusterYaml('cluster1', '{}', '{region: eu, zones: [eu-a, eu-b]}') +
        clusterYaml('cluster2', '{}', '{region: us, zones: [us-a]}'),
      '19.yaml': kept('19', 2, 22),
      '20.yaml': kept('20', 2, 10),
      'app.yaml':
        namespaceYaml('test-namespace') +
        federatedYaml(
          'Service',
          'test-namespace/test-service',
          'template: {spec: {type: LoadBalancer, ports: [{port: 80}]}}',
        ) +
        federatedYaml(
          'Ingress',
          'test-namespace/test-ingress',
          'template: {spec: {rules: [{host: ingress.example.com}]}}',
        ),
      'observed/cluster1.yaml': observedIn(1),
      'observed/cluster2.yaml': observedIn(2),
    })
    const { exitCode, diagnostics } = render(repository)
    expect([exitCode, diagnostics]).toStrictEqual([0, []])
    const endpointsAt = (path: string): unknown =>
      parse([{ path, text: repository.rendered()[path] ?? '' }])[0].manifests[0]?.value['spec']
    const common = 'test-service.test-namespace.test-domain.svc'
    const record = (dnsName: string, ...targets: readonly string[]): JsonObject => ({
      dnsName,
      targets,
      recordType: 'A',
      recordTTL: 300,
    })
    expect(endpointsAt('dns/test-namespace/service-test-service.yaml')).toStrictEqual({
      endpoints: [
        record(`${common}.eu-a.eu.example.com`, '203.0.113.1'),
        record(`${common}.eu-b.eu.example.com`, '203.0.113.1'),
        record(`${common}.eu.example.com`, '203.0.113.1'),
        record(`${common}.example.com`, '203.0.113.1', '203.0.113.2'),
        record(`${common}.us-a.us.example.com`, '203.0.113.2'),
        record(`${common}.us.example.com`, '203.0.113.2'),
      ],
    })
    expect(endpointsAt('dns/test-namespace/ingress-test-ingress.yaml')).toStrictEqual({
      endpoints: [record('ingress.example.com', '198.51.100.1', '198.51.100.2')],
    })
  })
})
