import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { clusterYaml, widgetDefinitionYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult, type TestRepository } from '../helpers/test-repository.ts'

const inventory =
  clusterYaml('eu-1', '{region: eu, tier: gold, size: "3"}') +
  clusterYaml('eu-2', '{region: eu, tier: silver, size: "3"}') +
  clusterYaml('us-1', '{region: us, tier: gold, size: "5"}') +
  clusterYaml('us-2', '{region: us, tier: silver}')

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n'
const configMap = (data: string, name = 'web'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop}\ndata: ${data}\n---\n`
const widget = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: web, namespace: shop}\nspec: ${spec}\n---\n`

/** A repository whose clusters have these objects, federated. */
function federate(
  clusters: Readonly<Record<string, string>>,
  ...options: readonly string[]
): readonly [TestRepository, CommandResult] {
  const made = createTestRepository({
    'inventory.yaml': inventory,
    'crd.yaml': widgetDefinitionYaml('Namespaced'),
  })
  for (const [name, text] of Object.entries(clusters)) made.host.put(`/today/${name}.yaml`, namespace + text)
  const result = made.run('federate', '--from-clusters', '../today', '--cluster-overrides', '-t', ...options)
  expect([result.exitCode, result.stderr]).toStrictEqual([0, result.stderr])
  return [made, result]
}

function ruled({ host }: TestRepository, name: string): unknown {
  return parse(host.dump('/repo')[`federated/shop/clusteroverrides.fedrender.dev/${name}.yaml`] ?? 'null')
}

function ownOverrides({ host }: TestRepository, path: string): unknown {
  const { spec } = parse(host.dump('/repo')[`federated/shop/${path}.yaml`] ?? '') as { spec: object }
  return 'overrides' in spec ? spec.overrides : undefined
}

describe('federate --from-clusters --cluster-overrides', () => {
  it('makes a rule of what exactly the clusters share that a selector selects, and leaves the rest', () => {
    const [made, { stderr }] = federate({
      'eu-1': configMap('{a: "1", b: x}'),
      'eu-2': configMap('{a: "1", b: z}'),
      'us-1': configMap('{a: "2", b: z}'),
      'us-2': configMap('{a: "2", b: x}'),
    })
    expect(stderr).toContain('2 federated objects, 2 overrides, 1 ClusterOverride\n')
    expect(ruled(made, 'configmaps')).toStrictEqual({
      apiVersion: 'fedrender.dev/v1alpha1',
      kind: 'ClusterOverride',
      metadata: { name: 'configmaps', namespace: 'shop' },
      spec: {
        target: { type: 'configmaps', names: ['web'] },
        rules: [
          {
            clusterSelector: { matchLabels: { region: 'us' } },
            overrides: [{ path: '/data/a', value: '2' }],
          },
        ],
      },
    })
    expect(ownOverrides(made, 'configmaps/web')).toStrictEqual([
      { clusterName: 'eu-2', clusterOverrides: [{ path: '/data/b', value: 'z' }] },
      { clusterName: 'us-1', clusterOverrides: [{ path: '/data/b', value: 'z' }] },
    ])
  })

  it.each([
    ['the name', (name: string) => `host-${name}.example.com`, 'host-$(cluster.name).example.com'],
    [
      'a label, also where the template has its value',
      (name: string) => `neutral.${name.slice(0, 2)}.example.com/$(cluster.x)`,
      'neutral.$(cluster.labels["region"]).example.com/$$(cluster.x)',
    ],
  ])('makes one rule of values that follow %s', (_, valueIn, value) => {
    const names = ['eu-1', 'eu-2', 'us-1', 'us-2']
    const [made] = federate(
      Object.fromEntries(names.map((name) => [name, configMap(`{a: ${valueIn(name)}, b: x}`)])),
    )
    expect(ruled(made, 'configmaps')).toMatchObject({
      spec: { rules: [{ clusterSelector: {}, overrides: [{ path: '/data/a', value }] }] },
    })
    expect(ownOverrides(made, 'configmaps/web')).toBeUndefined()
  })

  it('types a label, and selects no cluster that lacks it', () => {
    const [made] = federate({
      'eu-1': widget('{size: 3}'),
      'eu-2': widget('{size: 3}'),
      'us-1': widget('{size: 5}'),
    })
    const overrides = [{ path: '/spec/size', value: '$(cluster.labels["size"])', as: 'integer' }]
    expect(ruled(made, 'widgets.example.com')).toMatchObject({
      spec: {
        rules: [{ clusterSelector: { matchExpressions: [{ key: 'size', operator: 'Exists' }] }, overrides }],
      },
    })
    expect(made.run('render').exitCode).toBe(0)
  })

  it('moves what moves the items of a list with all else in it, or leaves both', () => {
    const [made] = federate({
      'eu-1': widget('{items: [a, p]}'),
      'eu-2': widget('{items: [a, q]}'),
      'us-1': widget('{items: [x, a, b]}'),
      'us-2': widget('{items: [x, a, b]}'),
    })
    expect(ruled(made, 'widgets.example.com')).toBeNull()
    expect(ownOverrides(made, 'widgets.example.com/web')).toHaveLength(2)
    const [other] = federate({
      'eu-1': widget('{items: [a, b]}'),
      'eu-2': widget('{items: [a, b]}'),
      'us-1': widget('{items: [x, c]}'),
      'us-2': widget('{items: [x, c]}'),
    })
    expect(ruled(other, 'widgets.example.com')).toMatchObject({
      spec: { rules: [{ clusterSelector: { matchLabels: { region: 'us' } } }] },
    })
  })

  it('folds the targets that have the same rules into one, and numbers the others', () => {
    const all = (value: string): string =>
      configMap(`{a: ${value}}`, 'a') +
      configMap(`{a: ${value}, b: x}`, 'b') +
      configMap(`{c: ${value}}`, 'c')
    const [made] = federate({ 'eu-1': all('p'), 'eu-2': all('p'), 'us-1': all('q'), 'us-2': all('q') })
    expect(ruled(made, 'configmaps')).toMatchObject({ spec: { target: { names: ['a', 'b'] } } })
    expect(ruled(made, 'configmaps-2')).toMatchObject({ spec: { target: { names: ['c'] } } })
    const again = made.run('federate', '--from-clusters', '../today', '--cluster-overrides')
    expect(again.exitCode).toBe(0)
    expect(again.stdout.split('\n').filter((each) => !each.startsWith('unchanged'))).toStrictEqual([''])
  })

  it('goes with --from-clusters alone', () => {
    const made = createTestRepository({ 'inventory.yaml': inventory })
    const { stderr, exitCode } = made.run('federate', 'configmaps', 'web', '--cluster-overrides')
    expect(stderr).toContain('Option --cluster-overrides goes with --from-clusters')
    expect(exitCode).toBe(2)
  })
})
