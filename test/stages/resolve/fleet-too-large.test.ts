import { describe, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

/** With its FederatedNamespace as one of the objects. */
function fleet(objects: number, clusters: number, settings = ''): Record<string, string> {
  const placement = '{clusters: [{name: c0}]}'
  const configMaps = names('shop/o', objects - 1).map((each) => configMapYaml(each, 'x', placement))
  return {
    'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`,
    'clusters.yaml': inventoryYaml(...names('c', clusters)),
    'objects.yaml': namespaceYaml('shop', placement) + configMaps.join(''),
  }
}

describe('a fleet of more pairs of an object and a cluster than a run plans', () => {
  it('is an error that names both counts, and nothing is rendered', () => {
    const { run, rendered } = createTestRepository(fleet(1025, 2049))
    const { exitCode, stderr } = run('render')
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringContaining(
        'error fleet-too-large: 1025 federated objects and 2049 clusters are more than',
      ),
    ])
    expect(rendered()).toStrictEqual({})
  })

  it('deletes nothing, however lightly the configuration takes it', () => {
    const repository = createTestRepository(fleet(1024, 2))
    expect(repository.run('render').exitCode).toBe(0)
    const before = Object.keys(repository.rendered())
    for (const [path, text] of Object.entries(fleet(1025, 2049, 'severities: {fleet-too-large: off}\n'))) {
      repository.host.put(`/repo/${path}`, text)
    }
    repository.run('render')
    expect(Object.keys(repository.rendered())).toStrictEqual(before)
  })

  it('is rendered where it is no more than that', () => {
    expect(createTestRepository(fleet(1024, 2048)).run('render').exitCode).toBe(0)
  })
})
