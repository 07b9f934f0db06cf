import { describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

const labelled = 'template: {metadata: {labels: {app: web}}}'
const files = {
  'clusters.yaml': clusterYaml('east') + clusterYaml('west'),
  'shop.yaml':
    namespaceYaml('shop') +
    configMapYaml('shop/settings', 'x', '{clusters: [{name: west}]}') +
    federatedYaml('Deployment', 'shop/web', labelled),
  'auth.yaml': namespaceYaml('auth') + federatedYaml('Deployment', 'auth/login', 'template: {}'),
}

function run(...commandLine: readonly string[]): CommandResult {
  return createTestRepository(files).run(...commandLine)
}

function names(...commandLine: readonly string[]): readonly string[] {
  return run(...commandLine, '-o', 'name')
    .stdout.split('\n')
    .slice(0, -1)
}

describe.each(['status', 'find'])('%s', (command) => {
  it.each([
    [['--type', 'cm'], ['configmaps/settings']],
    [['--type', 'deploy/web'], ['deployments.apps/web']],
    [['--type', 'Deployment', '-n', 'auth'], ['deployments.apps/login']],
    [['-l', 'app=web'], ['deployments.apps/web']],
    [['-l', 'app', '--cluster', 'west'], ['deployments.apps/web']],
    [['--type', 'cm', '--cluster', 'east'], []],
  ])('takes %j', (words, expected) => {
    expect(names(command, ...words)).toStrictEqual(expected)
  })

  it('takes -A for what is the default, and not beside -n', () => {
    expect(names(command, '-A')).toStrictEqual(names(command))
    expect(run(command, '-A', '-n', 'shop').stderr).toContain('cannot be used with')
  })

  it('refuses a cluster and a type that the repository does not have, and names the nearest', () => {
    const { exitCode, stderr } = run(command, '--cluster', 'wst')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'error cluster-not-found: No KubeFedCluster is called "wst".\n  fix: Did you mean "west"?\n',
    )
    expect(run(command, '--type', 'deploymnts').stderr).toContain('error type-unknown: ')
    expect(run(command, '--type', 'csr').stderr).toContain('error type-not-enabled: ')
  })

  it('names the nearest namespace where none has the name', () => {
    expect(run(command, '-n', 'shp').stderr).toContain('in the namespace "shp"; did you mean "shop"?')
  })
})

describe('explain', () => {
  it('takes options in place of its arguments, and short names', () => {
    const { stdout } = run('explain', 'west', 'deployments.apps/web')
    expect(run('explain', 'west', 'deploy/web').stdout).toBe(stdout)
    expect(run('explain', '--cluster', 'west', '--type', 'deploy/web').stdout).toBe(stdout)
    expect(run('explain', 'west', 'deploy', '-l', 'app=web').stdout).toBe(stdout)
  })
})

describe('a type that the repository defines', () => {
  const definition =
    'template: {spec: {group: example.com, scope: Namespaced, versions: [{name: v1, served: true, storage: true}], ' +
    'names: {kind: Gear, plural: gearz, singular: cog, shortNames: [gr], categories: [toys]}}}'
  const enabled = (
    kind: string,
    name: string,
    group: string,
    scope: string,
  ): string => `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${name}}
spec:
  targetType: {group: ${group}, version: v1, kind: ${kind}, scope: ${scope}}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: Federated${kind}, scope: ${scope}}
  propagation: Enabled
---
`
  const defined = {
    ...files,
    'types.yaml':
      enabled('Gear', 'gearz.example.com', 'example.com', 'Namespaced') +
      enabled(
        'CustomResourceDefinition',
        'customresourcedefinitions.apiextensions.k8s.io',
        'apiextensions.k8s.io',
        'Cluster',
      ),
    'crd.yaml': federatedYaml('CustomResourceDefinition', 'gearz.example.com', definition),
    'gear.yaml': federatedYaml('Gear', 'shop/big', 'template: {spec: {}}'),
  }
  const words = ['gearz', 'Gear', 'cog', 'gr', 'toys', 'gr/big', 'federatedgear']

  it.each(words)('is found as %s', (word) => {
    const repository = createTestRepository(defined)
    for (const command of ['status', 'find']) {
      expect(repository.run(command, '--type', word, '-o', 'name').stdout).toBe('gearz.example.com/big\n')
    }
  })

  it('is explained and compared by its short name', () => {
    const repository = createTestRepository(defined)
    const explained = repository.run('explain', 'east', 'gearz.example.com/big')
    expect(explained.exitCode).toBe(0)
    expect(repository.run('explain', 'east', 'gr/big').stdout).toBe(explained.stdout)
  })

  it.each(words.slice(0, -1))('is compared as %s, of what was rendered too', (word) => {
    const repository = createTestRepository({ ...defined, 'empty/clusters/east/.keep': '' })
    repository.run('render')
    const compared = repository.run('diff', '--before', 'empty', '--after', 'rendered', '--type', word)
    expect([compared.exitCode, compared.stderr]).toStrictEqual([1, expect.stringContaining('1 change of')])
  })
})

describe('the spelling of the version before', () => {
  it.each([
    [['status', '-o', 'table'], 'note: -o table is called -o text now'],
    [['report', '-o', '/dev/null'], 'note: -o FILE is --to FILE now'],
    [['schema', '-o', 'editor'], 'note: -o DIR is --to DIR now'],
    [['enable', 'sts', '-o', 'types'], 'note: -o DIR is --to DIR now'],
    [['enable', 'sts', '-o', '-'], 'note: -o - is -o yaml now'],
    [['diff', '--from', 'a', '--to', 'b'], 'note: --from DIR --to DIR is --before DIR --after DIR now'],
  ])('%j goes on working, with a note', (words, note) => {
    const { stderr } = run(...words)
    expect(stderr.startsWith(note)).toBe(true)
    expect(stderr).not.toContain('error command-line-invalid')
  })

  it('writes where the new one does', () => {
    const repository = createTestRepository(files)
    repository.run('enable', 'sts', '-o', 'types')
    expect(Object.keys(repository.host.dump('/repo/types'))).toStrictEqual(['statefulsets.apps.yaml'])
  })
})

describe('--dry-run=client and --dir', () => {
  it('are kubectl’s and every command’s', () => {
    const repository = createTestRepository(files)
    expect(repository.run('render', '--dry-run=client').stdout).toContain('A clusters/east/')
    expect(repository.rendered()).toStrictEqual({})
    repository.host.put('/elsewhere/a.yaml', clusterYaml('north'))
    expect(repository.run('clusters', '-C', '/elsewhere', '-o', 'name').stdout).toBe('north\n')
  })
})

describe('--format of a command whose result is no diagnostic', () => {
  it('is that of standard error, where nothing else stands beside a document', () => {
    const { stdout, stderr } = run('status', '--cluster', 'wst', '--format', 'json')
    expect(stdout).toBe('')
    const { diagnostics } = JSON.parse(stderr) as {
      readonly diagnostics: readonly { readonly code: string }[]
    }
    expect(diagnostics.map(({ code }) => code)).toContain('cluster-not-found')
    expect(JSON.parse(run('find', '-n', 'none', '--format', 'json').stderr)).toStrictEqual({
      diagnostics: [],
    })
  })
})
