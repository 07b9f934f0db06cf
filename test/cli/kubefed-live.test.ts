import { describe, expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

// Found with KubeFed v0.10.0's controllers.
const nulls = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: nul, namespace: n0}
spec:
  template:
    data: {a: null, b: "1"}
    metadata: {labels: {x: null}}
  placement: {clusters: [{name: us-east-1},{name: eu-west-1},{name: us-west-2}]}
  overrides:
  - clusterName: us-east-1
    clusterOverrides:
    - {path: /data, value: {c: null, d: "2"}}
  - clusterName: us-west-2
    clusterOverrides:
    - {path: /data/b, value: null}
`

function repositoryOf(text: string): TestRepository {
  const fleet = inventoryYaml('us-east-1', 'us-west-2', 'eu-west-1') + namespaceYaml('n0')
  return createTestRepository({ 'fleet.yaml': fleet, 'case.yaml': text })
}

describe('null in a template', () => {
  it('goes by validate --fix from labels, data and the values of overrides, as by kubectl apply', () => {
    const repository = repositoryOf(nulls)
    expect(repository.run('validate').exitCode).toBe(2)
    const { exitCode, stdout } = repository.run('validate', '--fix')
    expect(exitCode).toBe(0)
    expect(stdout.match(/template-null: \S+/g)).toStrictEqual(['template-null: /data/b'])
    const fixed = repository.host.dump('/repo')['case.yaml']
    expect(fixed).toContain('data: {b: "1"}')
    expect(fixed).toContain('value: {d: "2"}')
    expect(fixed).not.toContain('x: null')
  })
})
