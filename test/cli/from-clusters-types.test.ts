import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { clusterYaml, widgetDefinitionYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const inventory = clusterYaml('eu-1', '{region: eu}') + clusterYaml('us-1', '{region: us}')

function repository(
  clusters: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): TestRepository {
  const made = createTestRepository({ 'inventory.yaml': inventory, ...files })
  for (const [path, text] of Object.entries(clusters)) made.host.put(`/today/${path}`, text)
  return made
}

const run = (each: TestRepository, ...options: readonly string[]): ReturnType<TestRepository['run']> =>
  each.run('federate', '--from-clusters', '../today', ...options)
const written = ({ host }: TestRepository, path: string): unknown => parse(host.dump('/repo')[path] ?? '')

const configMap = (metadata: string, data = '{a: b}'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\ndata: ${data}\n---\n`
const clusterRole = (metadata: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: ${metadata}\nrules: []\n---\n`
const federatedRole = 'federated/_cluster/clusterroles.rbac.authorization.k8s.io/viewer.yaml'

describe('the namespace of an object of federate --from-clusters', () => {
  it('is that of -n for namespaced objects alone', () => {
    const made = repository({ 'eu-1.yaml': configMap('{name: web}') + clusterRole('{name: viewer}') })
    const { stderr, exitCode } = run(made, '-n', 'shop')
    expect([exitCode, stderr]).toStrictEqual([0, stderr])
    expect(written(made, 'federated/shop/configmaps/web.yaml')).toMatchObject({
      metadata: { name: 'web', namespace: 'shop' },
    })
    expect(written(made, federatedRole)).toMatchObject({ metadata: { name: 'viewer' } })
  })

  it('is defaultNamespace where the configuration has one', () => {
    const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndefaultNamespace: shop\n'
    const made = repository(
      {
        'eu-1.yaml': configMap('{name: web, namespace: ""}'),
        'us-1.yaml': configMap('{name: web, namespace: shop}'),
      },
      { 'fedrender.yaml': settings },
    )
    const { stderr, exitCode } = run(made)
    expect([exitCode, stderr]).toStrictEqual([0, stderr])
    expect(stderr).toContain('2 objects in 2 clusters → 2 federated objects, 0 overrides\n')
  })

  it('has to be known: where there is none, one error says how to name it', () => {
    const made = repository({ 'eu-1.yaml': configMap('{name: web}') })
    const { stderr, exitCode } = run(made)
    expect(exitCode).toBe(2)
    expect(stderr)
      .toBe(`../today/eu-1.yaml:3:18: error object-without-namespace: The ConfigMap "web" names no namespace.
  3 | metadata: {name: web}
    |                  ^^^
  fix: Give -n for all that name none, or set defaultNamespace in fedrender.yaml.
`)
  })

  it('is dropped from a cluster-scoped object, as an API server drops it', () => {
    const made = repository({
      'eu-1.yaml': clusterRole('{name: viewer, namespace: shop}'),
      'us-1.yaml': `${clusterRole('{name: viewer}')}apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: b}\n`,
    })
    const { stderr, exitCode } = run(made)
    expect([exitCode, stderr]).toStrictEqual([0, stderr])
    expect(stderr).toBe(
      '3 objects in 2 clusters → 2 federated objects, 0 overrides\nnext: fedrender validate\n',
    )
    expect(written(made, federatedRole)).toMatchObject({ spec: { placement: { clusterSelector: {} } } })
  })
})

const definition = widgetDefinitionYaml('Cluster')

it('federate --from-clusters knows the types that the directory defines', () => {
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n'
  const made = repository({ 'eu-1.yaml': definition + widget, 'us-1.yaml': definition + widget })
  const refused = run(made)
  expect(refused.stderr).toContain('No FederatedTypeConfig enables the type "widgets.example.com"')
  expect(refused.stderr).toContain('fix: Give --enable-type to enable it.')
  const { stderr, exitCode } = run(made, '--enable-type', '-n', 'shop')
  expect([exitCode, stderr]).toStrictEqual([0, stderr])
  expect(written(made, 'federated/_cluster/widgets.example.com/w.yaml')).toMatchObject({
    kind: 'FederatedWidget',
    spec: { placement: { clusterSelector: {} } },
  })
  expect(made.run('render').exitCode).toBe(0)
})
