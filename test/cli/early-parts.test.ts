import { describe, expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const group = 'primitives.federation.k8s.io/v1alpha1'
const part = (kind: string, spec: string): string =>
  `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec:\n  ${spec}\n`
const whole = part('FederatedDeployment', 'template: {spec: {replicas: 1}}')
const placement = part('FederatedDeploymentPlacement', 'clusterNames: [c1, c2]')
const overrides = part(
  'FederatedDeploymentOverride',
  'overrides:\n  - clusterName: c2\n    clusterOverrides: [{path: spec.replicas, value: 3}]',
)
const fleet = { 'fleet.yaml': inventoryYaml('c1', 'c2') + namespaceYaml('shop') }

/** The sources after `validate --fix`, without the inventory, and what it printed. */
function fixed(
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> & { printed: string } {
  const { host, run } = createTestRepository({ ...fleet, ...files })
  const { stdout, stderr } = run('validate', '--fix')
  const { 'fleet.yaml': _, ...rest } = host.dump('/repo')
  const texts = Object.entries(rest).map(([path, text]) => [path, String(text)])
  return { ...Object.fromEntries(texts), printed: stdout + stderr }
}

const current = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  template: {spec: {replicas: 1}}
  placement:
    clusters:
    - name: c1
    - name: c2
  overrides:
  - clusterName: c2
    clusterOverrides:
    - path: /spec/replicas
      value: 3
`

describe('placements and overrides that are objects of their own', () => {
  it('move into their federated object, of other files and of its own', () => {
    const { printed, ...files } = fixed({
      'web.yaml': whole,
      'a-placement.yaml': placement,
      'overrides.yaml': overrides,
    })
    expect(files).toStrictEqual({ 'web.yaml': current })
    expect(printed).toContain('2 federated objects: 0 errors')
    const { printed: _, ...one } = fixed({ 'web.yaml': [placement, whole, overrides].join('---\n') })
    expect(one).toStrictEqual({ 'web.yaml': current })
  })

  it('render what they said', () => {
    const repository = createTestRepository({
      ...fleet,
      'web.yaml': [whole, placement, overrides].join('---\n'),
    })
    repository.run('validate', '--fix')
    repository.run('render')
    const replicas = ['c1', 'c2'].map((cluster) =>
      /replicas: \d/.exec(repository.rendered()[`clusters/${cluster}/shop/deployments.apps/web.yaml`] ?? ''),
    )
    expect(replicas.map((each) => each?.[0])).toStrictEqual(['replicas: 1', 'replicas: 3'])
  })

  it.each([
    ['there is no such object', { 'placement.yaml': placement }],
    [
      'it has another placement',
      { 'placement.yaml': placement, 'web.yaml': current.replace('    - name: c2\n', '') },
    ],
    [
      'their form is unknown',
      {
        'placement.yaml': placement.replace('[c1, c2]', '3'),
        'web.yaml': whole.replace(group, 'types.kubefed.io/v1beta1'),
      },
    ],
    [
      'a label would be lost',
      {
        'placement.yaml': placement.replace('name: web,', 'name: web, labels: {a: b},'),
        'web.yaml': whole.replace(group, 'types.kubefed.io/v1beta1'),
      },
    ],
    [
      'a field would be lost',
      {
        'placement.yaml': `${placement}  other: x\n`,
        'web.yaml': whole.replace(group, 'types.kubefed.io/v1beta1'),
      },
    ],
    ['a comment would be lost', { 'placement.yaml': `# why\n${placement}`, 'web.yaml': current }],
  ])('stay, with the error, where %s', (_, files) => {
    const { printed, ...after } = fixed(files)
    expect(after).toStrictEqual(files)
    expect(printed).toContain('early-federated-part')
  })
})
