import { describe, expect, it } from 'vitest'
import { commit, gitRepository } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'

/** A Deployment whose container has a misspelled field, or none, and other values beside it. */
function deployment(name: string, { typo = false, image = 'web:1', overrides = '' } = {}): string {
  const field = typo ? ', imagePullPolcy: Always' : ''
  const pod = `{metadata: {labels: {a: b}}, spec: {containers: [{name: web, image: "${image}"${field}}]}}`
  const template = `template: {spec: {replicas: 1, selector: {matchLabels: {a: b}}, template: ${pod}}}`
  return federatedYaml('Deployment', `shop/${name}`, `${template}${overrides}`)
}

function sources(...objects: readonly string[]): Record<string, string> {
  return {
    'fedrender.yaml': config,
    'clusters.yaml': clusterYaml('a', '{tier: prod}') + clusterYaml('b', '{tier: dev}'),
    'shop.yaml': namespaceYaml('shop') + objects.join(''),
  }
}

const typo = 'Deployment has no field /spec/template/spec/containers/0/imagePullPolcy.'

describe('a field that its type does not have', () => {
  it('is a warning of render, where it is written, and keeps nothing from being rendered', () => {
    const repository = createTestRepository(sources(deployment('web', { typo: true })))
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`warning template-unknown-field: ${typo}`)
    expect(stderr).toMatch(/^shop\.yaml:9:\d+: warning/m)
    expect(Object.keys(repository.rendered())).toContain('clusters/a/shop/deployments.apps/web.yaml')
  })

  it('is an error under --strict and by its severity, and then nothing is written', () => {
    const files = sources(deployment('web', { typo: true }))
    for (const [configured, options] of [
      [config, ['--strict']],
      [`${config}severities: {template-unknown-field: error}\n`, []],
    ] as const) {
      const repository = createTestRepository({ ...files, 'fedrender.yaml': configured })
      expect(repository.run('render', ...options).exitCode).toBe(2)
      expect(repository.rendered()).toStrictEqual({})
    }
  })

  it('is found in an override too, and a value of a wrong type', () => {
    const overrides =
      ', overrides: [{clusterName: a, clusterOverrides: [{path: /spec/replicas, value: "5"}]}]'
    const { stderr } = createTestRepository(sources(deployment('web', { overrides }))).run('render')
    expect(stderr).toContain(
      'warning template-invalid-value: /spec/replicas of Deployment must be of type integer',
    )
  })
})

/** What `fedrender enable` writes for the definitions and for the kind Foo. */
const fooTypes = [
  [
    'customresourcedefinitions.apiextensions.k8s.io',
    'CustomResourceDefinition',
    'apiextensions.k8s.io',
    'Cluster',
  ],
  ['foos.example.com', 'Foo', 'example.com', 'Namespaced'],
]
  .map(([name = '', kind = '', group = '', scope = '']) => {
    const plural = name.split('.', 1)[0] ?? ''
    const federated = `group: types.kubefed.io, version: v1beta1, kind: Federated${kind}, pluralName: federated${plural}, scope: ${scope}`
    return `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${name}, namespace: kube-federation-system}
spec:
  federatedType: {${federated}}
  targetType: {group: ${group}, version: v1, kind: ${kind}, pluralName: ${plural}, scope: ${scope}}
  propagation: Enabled
---
`
  })
  .join('')

/** A branch whose base has some sources, and whose head others. */
function changed(base: Record<string, string>, head: Record<string, string>): string {
  const directory = gitRepository(base)
  runInDirectory(directory, 'render')
  commit(directory, {})
  commit(directory, head)
  runInDirectory(directory, 'render')
  commit(directory, {})
  return directory
}

it('is a warning of publish, which goes on', () => {
  const directory = gitRepository(sources(deployment('web', { typo: true })))
  const { exitCode, stderr } = runInDirectory(directory, 'publish', '--branch', 'live')
  expect([exitCode, stderr]).toStrictEqual([
    0,
    expect.stringContaining(`warning template-unknown-field: ${typo}`),
  ])
})

describe('what a change introduces', () => {
  const [good, bad] = [sources(deployment('web')), sources(deployment('web', { typo: true }))]

  it('is an error of render --check and of diff, which shows the difference all the same', () => {
    const directory = changed(good, bad)
    const check = runInDirectory(directory, 'render', '--check', '--base', 'HEAD~2')
    expect(check.exitCode).toBe(2)
    expect(check.stderr).toContain(`error template-unknown-field: ${typo}`)
    const diff = runInDirectory(directory, 'diff', '--base', 'HEAD~2')
    expect(diff.exitCode).toBe(2)
    expect(diff.stderr).toContain(`error template-unknown-field: ${typo}`)
    expect(diff.stdout).toContain('imagePullPolcy: "Always"')
  })

  it('is no fault that was there before, in another place of the file and of its list', () => {
    const moved = sources(
      configMapYaml('shop/first'),
      deployment('web', { typo: true, image: 'web:2' }).replace(
        '[{name: web',
        '[{name: first, image: x}, {name: web',
      ),
    )
    const directory = changed(bad, moved)
    const check = runInDirectory(directory, 'render', '--check', '--base', 'HEAD~2')
    expect([check.exitCode, check.stderr]).toStrictEqual([
      0,
      expect.stringContaining(
        'warning template-unknown-field: Deployment has no field /spec/template/spec/containers/1/',
      ),
    ])
    expect(runInDirectory(directory, 'diff', '--base', 'HEAD~2').exitCode).toBe(1)
  })

  it('is one more of a fault that was there once, and what another version of a cluster makes a fault', () => {
    const twice = changed(bad, sources(deployment('web', { typo: true }), deployment('api', { typo: true })))
    const { exitCode, stderr } = runInDirectory(twice, 'diff', '--base', 'HEAD~2')
    expect([exitCode, stderr.match(/(?:error|warning) template-unknown-field/g)?.toSorted()]).toStrictEqual([
      2,
      ['error template-unknown-field', 'warning template-unknown-field'],
    ])
    const ingress = federatedYaml('Ingress', 'shop/web', 'template: {apiVersion: networking.k8s.io/v1beta1}')
    const at = (version: string) => ({
      ...sources(ingress),
      'fedrender.yaml': `${config}clusters: {a: {kubernetesVersion: "${version}"}}\n`,
    })
    const upgraded = changed(at('1.21'), at('1.30'))
    expect(runInDirectory(upgraded, 'diff', '--base', 'HEAD~2').stderr).toContain(
      'error kubernetes-api-not-served',
    )
  })

  it('is no fault that was there before, where a cluster gets another version or its first', () => {
    const at = (versions: string) => ({ ...bad, 'fedrender.yaml': `${config}clusters: {${versions}}\n` })
    const version = (cluster: string, minor: number): string =>
      `${cluster}: {kubernetesVersion: "1.${minor}"}`
    const both = `${version('a', 29)}, ${version('b', 30)}`
    for (const [base, head] of [
      [bad, at(both)],
      [at(version('a', 29)), at(both)],
      [at(both), at(`${version('a', 30)}, ${version('b', 33)}`)],
    ] as const) {
      const { exitCode, stderr } = runInDirectory(
        changed(base, head),
        'render',
        '--check',
        '--base',
        'HEAD~2',
      )
      expect([exitCode, stderr]).toStrictEqual([
        0,
        expect.stringContaining('warning kubernetes-unknown-field'),
      ])
    }
  })

  describe('of an object with more of them than are reported', () => {
    const at = (names: readonly string[], settings: string) => {
      const fields = names.map((name) => `${name}: x`).join(', ')
      return {
        ...sources(federatedYaml('ConfigMap', 'shop/many', `template: {data: {a: b}, ${fields}}`)),
        'fedrender.yaml': `${config}${settings}`,
      }
    }
    const before = Array.from({ length: 1500 }, (_, index) => `k${index}`)

    it.each([
      ['template', ''],
      ['kubernetes', 'clusters: {a: {kubernetesVersion: "1.30"}}\n'],
    ])('is one that comes after all others or in the place of one, by the %s', (family, settings) => {
      for (const after of [
        [...before, 'new'],
        [...before.slice(0, -1), 'new'],
        [...before.slice(500), 'new'],
      ]) {
        const directory = changed(at(before, settings), at(after, settings))
        const { exitCode, stderr } = runInDirectory(directory, 'diff', '--base', 'HEAD~2')
        const errors = stderr.match(/error [-a-z]+: .*/g)
        expect([exitCode, errors]).toStrictEqual([
          2,
          [expect.stringMatching(`^error ${family}-unknown-field: .*ConfigMap has no field /new\\.`)],
        ])
      }
    })

    it('is none where some of them go, wherever the others are then', () => {
      for (const after of [before.slice(700), before.toReversed().slice(1)]) {
        const directory = changed(at(before, ''), at(after, ''))
        const { exitCode, stderr } = runInDirectory(directory, 'render', '--check', '--base', 'HEAD~2')
        expect([exitCode, stderr.match(/error [-a-z]+: .*/g)]).toStrictEqual([0, null])
      }
    })

    it('says that there are more where the change introduces more than are reported', () => {
      const after = [...before, ...before.map((each) => `${each}new`)]
      const { stderr } = runInDirectory(changed(at(before, ''), at(after, '')), 'diff', '--base', 'HEAD~2')
      expect(stderr).toContain('error template-more-faults')
    })
  })

  it('is judged by the version that the change raises a cluster to', () => {
    // `trafficDistribution` came with 1.30, `clusterIPs` with 1.20.
    const at = (minor: number, fields: string) => ({
      ...sources(federatedYaml('Service', 'shop/web', `template: {spec: {ports: [{port: 80}]${fields}}}`)),
      'fedrender.yaml': `${config}clusters: {a: {kubernetesVersion: "1.${minor}"}, b: {kubernetesVersion: "1.${minor}"}}\n`,
    })
    const field = ', trafficDistribution: PreferClose'
    for (const [base, head, expected] of [
      [at(29, ''), at(30, field), null],
      [at(30, ''), at(29, field), ['error kubernetes-unknown-field']],
      [at(29, ''), at(30, ', trafficDistributon: x'), ['error kubernetes-unknown-field']],
      [at(29, field), at(30, `${field}, other: x`), ['error kubernetes-unknown-field']],
    ] as const) {
      const { stderr } = runInDirectory(changed(base, head), 'diff', '--base', 'HEAD~2')
      expect(stderr.match(/(?:error|warning) kubernetes-unknown-field/g)).toStrictEqual(expected)
    }
  })

  it('is a cluster more that gets no CustomResourceDefinition, and not one less', () => {
    const definition = federatedYaml(
      'CustomResourceDefinition',
      'foos.example.com',
      'template: {spec: {group: example.com, scope: Namespaced, names: {plural: foos, kind: Foo}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]}}',
      '{clusters: [{name: a}]}',
    )
    const at = (...names: readonly string[]) => ({
      'fedrender.yaml': `${config}clusters: {b: {kubernetesVersion: "1.30"}, c: {kubernetesVersion: "1.30"}}\n`,
      'clusters.yaml': ['a', 'b', 'c'].map((name) => clusterYaml(name)).join(''),
      'types.yaml': fooTypes,
      'shop.yaml':
        namespaceYaml('shop') +
        definition +
        federatedYaml(
          'Foo',
          'shop/x',
          'template: {a: 1}',
          `{clusters: [${names.map((name) => `{name: ${name}}`).join(', ')}]}`,
        ),
    })
    for (const [base, head, severity] of [
      [at('b', 'c'), at('b'), 'warning'],
      [at('b'), at('b', 'c'), 'error'],
    ] as const) {
      const { stderr } = runInDirectory(changed(base, head), 'diff', '--base', 'HEAD~2')
      expect(stderr).toContain(`${severity} resource-definition-missing`)
    }
  })

  it('is not judged where the base is not known', () => {
    const repository = createTestRepository(bad)
    repository.run('render')
    expect(repository.run('render', '--check').exitCode).toBe(0)
  })
})

describe('a version of Kubernetes that a change lowers or forgets', () => {
  const label = (version: string): string =>
    clusterYaml('a', `{fedrender.dev/kubernetes-version: "${version}"}`)
  const status = (version: string): string => clusterYaml('a', '{}', `{kubernetesVersion: ${version}}`)

  it.each([
    ['label', label('1.30'), label('1.29'), 'is "1.29" and was "1.30"'],
    ['status', status('v1.30.1'), status('v1.29.9'), 'is "v1.29.9" and was "v1.30.1"'],
    ['status that goes', status('v1.30.1'), clusterYaml('a'), 'is not set and was "v1.30.1"'],
  ])('is a weaker check: %s', (_, base, head, change) => {
    const directory = changed({ 'clusters.yaml': base }, { 'clusters.yaml': head })
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff', '--base', 'HEAD~2')
    const message = `The setting "clusters.a.kubernetesVersion" ${change}: `
    expect([exitCode, stdout, stderr]).toStrictEqual([
      1,
      expect.stringContaining(`critical check-weakened: ${message}`),
      expect.stringContaining(`clusters.yaml:`),
    ])
    expect(stderr).toContain(`warning check-weakened: ${message}`)
  })

  it('is none where the cluster is upgraded, or gone', () => {
    for (const head of [status('v1.31.0'), status('v1.30.9'), clusterYaml('b')]) {
      const directory = changed({ 'clusters.yaml': status('v1.30.1') }, { 'clusters.yaml': head })
      const { stderr } = runInDirectory(directory, 'diff', '--base', 'HEAD~2')
      expect(stderr).not.toContain('check-weakened')
    }
  })
})

it('a selector that selects nothing is a warning with the values that there are', () => {
  const selecting = (selector: string) =>
    createTestRepository(
      sources(
        federatedYaml('ConfigMap', 'shop/web', 'template: {data: {a: b}}', `{clusterSelector: ${selector}}`),
      ),
    ).run('render').stderr
  expect(selecting('{matchLabels: {tier: prd}}')).toContain(
    `warning selector-selects-none: The clusterSelector selects no cluster: none has the label "tier" with "prd".`,
  )
  expect(selecting('{matchLabels: {tier: prd}}')).toContain(
    'fix: Did you mean "prod"? The label has the values "dev", "prod".',
  )
  expect(selecting('{matchLabels: {teir: prod}}')).toMatch(
    /none has the label "teir"\.\n[^]*Did you mean "tier"\?/,
  )
  expect(selecting('{matchExpressions: [{key: tier, operator: In, values: [x, z]}]}')).toContain(
    'none has the label "tier" with "x" or "z".',
  )
  expect(
    selecting('{matchLabels: {tier: prod}, matchExpressions: [{key: tier, operator: In, values: [dev]}]}'),
  ).toContain('No cluster has all labels that the clusterSelector of this FederatedConfigMap asks for.')
  expect(selecting('{matchLabels: {tier: prd}}')).not.toContain('placed-nowhere')
  expect(selecting('{matchLabels: {tier: prod}}')).not.toContain('selector-selects-none')
})

it('an override that equals the template is a note', () => {
  const overriding = (operation: string) =>
    createTestRepository(
      sources(
        federatedYaml(
          'ConfigMap',
          'shop/web',
          `template: {data: {a: b}}, overrides: [${['a', 'b'].map((name) => `{clusterName: ${name}, clusterOverrides: [${operation}]}`).join(', ')}]`,
        ),
      ),
    ).run('render').stderr
  const note =
    'info override-equals-template: The template has this value at "/data/a" already; the override has no effect in "a", "b".'
  const equal = overriding('{path: /data/a, value: b}')
  expect(equal.split(note).length).toBe(2)
  expect(overriding('{path: /data/a, op: add, value: b}')).toContain(note)
  for (const other of [
    '{path: /data/a, value: c}',
    '{path: /data/a, op: remove}, {path: /data/a, op: add, value: b}',
    '{path: /data, value: {a: c}}, {path: /data/a, value: b}',
  ])
    expect(overriding(other)).not.toContain('override-equals-template')
})

it('warnings are one line of the commands whose job they are not', () => {
  const repository = createTestRepository(
    sources(configMapYaml('shop/web', 'x', '{clusters: [{name: a}, {name: prod-7}, {name: prod-8}]}')),
  )
  for (const commandLine of [
    ['find'],
    ['status'],
    ['clusters'],
    ['report'],
    ['explain', 'a', 'configmaps/web'],
  ]) {
    const { stderr } = repository.run(...commandLine)
    expect([commandLine, stderr.split('\n')[0]]).toStrictEqual([
      commandLine,
      '2 warnings; fedrender validate shows them',
    ])
    expect(stderr).not.toContain('warning ')
  }
})
