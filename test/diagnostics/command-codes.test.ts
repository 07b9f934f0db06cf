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
const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
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

it.each([
  ['argocd', 'Argo CD', `delivery: {argocd: {repoURL: x}}\n`],
  ['flux', 'Flux', 'delivery: {flux: {}}\n'],
])('warns with namespaces-unprotected where delivery.%s goes', (agent, title, delivery) => {
  const repository = createTestRepository({
    'fedrender.yaml': config + delivery,
    'all.yaml': documents(...fleet),
  })
  expect(repository.run('render').stderr).not.toContain('namespaces-unprotected')
  repository.host.put('/repo/fedrender.yaml', config)
  const { stderr } = repository.run('render')
  expect(stderr).toContain('warning namespaces-unprotected: ')
  expect(stderr).toContain(
    `Without delivery.${agent}, the annotation by which ${title} keeps them goes from these Namespaces: "shop".`,
  )
  expect(repository.run('render').stderr).not.toContain('namespaces-unprotected')
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

// Found with KubeFed v0.10.0's controllers.
it('notes with retained-replicas-unset where a new object begins with another count than in KubeFed', () => {
  const rendered = (replicas: number, retainReplicas = 'omit'): readonly string[] => {
    const counted = { ...spec, replicas }
    const config = `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nretainReplicas: ${retainReplicas}\n`
    const web = federated('Deployment', 'web', { template: { spec: counted }, retainReplicas: true })
    const repository = createTestRepository({
      'fedrender.yaml': config,
      'all.yaml': documents(...fleet, web),
    })
    return [repository.run('render').stderr, repository.run('render').stderr]
  }
  for (const replicas of [0, 9]) {
    const [first, second] = rendered(replicas)
    expect(first).toMatch(
      new RegExp(`info retained-replicas-unset: .*"a".* with the ${replicas} of its template`),
    )
    expect(second).not.toContain('retained-replicas-unset')
  }
  expect(rendered(1)[0]).not.toContain('retained-replicas-unset')
  expect(rendered(9, 'render')[0]).not.toContain('retained-replicas-unset')
})
