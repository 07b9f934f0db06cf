import { describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

const files = {
  'fleet.yaml':
    clusterYaml('us-east') +
    clusterYaml('eu-west', '{zone: a, tier: gold}') +
    namespaceYaml('shop') +
    configMapYaml('shop/colors') +
    federatedYaml(
      'Deployment',
      'shop/web',
      'template: {spec: {replicas: 1, template: {spec: {containers: [{name: web}]}}}}',
    ) +
    `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 3}
`,
}

/** What the last word of a command line may become. */
function complete(line: string, repository = createTestRepository(files)): readonly string[] {
  const { stdout, stderr, exitCode } = repository.run('complete', '--', ...line.split(' '))
  expect([stderr, exitCode]).toStrictEqual(['', 0])
  return stdout.split('\n').slice(0, -1)
}

describe('what may stand at the end of a command line', () => {
  it.each([
    ['val', ['validate']],
    ['dns ', ['lock']],
    ['explain ', ['eu-west', 'us-east']],
    ['explain us-east de', ['deployments.apps/web']],
    ['plan shop/', ['shop/web']],
    ['explain us-east deploy/web /spec/r', ['/spec/replicas']],
    [
      'explain us-east deployments.apps/web /spec/template/spec/containers/0/',
      ['/spec/template/spec/containers/0/name'],
    ],
    ['explain us-east deploy/other /', []],
    ['diff --base ', []],
    ['render --cluster u', ['us-east']],
    ['drill --without u', ['us-east']],
    ['drill --label ', ['tier', 'zone']],
    ['render --cluster=u', ['--cluster=us-east']],
    ['render --cluster us-east --cluster e', ['eu-west']],
    ['--color ne', ['never']],
    ['--color never unjoin eu', ['eu-west']],
    ['validate --format sa', ['sarif']],
    ['validate --ku', ['--kubernetes', '--kubernetes-packages']],
    ['orphaning-deletion st', ['status']],
    ['orphaning-deletion status configmaps co', ['colors']],
    ['orphaning-deletion status -n shop configmaps co', ['colors']],
    ['enable statefulsets.apps dae', ['daemonsets.apps']],
    ['federate --contents sh', ['shop']],
    ['completion ', ['bash', 'fish', 'zsh']],
    ['nonsense ', []],
    ['render some/dir', []],
    ['publish --branch r', []],
  ])('%s', (line, candidates) => {
    expect(complete(line)).toStrictEqual(candidates)
  })

  it('is every command but the one that shells call', () => {
    const names = complete('')
    expect(names).toContain('render')
    expect(names).not.toContain('complete')
  })

  it('is nothing, and silently, where the repository cannot be read', () => {
    expect(complete('explain ', createTestRepository({ 'fedrender.yaml': 'a: [' }))).toStrictEqual([])
    expect(complete('explain ', createTestRepository({ 'a.yaml': 'a: [' }))).toStrictEqual([])
  })
})
