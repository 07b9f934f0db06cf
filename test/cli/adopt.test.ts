import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import type { JsonObject } from '../../src/model/json.ts'
import {
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
  widgetTypesYaml,
} from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult, type TestRepository } from '../helpers/test-repository.ts'
import { repositoryPath } from '../docs/documents.ts'

const example = repositoryPath('examples/moving-from-kubefed')
const managed = { 'kubefed.io/managed': 'true' }

/** A live object as KubeFed leaves it. */
function live(kind: string, name: string, rest: JsonObject, labels: JsonObject = managed): JsonObject {
  const metadata = { name, ...(kind !== 'Namespace' && { namespace: 'shop' }), labels }
  const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1'
  return { apiVersion, kind, ...rest, metadata: { ...metadata, ...(rest['metadata'] as JsonObject) } }
}

function dump(...items: readonly JsonObject[]): string {
  return stringify({ apiVersion: 'v1', kind: 'List', items })
}

const namespace = live('Namespace', 'shop', {})
const settings = live('ConfigMap', 'settings', { data: { key: 'x' } })
const shop = {
  'clusters.yaml': inventoryYaml('a', 'b'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
}
const repositoryOf = (a: string, b = a, more: Record<string, string> = {}): TestRepository =>
  createTestRepository({ ...shop, 'observed/a.yaml': a, 'observed/b/all.yaml': b, ...more })

/** What the command writes as JSON, which its schema describes. */
function adoptionOf(repository: TestRepository): Record<string, unknown[]> {
  const { stdout } = repository.run('adopt', '-o', 'json')
  const schemas = ['FleetDiff', 'Adoption'].map(
    (name) => JSON.parse(readFileSync(`schemas/fedrender.dev/v1alpha1/${name}.json`, 'utf8')) as object,
  )
  const ajv = new Ajv({ strict: true, allErrors: true })
  const [, validate] = schemas.map((schema) => ajv.compile(schema))
  const result = JSON.parse(stdout) as Record<string, unknown[]>
  validate?.(result)
  expect(validate?.errors).toBeNull()
  return result
}

describe('fedrender adopt', () => {
  it('gives 0 where applying changes nothing', () => {
    const { exitCode, stdout, stderr } = repositoryOf(dump(namespace, settings)).run('adopt')
    expect([exitCode, stdout, stderr]).toEqual([0, 'Objects: 2 equal, in 2 clusters.\n', ''])
  })

  it('names what differs with its line, and what is missing, folded over the clusters', () => {
    const other = live('ConfigMap', 'settings', { data: { key: 'old' } })
    const { exitCode, stdout } = repositoryOf(dump(namespace, other), dump(settings)).run('adopt')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('configmaps shop/settings\n  changed in a\n    ~ /data/key: "old" → "x"\n')
    expect(stdout).toContain('    from shop.yaml:9\n')
    expect(stdout).toContain('namespaces shop\n  added in b\n')
    expect(stdout).toContain('Objects: 0 equal, 1 changed, 1 missing, in 2 clusters.\n')
  })

  it('reads what runs from the directory that is named, of which it names files', () => {
    const repository = createTestRepository({ ...shop, 'b/a.yaml': dump(namespace, settings) })
    repository.host.put('/dumps/b/a/all.yaml', dump(namespace, settings))
    repository.host.put('/dumps/b/b.yaml', dump(namespace, settings))
    repository.host.put('/dumps/b/other.yaml', dump(settings))
    const { exitCode, stderr } = repository.run('adopt', '--observed', '../dumps/b')
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^\.\.\/dumps\/b\/other\.yaml:1:1: warning observed-cluster-unknown/m)
    expect(repository.host.dump('/repo')['rendered']).toBeUndefined()
  })

  it('tells what nobody has looked at', () => {
    const nothing = createTestRepository(shop).run('adopt')
    expect([nothing.exitCode, nothing.stdout]).toEqual([2, ''])
    expect(nothing.stderr).toContain('error adopt-nothing-observed')
    const half = createTestRepository({ ...shop, 'observed/a.yaml': dump(namespace) }).run('adopt')
    expect(half.exitCode).toBe(1)
    expect(half.stderr).toContain(
      'warning adopt-cluster-unobserved: Nothing was observed in the cluster "b".',
    )
    expect(half.stderr).toMatch(/warning adopt-kind-unobserved: .*"ConfigMap".* "a"/)
    expect(half.stdout).toContain('Nothing is known of b.')
  })

  it('lists what KubeFed manages and nothing renders, but not what was made for another object', () => {
    const service = live('Service', 'old', {})
    const endpoints = live('Endpoints', 'old', {})
    const owned = live('EndpointSlice', 'old-1', { metadata: { ownerReferences: [{ uid: '1' }] } })
    const foreign = live('ConfigMap', 'other', {}, {})
    const all = dump(namespace, settings, service, endpoints, owned, foreign)
    const { exitCode, stdout } = repositoryOf(all, dump(namespace, settings)).run('adopt')
    expect([exitCode, stdout]).toEqual([
      1,
      'Left behind: managed by KubeFed, and not rendered\n  services shop/old in a\n\nObjects: 2 equal, 1 left behind, in 2 clusters.\n',
    ])
  })

  // Found with KubeFed v0.10.0's controllers.
  it('compares with --keep-going what is not in error, and of what is in error says nothing but that', () => {
    const broken = federatedYaml('ConfigMap', 'shop/broken', 'template: {metadata: {labels: {other: 1}}}')
    const running = dump(namespace, settings, live('ConfigMap', 'broken', {}), live('Service', 'old', {}))
    const repository = repositoryOf(running, running, { 'broken.yaml': broken })
    const stopped = repository.run('adopt')
    expect([stopped.exitCode, stopped.stdout]).toEqual([2, ''])
    const { exitCode, stdout, stderr } = repository.run('adopt', '--keep-going')
    expect([exitCode, stdout]).toEqual([
      2,
      'Left behind: managed by KubeFed, and not rendered\n  services shop/old in a, b\n\nObjects: 2 equal, 1 left behind, in 2 clusters.\n',
    ])
    expect(stderr).toContain('error template-labels-invalid')
  })

  it('says of an object that KubeFed was told to leave alone that it is taken over', () => {
    const own = live('ConfigMap', 'settings', { data: { key: 'x' } }, { 'kubefed.io/managed': 'false' })
    const { stdout } = repositoryOf(dump(namespace, own)).run('adopt')
    expect(stdout).toContain('high opted-out: ConfigMap "shop/settings"')
  })

  it('refuses nothing and shows no value of a Secret, whose stringData is data there', () => {
    const secret = federatedYaml('Secret', 'shop/key', 'template: {stringData: {a: same, b: hidden-1}}')
    const data = { a: Buffer.from('same').toString('base64'), b: 'aGlkZGVuLTI=', c: 'aGlkZGVuLTM=' }
    const all = dump(namespace, settings, live('Secret', 'key', { type: 'Opaque', data }))
    const repository = repositoryOf(all, all, { 'secret.yaml': secret })
    const results = [repository.run('adopt'), repository.run('adopt', '-o', 'json')]
    expect(results.map(({ stdout }) => stdout).join('')).not.toMatch(/hidden|aGlkZGVu/)
    expect(results[0]?.stdout).toContain('~ /data/b: changed (masked)\n')
    expect(results[0]?.stdout).not.toContain('/data/a')
    expect(results[0]?.stdout).toContain('/data/c')
  })

  it('says first what restarts Pods, before what comes earlier and is as serious', () => {
    const spec = (image: string, selector: JsonObject = { app: 'web' }): JsonObject => ({
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { app: 'web', v: '1' } },
        spec: { containers: [{ name: 'web', image }] },
      },
    })
    const federated = (name: string): string =>
      federatedYaml('Deployment', `shop/${name}`, `template: ${JSON.stringify({ spec: spec('nginx:2') })}`)
    const all = dump(
      namespace,
      settings,
      live('Deployment', 'api', { spec: spec('nginx:2', { app: 'web', v: '1' }) }),
      live('Deployment', 'web', { spec: spec('nginx:1') }),
    )
    const { stdout } = repositoryOf(all, all, { 'web.yaml': federated('api') + federated('web') }).run(
      'adopt',
    )
    expect(stdout).toMatch(
      /^deployments\.apps shop\/web\n {2}changed in a, b\n {4}high pods-restarted: [^]*\ndeployments\.apps shop\/api\n {2}changed in a, b\n {4}high immutable-field: /,
    )
  })

  it('knows the defaults of a custom type whose definition is rendered to the cluster', () => {
    const schema = `{type: object, properties: {spec: {type: object, properties: {rules: {type: array, items: {type: object, properties: {port: {type: integer}, mode: {type: string, default: small}}}}}}}}`
    const definition = `{group: example.com, scope: Namespaced, names: {kind: Widget, plural: widgets}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: ${schema}}}]}`
    const sources = {
      'types.yaml': widgetTypesYaml,
      'widget.yaml':
        federatedYaml('Widget', 'shop/w', 'template: {spec: {rules: [{port: 80}]}}') +
        `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedCustomResourceDefinition\nmetadata: {name: widgets.example.com}\n` +
        `spec: {placement: {clusters: [{name: a}]}, template: {spec: ${definition}}}\n`,
    }
    const widget = {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w', namespace: 'shop', labels: managed },
      spec: { rules: [{ port: 80, mode: 'small' }] },
    }
    const { stdout } = repositoryOf(dump(namespace, settings, widget), undefined, sources).run('adopt')
    // A list of mappings without keys is replaced as a whole, so that an unknown field in it would be taken away.
    expect(stdout).toContain('widgets.example.com shop/w\n  changed in b\n')
    expect(stdout).not.toContain('changed in all')
  })

  it('gives 2 where the directory that is named is none', () => {
    const { exitCode, stderr } = createTestRepository(shop).run('adopt', '--observed', 'nowhere')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error source-directory-unreadable: /m)
    expect(stderr).toContain('name another directory with "--observed"')
  })

  it('writes each ignored field with its rule, and who owns what goes on to be his', () => {
    const managedFields = [
      { manager: 'controller-manager', operation: 'Update', fieldsV1: { 'f:data': { 'f:key': {} } } },
      { manager: 'kubectl-edit', operation: 'Update', fieldsV1: { 'f:data': { 'f:more': {} } } },
      { manager: 'applier', operation: 'Apply', fieldsV1: { 'f:data': { 'f:key': {} } } },
    ]
    const own = live('ConfigMap', 'settings', {
      data: { key: 'x', more: 'y' },
      metadata: { managedFields, uid: '1' },
    })
    const { ignored, kept, coOwners, equal } = adoptionOf(repositoryOf(dump(namespace, own)))
    const object = {
      path: 'shop/configmaps/settings.yaml',
      type: 'configmaps',
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'settings',
    }
    const place = { object, clusters: ['a', 'b'] }
    expect(ignored).toEqual([
      { ...place, field: '/metadata/managedFields', rule: 'server-set' },
      { ...place, field: '/metadata/uid', rule: 'server-set' },
    ])
    expect(kept).toEqual([{ ...place, field: '/data/more', managers: ['kubectl-edit'] }])
    expect(coOwners).toEqual([{ manager: 'controller-manager', objects: [place] }])
    expect(equal).toHaveLength(2)
  })

  it.each([
    ['metadata that is none', { apiVersion: 'v1', kind: 'ConfigMap', metadata: 'none' }],
    [
      'a name that is none',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: ['a'], labels: managed } },
    ],
    [
      'a kind of every object',
      { apiVersion: 'v1', kind: 'constructor', metadata: { name: '../..', labels: managed } },
    ],
    [
      'labels that are a list',
      { ...settings, metadata: { name: 'settings', namespace: 'shop', labels: [] } },
    ],
    ['data that is a text', { ...settings, data: 'x' }],
  ])('gets by with %s', (_, hostile) => {
    const { exitCode } = repositoryOf(dump(namespace, hostile)).run('adopt')
    expect(exitCode).toBe(1)
  })

  it('does not print what would move a cursor', () => {
    const own = live('ConfigMap', '\u001B[2J', { data: {} })
    expect(repositoryOf(dump(namespace, settings, own)).run('adopt').stdout).not.toContain('\u001B')
  })
})

describe('examples/moving-from-kubefed', () => {
  const run = (...commandLine: readonly string[]): CommandResult =>
    createTestRepository({}).runOn({ host: createNodeHost(), directory: example }, ...commandLine)

  it.each(['docs/how-to/compare-with-what-runs.md', 'examples/moving-from-kubefed/README.md'])(
    'prints what %s shows',
    (readme) => {
      const { stdout, exitCode } = run('adopt')
      expect(exitCode).toBe(1)
      const shown = readFileSync(repositoryPath(readme), 'utf8')
      expect(shown).toContain(stdout)
    },
  )
})
