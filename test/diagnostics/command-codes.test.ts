import { expect, it } from 'vitest'
import {
  documents,
  federated,
  federatedNamespace,
  kubeFedCluster,
  typeConfig,
} from '../helpers/kubefed-objects.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const spec = {
  replicas: 3,
  selector: { matchLabels: { a: 'b' } },
  template: { metadata: { labels: { a: 'b' } } },
}
const fleet = [kubeFedCluster('a'), federatedNamespace('shop')]

it('refuses a directory that there is not with source-directory-missing', () => {
  const { exitCode, stderr } = createTestRepository({}).run('render', 'nowhere')
  expect([exitCode, stderr]).toStrictEqual([2, expect.stringMatching(/^error source-directory-missing: /)])
})

it('fails with held-without-previous where held files would be missing', () => {
  const held = documents(...fleet, typeConfig('configmaps', 'ConfigMap', 'Disabled'))
  const { exitCode, stdout, stderr } = createTestRepository({ 'all.yaml': held }).run('render', '--stdout')
  expect([exitCode, stdout]).toStrictEqual([2, ''])
  expect(stderr).toMatch(/^error held-without-previous: /m)
})

it('warns with retained-replicas-dropped where a rendered count gives way to the cluster', () => {
  const deployment = (more: Readonly<Record<string, boolean>>): string =>
    documents(...fleet, federated('Deployment', 'web', { template: { spec }, ...more }))
  const repository = createTestRepository({ 'all.yaml': deployment({}) })
  expect(repository.run('render').stderr).not.toContain('retained-replicas-dropped')
  repository.host.put('/repo/all.yaml', deployment({ retainReplicas: true }))
  expect(repository.run('render').stderr).toMatch(/warning retained-replicas-dropped: .*"a"/)
  expect(repository.run('render').stderr).not.toContain('retained-replicas-dropped')
})
