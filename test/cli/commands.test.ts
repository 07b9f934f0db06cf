import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import {
  clusterYaml,
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
} from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': clusterYaml('east', '{region: us}') + clusterYaml('west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'x', '{clusters: [{name: west}]}'),
}
const broken = { ...shop, 'broken.yaml': configMapYaml('nowhere/lost') }

describe('validate', () => {
  it('says nothing on standard output where all is well, and writes nothing', () => {
    const repository = createTestRepository(shop)
    expect(repository.run('validate')).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: '2 federated objects: 0 errors, 0 warnings, 0 notes\n',
    })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('writes diagnostics to standard output and gives 2 on errors', () => {
    const { exitCode, stdout, stderr } = createTestRepository(broken).run('validate')
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^broken\.yaml:3:35: error namespace-not-federated: .*\n {2}3 \| metadata: .*\n/)
    expect(stderr).toBe('3 federated objects: 1 error, 0 warnings, 0 notes\n')
  })

  it('gives 0 on warnings, and 2 under --strict', () => {
    const repository = createTestRepository({ ...shop, 'part.yaml': 'spec: {placement: {}}\n' })
    expect(repository.run('validate')).toMatchObject({
      exitCode: 0,
      stderr: '2 federated objects: 0 errors, 1 warning, 0 notes\n',
    })
    expect(repository.run('validate', '--strict')).toMatchObject({
      exitCode: 2,
      stderr: '2 federated objects: 1 error, 0 warnings, 0 notes\n',
    })
  })

  it('--format json and github write to standard output too', () => {
    const repository = createTestRepository(broken)
    const json = repository.run('validate', '--format', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      diagnostics: [
        {
          code: 'namespace-not-federated',
          severity: 'error',
          location: { file: 'broken.yaml', line: 3, column: 35 },
          resource: { kind: 'FederatedConfigMap', namespace: 'nowhere', name: 'lost' },
        },
      ],
    })
    expect(repository.run('validate', '--format', 'github').stdout).toMatch(
      /^::error file=broken\.yaml,line=3,endLine=3,col=35,endColumn=42,title=namespace-not-federated::[^\n]+\n$/,
    )
  })
})

describe('status', () => {
  const statuses = [
    {
      kind: 'FederatedConfigMap',
      namespace: 'shop',
      name: 'settings',
      type: 'configmaps',
      condition: { type: 'Propagation', status: 'True', reason: '' },
      clusters: [{ name: 'west', status: '' }],
    },
    {
      kind: 'FederatedNamespace',
      namespace: 'shop',
      name: 'shop',
      type: 'namespaces',
      condition: { type: 'Propagation', status: 'True', reason: '' },
      clusters: [
        { name: 'east', status: '' },
        { name: 'west', status: '' },
      ],
    },
  ]

  it.each([['--all'], ['-A']])('%s writes a table, one line for each object and cluster', (option) => {
    expect(createTestRepository(shop).run('status', option)).toStrictEqual({
      exitCode: 0,
      stdout: [
        'TYPE         NAME            PROPAGATION   CLUSTER   STATUS',
        'configmaps   shop/settings   OK            west      OK',
        'namespaces   shop/shop       OK            east      OK',
        'namespaces   shop/shop       OK            west      OK\n',
      ].join('\n'),
      stderr: '',
    })
  })

  it('writes what is not OK, and how many objects are', () => {
    expect(createTestRepository(shop).run('status')).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: '2 objects are OK; --all shows each\n',
    })
    const { stdout, stderr } = createTestRepository(broken).run('status')
    expect(stdout).toBe(`TYPE         NAME           PROPAGATION             CLUSTER   STATUS
configmaps   nowhere/lost   NamespaceNotFederated   <none>    <none>
`)
    expect(stderr).toMatch(/\n1 object is not OK, 2 of 3 OK; --all shows each\n$/)
  })

  it('shows each status of an object that is asked for by its name', () => {
    const { stdout, stderr } = createTestRepository(shop).run('status', '--type', 'cm/settings')
    expect([stdout.split('\n')[1], stderr]).toStrictEqual([
      'configmaps   shop/settings   OK            west      OK',
      '',
    ])
  })

  it.each(['-o', '--output'])('%s json and yaml write the same data', (option) => {
    const repository = createTestRepository(shop)
    const json = repository.run('status', option, 'json')
    const yaml = repository.run('status', option, 'yaml')
    expect(JSON.parse(json.stdout)).toStrictEqual(statuses)
    expect(parse(yaml.stdout)).toStrictEqual(statuses)
    // A reader of YAML 1.1 would take an unquoted True for a boolean.
    expect(yaml.stdout).toContain('status: "True"')
    expect([json.exitCode, yaml.exitCode, json.stderr, yaml.stderr]).toStrictEqual([0, 0, '', ''])
  })

  it('shows what it can and gives 2 where an object is in error; diagnostics go to standard error', () => {
    const { exitCode, stdout, stderr } = createTestRepository(broken).run('status', '--all')
    expect(exitCode).toBe(2)
    expect(stdout).toContain('nowhere/lost    NamespaceNotFederated   <none>    <none>')
    expect(stdout).toContain('shop/settings   OK                      west      OK')
    expect(stderr).toMatch(/^broken\.yaml:3:35: error namespace-not-federated: /)
  })

  const disabledType = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: configmaps}
spec:
  propagation: Disabled
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedConfigMap, pluralName: federatedconfigmaps, scope: Namespaced}
  targetType: {version: v1, kind: ConfigMap, pluralName: configmaps, scope: Namespaced}
`

  it('says that a type is held', () => {
    const { stdout } = createTestRepository({ ...shop, 'type.yaml': disabledType }).run('status')
    expect(stdout).toMatch(/shop\/settings +propagation-disabled +<none>/)
  })

  // Found with KubeFed v0.10.0's controllers.
  it('is of what was there before a type was disabled, also where another object is in error', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    repository.host.put('/repo/type.yaml', disabledType)
    repository.host.put('/repo/late.yaml', configMapYaml('shop/late', 'x', '{clusterSelector: {}}'))
    repository.host.put('/repo/broken.yaml', federatedYaml('Secret', 'nowhere/lost', ''))
    const { exitCode, stdout } = repository.run('status', '--all')
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/shop\/late +propagation-disabled +<none> +<none>\n/)
    expect(stdout).toMatch(/shop\/settings +propagation-disabled +west +OK\n/)
  })

  it('waits for the removal of what a render would prune, also where another object is in error', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    const moved = namespaceYaml('shop') + configMapYaml('shop/settings', 'x', '{clusters: [{name: east}]}')
    repository.host.put('/repo/shop.yaml', moved)
    repository.host.put('/repo/broken.yaml', federatedYaml('Secret', 'nowhere/lost', ''))
    expect(repository.run('status').stdout).toMatch(
      /shop\/settings +CheckClusters +west +WaitingForRemoval\n/,
    )
  })

  it.each(['clusters/%63on/', 'clusters/con/'])(
    'names clusters and not their directories: what %s holds is held, and removed',
    (directory) => {
      const settings = (clusters: string): string =>
        namespaceYaml('shop') + configMapYaml('shop/settings', 'x', `{clusters: [${clusters}]}`)
      const repository = createTestRepository({
        'clusters.yaml': inventoryYaml('con', 'west'),
        'shop.yaml': settings('{name: con}, {name: west}'),
      })
      repository.run('render')
      const rendered = repository.rendered()
      repository.host.removeTree('/repo/rendered')
      for (const [path, text] of Object.entries(rendered)) {
        repository.host.put(`/repo/rendered/${path.replace('clusters/%63on/', directory)}`, text)
      }
      repository.host.put('/repo/shop.yaml', settings('{name: west}'))
      expect(repository.run('status').stdout).toMatch(
        /shop\/settings +CheckClusters +con +WaitingForRemoval\n/,
      )
      repository.host.put('/repo/type.yaml', disabledType)
      expect(repository.run('status', '--all').stdout).toMatch(
        /shop\/settings +propagation-disabled +con +OK\n/,
      )
    },
  )
})

describe('clusters', () => {
  it('lists the inventory as a table, as JSON and as YAML', () => {
    const repository = createTestRepository(shop)
    const rows = [
      { name: 'east', ready: true, zones: [], labels: { region: 'us' } },
      { name: 'west', ready: true, zones: [], labels: {} },
    ]
    expect(repository.run('clusters')).toStrictEqual({
      exitCode: 0,
      stdout: [
        'NAME   READY   REGION   ZONES    LABELS',
        'east   True    <none>   <none>   region=us',
        'west   True    <none>   <none>   <none>\n',
      ].join('\n'),
      stderr: '',
    })
    expect(JSON.parse(repository.run('clusters', '-o', 'json').stdout)).toStrictEqual(rows)
    expect(parse(repository.run('clusters', '-o', 'yaml').stdout)).toStrictEqual(rows)
  })

  it('has the ages of a dump, as kubectl prints them', () => {
    const dumped = (name: string, created: string): string =>
      clusterYaml(name).replace('labels: {}', `creationTimestamp: "${created}"`)
    const repository = createTestRepository({
      'dump.yaml': dumped('a', '2025-12-30T22:00:00Z') + dumped('b', 'yesterday') + clusterYaml('c'),
    })
    const { stdout } = repository.run('clusters')
    expect(stdout.split('\n').map((line) => line.slice(0, 15).trim())).toStrictEqual([
      'NAME   AGE',
      'a      26h',
      'b      <none>',
      'c      <none>',
      '',
    ])
    expect(repository.run('clusters', '-o', 'wide').stdout).toContain('dump.yaml:3')
  })

  it('names both places of a cluster that is declared twice', () => {
    const { exitCode, stderr } = createTestRepository({
      'a.yaml': inventoryYaml('east'),
      'b.yaml': inventoryYaml('east'),
    }).run('clusters')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('b.yaml:3:18: error duplicate-cluster: ')
    expect(stderr).toContain('a.yaml:3:18')
  })
})

describe('the configuration', () => {
  const config = (settings: string): string =>
    `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`

  it.each(['render', 'validate', 'status', 'clusters'])(
    '%s refuses one in error and reads no source',
    (command) => {
      const repository = createTestRepository({
        ...broken,
        'fedrender.yaml': config('outputs: here\nprune: {maxFraction: 2}\n'),
      })
      const { exitCode, stdout, stderr } = repository.run(command)
      const diagnostics = command === 'validate' ? stdout : stderr
      expect(exitCode).toBe(2)
      expect(diagnostics).toContain(
        'fedrender.yaml:3:1: error config-invalid: The configuration is not valid: /outputs ',
      )
      expect(diagnostics).toContain('fedrender.yaml:4:22: error config-invalid: ')
      expect(diagnostics).not.toContain('namespace-not-federated')
      expect(repository.host.operations).toStrictEqual([])
    },
  )

  it('can ask for a newer fedrender', () => {
    const { exitCode, stderr } = createTestRepository({
      ...shop,
      'fedrender.yaml': config('requiredVersion: 99.0.0\n'),
    }).run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'fedrender.yaml:3:18: error config-version: This repository needs fedrender 99.0.0 or newer',
    )
  })

  it('can name an older one', () => {
    const repository = createTestRepository({ ...shop, 'fedrender.yaml': config('requiredVersion: 0.0.9\n') })
    expect(repository.run('render')).toMatchObject({ exitCode: 0 })
  })

  it.each([
    ['severities: {unknown-clusters: info}', 'config-unknown-code', 'Did you mean "unknown-cluster"?'],
    ['builtinTypes: [configmap]', 'config-unknown-builtin', 'configmaps'],
    ['sources: [../other/*.yaml]', 'source-pattern-outside', 'Write it relative to the repository'],
    ['output: ../elsewhere', 'config-invalid', 'Correct the setting'],
    ['output: a/../../elsewhere', 'config-invalid', 'Correct the setting'],
    ['output: /elsewhere', 'config-invalid', 'Correct the setting'],
    ['{', 'yaml-syntax', 'Fix the syntax'],
    ['---\napiVersion: v1\nkind: ConfigMap', 'config-invalid', 'Correct the setting'],
  ])('refuses %j as %s, with a fix', (settings, code, fix) => {
    const repository = createTestRepository({ ...shop, 'fedrender.yaml': config(`${settings}\n`) })
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`error ${code}: `)
    expect(stderr).toContain(fix)
    expect(repository.rendered()).toStrictEqual({})
  })

  it('is found at the root, or where --config says, also by the links of a mounted ConfigMap', () => {
    const repository = createTestRepository({ ...shop, 'settings/a.yaml': config('output: out\n') })
    repository.host.link('/mounted/a.yaml', '/repo/settings/a.yaml')
    expect(repository.run('render', '--config', 'settings/a.yaml').exitCode).toBe(0)
    expect(repository.run('render', '--config', '/mounted/a.yaml', '--check').exitCode).toBe(0)
    expect(Object.keys(repository.rendered('out'))).toHaveLength(3)
  })

  it('is no file that the repository merely links to from outside', () => {
    const repository = createTestRepository(shop)
    repository.host.put('/etc/config', 'TOP: CONTENT\n\tx')
    repository.host.link('/repo/fedrender.yaml', '/etc/config')
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'error config-unreadable: The configuration file "fedrender.yaml" cannot be read: ',
    )
    expect(stderr).not.toContain('CONTENT')
  })

  it.each([
    ['nope.yaml', 'config-missing'],
    ['shop', 'config-unreadable'],
    ['latin1.yaml', 'config-unreadable'],
    ['empty.yaml', 'config-invalid'],
  ])('named as %s is %s', (path, code) => {
    const repository = createTestRepository({
      ...shop,
      'shop/': '',
      'latin1.yaml': Buffer.from([0xe4, 0x3a]),
      'empty.yaml': '# nothing\n',
    })
    const { exitCode, stderr } = repository.run('render', '--config', path)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`error ${code}: `)
  })

  it('sets the severities of codes', () => {
    const repository = createTestRepository({
      ...shop,
      'lost.yaml': configMapYaml('nowhere/lost'),
      'part.yaml': 'spec: {placement: {}}\n',
      'fedrender.yaml': config('severities: {namespace-not-federated: warning, kubefed-fragment: off}\n'),
    })
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('warning namespace-not-federated')
    expect(stderr).not.toContain('kubefed-fragment')
  })
})
