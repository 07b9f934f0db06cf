import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { clusterYaml, inventoryYaml, namespaceYaml, widgetDefinitionYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const inventory =
  clusterYaml('eu-1', '{region: eu, tier: gold}') +
  clusterYaml('eu-2', '{region: eu, tier: silver}') +
  clusterYaml('us-1', '{region: us, tier: gold}')

const configMap = (data: string, metadata = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop${metadata}}\ndata: ${data}\n---\n`
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n'

function repository(
  clusters: Readonly<Record<string, string | undefined>>,
  files: Readonly<Record<string, string>> = { 'inventory.yaml': inventory },
): TestRepository {
  const made = createTestRepository(files)
  for (const [path, text] of Object.entries(clusters)) made.host.put(`/today/${path}`, text ?? '')
  return made
}

const federated = 'federated/shop/configmaps/web.yaml'
const written = ({ host }: TestRepository, path = federated): unknown => parse(host.dump('/repo')[path] ?? '')
const run = (each: TestRepository, ...options: readonly string[]): ReturnType<TestRepository['run']> =>
  each.run('federate', '--from-clusters', '../today', ...options)

describe('federate --from-clusters', () => {
  it('writes the template that needs the fewest overrides, and says what it folded', () => {
    const made = repository({
      'eu-1/all.yaml': namespace + configMap('{a: "1", b: x}'),
      'eu-2/all.yaml': namespace + configMap('{a: "1", b: z}'),
      'us-1.yaml': namespace + configMap('{a: "2", b: x}'),
    })
    const { exitCode, stderr } = run(made)
    expect(stderr).toContain('6 objects in 3 clusters → 2 federated objects, 2 overrides\n')
    expect(exitCode).toBe(0)
    expect(written(made)).toMatchObject({
      spec: {
        template: { data: { a: '1', b: 'x' } },
        placement: { clusterSelector: {} },
        overrides: [
          { clusterName: 'eu-2', clusterOverrides: [{ path: '/data/b', value: 'z' }] },
          { clusterName: 'us-1', clusterOverrides: [{ path: '/data/a', value: '2' }] },
        ],
      },
    })
  })

  it.each([
    ['put first', '[x, a, b]', [{ op: 'add', path: '/spec/items/0', value: 'x' }]],
    [
      'put in between, two of them',
      '[a, x, z, b]',
      [
        { op: 'add', path: '/spec/items/1', value: 'x' },
        { op: 'add', path: '/spec/items/2', value: 'z' },
      ],
    ],
    ['taken from the front', '[b]', [{ op: 'remove', path: '/spec/items/0' }]],
    [
      'all taken',
      '[]',
      [
        { op: 'remove', path: '/spec/items/1' },
        { op: 'remove', path: '/spec/items/0' },
      ],
    ],
  ])('says of an item of a list that it was %s', (_, items, clusterOverrides) => {
    const widget = (list: string): string =>
      `${namespace}apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: shop}\nspec: {items: ${list}}\n`
    const definition = widgetDefinitionYaml('Namespaced')
    const made = repository(
      { 'eu-1.yaml': widget('[a, b]'), 'eu-2.yaml': widget('[a, b]'), 'us-1.yaml': widget(items) },
      { 'inventory.yaml': inventory, 'crd.yaml': definition },
    )
    const { stderr, exitCode } = run(made, '--enable-type')
    expect([exitCode, stderr]).toStrictEqual([0, stderr])
    expect(written(made, 'federated/shop/widgets.example.com/w.yaml')).toMatchObject({
      spec: { overrides: [{ clusterName: 'us-1', clusterOverrides }] },
    })
  })

  it('takes of each field what most clusters have, where that needs fewer than what any of them has', () => {
    const made = repository({
      'eu-1.yaml': namespace + configMap('{a: "2", b: x, c: x}'),
      'eu-2.yaml': namespace + configMap('{a: "1", b: y, c: x}'),
      'us-1.yaml': namespace + configMap('{a: "1", b: x, c: y}'),
    })
    expect(run(made).stderr).toContain('2 federated objects, 3 overrides\n')
    expect(written(made)).toMatchObject({ spec: { template: { data: { a: '1', b: 'x', c: 'x' } } } })
  })

  it.each([
    ['one label', ['eu-1', 'eu-2'], { clusterSelector: { matchLabels: { region: 'eu' } } }],
    ['two labels', ['eu-1'], { clusterSelector: { matchLabels: { region: 'eu', tier: 'gold' } } }],
    ['names, where no label says it', ['eu-2', 'us-1'], { clusters: [{ name: 'eu-2' }, { name: 'us-1' }] }],
  ])('places by the smallest selector: %s', (_, names, placement) => {
    const made = repository(
      Object.fromEntries(names.map((each) => [`${each}/web.yaml`, namespace + configMap('{a: b}')])),
    )
    expect(run(made).exitCode).toBe(0)
    expect(written(made)).toMatchObject({ spec: { placement } })
  })

  it('gives every cluster what it has and no other anything, big integers, annotations and finalizers too', () => {
    const widget = (count: string): string =>
      `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: shop, finalizers: [example.com/x]}\nspec: {count: ${count}}\n---\n`
    const definition = widgetDefinitionYaml('Namespaced')
    const made = repository(
      {
        'eu-1.yaml':
          namespace + configMap('{a: b}', ', annotations: {x: "1"}') + widget('18446744073709551615'),
        'us-1.yaml': namespace + configMap('{a: b}', ', annotations: {x: "2"}') + widget('7'),
      },
      { 'inventory.yaml': inventory, 'crd.yaml': definition },
    )
    const result = run(made, '--enable-type')
    expect(result.stderr).toContain('info cluster-annotations-overridden')
    expect(result.exitCode).toBe(0)
    expect(made.run('render').exitCode).toBe(0)
    const rendered = made.rendered()
    expect(rendered['clusters/eu-1/shop/widgets.example.com/w.yaml']).toContain(
      'count: 18446744073709551615\n',
    )
    expect(rendered['clusters/eu-1/shop/widgets.example.com/w.yaml']).toContain('- example.com/x\n')
    expect(rendered['clusters/us-1/shop/configmaps/web.yaml']).toContain('x: "2"\n')
    expect(Object.keys(rendered).some((path) => path.startsWith('clusters/eu-2/shop'))).toBe(false)
  })

  it('federates a namespace that holds objects and that no folder has, and says so', () => {
    const made = repository({
      'eu-1.yaml': configMap('{a: b}'),
      'eu-2.yaml': namespace + configMap('{a: b}'),
    })
    const { stderr, exitCode } = run(made)
    expect(stderr).toContain('info cluster-namespace-added')
    expect(stderr).toContain(
      'The Namespace "shop" is rendered too for 1 cluster that has objects in it: eu-1.',
    )
    expect(exitCode).toBe(0)
    expect(written(made, 'federated/shop/namespaces/shop.yaml')).toMatchObject({
      spec: { placement: { clusterSelector: { matchLabels: { region: 'eu' } } } },
    })
  })

  it('leaves out of what an API server wrote what is of its cluster', () => {
    const live = (address: string): string => `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, uid: ${address}, resourceVersion: "7", creationTimestamp: "2026-01-01T00:00:00Z"}
spec: {clusterIP: ${address}, clusterIPs: [${address}], ports: [{port: 80, nodePort: 30080}]}
status: {loadBalancer: {}}
---
apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: shop, uid: e}
---
`
    const made = repository({
      'eu-1.yaml': namespace + live('10.0.0.1'),
      'us-1.yaml': namespace + live('10.9.9.9'),
    })
    const { stderr, exitCode } = run(made)
    expect(stderr).toContain('info object-left-out')
    expect(exitCode).toBe(0)
    expect(written(made, 'federated/shop/services/web.yaml')).toMatchObject({
      spec: { template: { spec: { ports: [{ port: 80 }] } } },
    })
    expect(stderr).toContain(', 0 overrides\n')
  })

  it('reads a folder that maps a kind to Secret too', () => {
    const mapping = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: secrets, namespace: kube-federation-system}
spec:
  targetType: {version: v1, kind: Secret, pluralName: secrets, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedConfigMap, pluralName: x, scope: Namespaced}
  propagation: Enabled
---
`
    const made = repository({ 'eu-1.yaml': mapping + namespace + configMap('{a: FederatedConfigMap}') })
    const { stderr } = run(made)
    expect(stderr).toContain('error type-not-enabled')
    expect(stderr).not.toContain('clusters-directory-empty')
  })

  it('is at rest when it is run again', () => {
    const made = repository({
      'eu-1.yaml': namespace + configMap('{a: b}'),
      'us-1.yaml': namespace + configMap('{a: c}'),
    })
    expect(run(made).exitCode).toBe(0)
    const { stdout, exitCode } = run(made)
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`unchanged federated/shop/namespaces/shop.yaml\nunchanged ${federated}\n`)
  })

  it('writes one federated object for 40 clusters that differ in one field', () => {
    const names = Array.from({ length: 40 }, (_, at) => `c${at + 10}`)
    const made = repository(
      Object.fromEntries(
        names.map((each) => [`${each}.yaml`, namespace + configMap(`{cluster: ${each}, a: b}`)]),
      ),
      { 'inventory.yaml': inventoryYaml(...names) },
    )
    expect(run(made).stderr).toContain('80 objects in 40 clusters → 2 federated objects, 39 overrides\n')
  })

  it.each([
    ['a folder of no cluster', { 'eu-3/web.yaml': configMap('{}') }, 'error cluster-folder-unknown'],
    [
      'a kustomization',
      { 'eu-1/kustomization.yaml': 'resources: [web.yaml]\n' },
      'error cluster-folder-unrendered',
    ],
    [
      'a template, which it cannot read',
      { 'eu-1.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata: {{- x }}\n', 'us-1.yaml': configMap('{}') },
      'eu-1.yaml:1:1: error cluster-folder-unrendered: This is a template',
    ],
    [
      'a chart, which it does not render',
      {
        'eu-1/web/Chart.yaml': 'name: web\n',
        'eu-1/web/templates/web.yaml': configMap('{}'),
        'us-1.yaml': configMap('{}'),
      },
      'eu-1/web/Chart.yaml:1:1: error cluster-folder-unrendered: This is a chart',
    ],
    ['an object twice', { 'eu-1/web.yaml': configMap('{}') + configMap('{}') }, 'error cluster-object-twice'],
    ['nothing', { 'eu-1/README.md': 'x' }, 'error clusters-directory-empty'],
    [
      'an object without a name',
      { 'eu-1/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: a}\n' },
      'error object-incomplete',
    ],
  ])('refuses %s, and writes nothing', (_, clusters, code) => {
    const made = repository(clusters)
    const { exitCode, stderr } = run(made)
    expect(stderr).toContain(code)
    expect(exitCode).toBe(2)
    expect(Object.keys(made.host.dump('/repo'))).toStrictEqual(['inventory.yaml'])
  })

  it('says which files it leaves alone', () => {
    const made = repository({
      'eu-1/web.yaml': namespace + configMap('{a: b}'),
      'eu-1/notes.yaml': 'a: b: c\n',
    })
    const { stderr, exitCode } = run(made)
    expect(stderr).toContain('eu-1/notes.yaml:1:5: warning source-not-readable')
    expect(exitCode).toBe(0)
  })

  it('refuses what rendering would not give back, and writes nothing', () => {
    const made = repository(
      { 'eu-1.yaml': configMap('{a: b}') },
      {
        'inventory.yaml': inventoryYaml('eu-1', 'us-1'),
        'shop.yaml': namespaceYaml('shop', '{clusters: [{name: us-1}]}'),
      },
    )
    const { exitCode, stderr } = run(made)
    expect(stderr).toContain('error cluster-object-not-restored')
    expect(stderr).toContain('the cluster would get none')
    expect(exitCode).toBe(2)
    expect(Object.keys(made.host.dump('/repo'))).toStrictEqual(['inventory.yaml', 'shop.yaml'])
  })

  it('writes all to standard output with -o yaml, and goes with no other choice of objects', () => {
    const made = repository({ 'eu-1.yaml': namespace + configMap('{a: b}') })
    const { stdout } = run(made, '-o', 'yaml')
    expect(parseAllDocuments(stdout).map((each) => (each.toJS() as { kind: string }).kind)).toStrictEqual([
      'FederatedNamespace',
      'FederatedConfigMap',
    ])
    expect(run(made, '--filename', 'x.yaml').exitCode).toBe(2)
    expect(made.run('federate', 'configmaps', 'web', '--from-clusters', '../today').exitCode).toBe(2)
  })
})
