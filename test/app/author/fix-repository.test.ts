import { expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

/** Objects of a version of the API that KubeFed no longer has, which a fix renames. */
const early = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `apiVersion: types.kubefed.k8s.io/v1alpha1
kind: FederatedConfigMap
metadata: {name: c${index}, namespace: shop}
spec: {placement: {clusterSelector: {}}, template: {data: {a: b}}}
`,
  ).join('---\n')

it('makes as many fixes as it shows diagnostics, and the others in the next run', () => {
  const { run } = createTestRepository({
    'fleet.yaml': `${inventoryYaml('a')}---\n${namespaceYaml('shop')}`,
    'early.yaml': early(1003),
  })
  const before = run('validate').stdout
  expect(before).toContain('3 more diagnostics')
  const first = run('validate', '--fix')
  expect(first.stderr).toContain('1000 faults fixed')
  expect(run('validate', '--fix').stderr).toContain('3 faults fixed')
  expect(run('validate').exitCode).toBe(0)
})
