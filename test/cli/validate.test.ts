import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, namespaceYaml, widgetTypesYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult, type TestRepository } from '../helpers/test-repository.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'

const shop = {
  'fleet.yaml':
    clusterYaml('east', '{fedrender.dev/kubernetes-version: "1.27"}') +
    clusterYaml('west') +
    namespaceYaml('shop'),
  'web.yaml': federatedYaml(
    'Service',
    'shop/web',
    'template: {spec: {prts: [], trafficDistribution: PreferClose}}',
  ),
}

/** The diagnostics of a run as `<code>: <message>`. */
function messagesOf({ stdout }: CommandResult): readonly string[] {
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string; message: string }[] }
  return diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

function validate(repository: TestRepository, ...options: readonly string[]): CommandResult {
  return repository.run('validate', '--format', 'json', ...options)
}

describe('validate', () => {
  it('checks clusters whose label names a version of Kubernetes by that', () => {
    const result = validate(createTestRepository(shop))
    expect(result.exitCode).toBe(2)
    expect(messagesOf(result)).toStrictEqual([
      'kubernetes-unknown-field: In Kubernetes 1.27, Service has no field /spec/prts.',
      'kubernetes-unknown-field: In Kubernetes 1.27, Service has no field /spec/trafficDistribution.',
    ])
  })

  it('checks clusters whose version is configured by that', () => {
    const settings = `${config}clusters: {east: {kubernetesVersion: "1.30"}, west: {kubernetesVersion: v1.29.1}}\n`
    const result = validate(createTestRepository({ ...shop, 'fedrender.yaml': settings }))
    expect(messagesOf(result)).toStrictEqual([
      'kubernetes-unknown-field: In Kubernetes 1.29 and 1.30, Service has no field /spec/prts.',
      'kubernetes-unknown-field: In Kubernetes 1.29, Service has no field /spec/trafficDistribution.',
    ])
  })

  it('--kubernetes checks every cluster by one version', () => {
    const result = validate(createTestRepository(shop), '--kubernetes', '1.31')
    expect(messagesOf(result)).toStrictEqual([
      'kubernetes-unknown-field: In Kubernetes 1.31, Service has no field /spec/prts.',
    ])
  })

  it('warns of a template where no version is known, and fails on that under --strict', () => {
    const fleet = clusterYaml('east') + namespaceYaml('shop')
    const repository = createTestRepository({ ...shop, 'fleet.yaml': fleet })
    const result = validate(repository)
    expect(result.exitCode).toBe(0)
    expect(messagesOf(result)).toStrictEqual(['template-unknown-field: Service has no field /spec/prts.'])
    expect(validate(repository, '--strict').exitCode).toBe(2)
  })

  it('weighs what it finds as configured', () => {
    const settings = `${config}severities: {kubernetes-unknown-field: 'off'}\n`
    expect(validate(createTestRepository({ ...shop, 'fedrender.yaml': settings }))).toMatchObject({
      exitCode: 0,
    })
  })

  it('does not say a second time what is an error already', () => {
    const template = 'template: {metadata: {labels: {app: 1}}, spec: ..., specs: {}}'
    const fleet = clusterYaml('east') + namespaceYaml('shop')
    const files = { 'fleet.yaml': fleet, 'web.yaml': federatedYaml('Service', 'shop/web', template) }
    const codes = messagesOf(validate(createTestRepository(files))).map((each) => each.replace(/:.*/, ''))
    expect(codes).toStrictEqual(['template-labels-invalid', 'ellipsis-placeholder', 'template-unknown-field'])
  })

  it('is all that checks: a render takes the objects as they are', () => {
    expect(createTestRepository(shop).run('render').exitCode).toBe(0)
  })

  it('says in one message that a definition is missing in a cluster', () => {
    const files = {
      ...shop,
      'types.yaml': widgetTypesYaml,
      'web.yaml': `${federatedYaml('Widget', 'shop/web', 'template: {spec: {size: 1}}')}apiVersion: types.kubefed.io/v1beta1
kind: FederatedCustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  placement: {clusters: [{name: west}]}
  template:
    spec: {group: example.com, scope: Namespaced, names: {kind: Widget, plural: widgets}, versions: [{name: v1, served: true, storage: true}]}
`,
    }
    const repository = createTestRepository(files)
    const missing =
      'The FederatedWidget "shop/web" goes to "east", where its CustomResourceDefinition is not placed.'
    expect(messagesOf(validate(repository))).toStrictEqual([`resource-definition-missing: ${missing}`])
    const fleet = shop['fleet.yaml'].replace('{fedrender.dev/kubernetes-version: "1.27"}', '{}')
    repository.host.put('/repo/fleet.yaml', fleet)
    expect(messagesOf(validate(repository))).toStrictEqual([`resource-definition-elsewhere: ${missing}`])
  })
})
