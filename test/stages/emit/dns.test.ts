import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../../helpers/test-repository.ts'

const location = '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-a}'
const file = 'dns/shop/ingress-web.yaml'

function recordYaml(ttl: number): string {
  return `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com], recordTTL: ${ttl}}
`
}

function gateYaml(gate: string): string {
  return `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec: {featureGates: [{name: ${gate}, configuration: Disabled}]}
`
}

/** A repository that was rendered with a TTL of 60, and what one would change. */
function renderedRepository(): TestRepository {
  const repository = createTestRepository({
    'clusters.yaml': clusterYaml('a', location),
    'shop.yaml':
      namespaceYaml('shop') +
      federatedYaml('Ingress', 'shop/web', 'template: {spec: {rules: [{host: shop.example.com}]}}'),
    'record.yaml': recordYaml(60),
    'observed/a.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
status: {loadBalancer: {ingress: [{ip: 203.0.113.1}]}}
`,
  })
  expect(repository.run('render').exitCode).toBe(0)
  expect(repository.rendered()[file]).toContain('recordTTL: 60')
  return repository
}

describe('the files of DNSEndpoints', () => {
  it.each([
    ['the record is in error, under --keep-going', 'record.yaml', recordYaml(-1), 2],
    ['the feature gate of the record is Disabled', 'gate.yaml', gateYaml('FederatedIngress'), 0],
    ['the feature gate PushReconciler is Disabled', 'gate.yaml', gateYaml('PushReconciler'), 0],
  ])('are held where %s', (_, path, text, exitCode) => {
    const repository = renderedRepository()
    const before = repository.rendered()
    repository.host.put(`/repo/${path}`, text)
    const result = repository.run('render', '--keep-going')
    expect(result.exitCode).toBe(exitCode)
    expect(result.stderr).toMatch(/0 pruned, [1-9]\d* held/)
    expect(repository.rendered()[file]).toBe(before[file])
  })

  it('are rewritten while the feature gate of the other record is Disabled', () => {
    const repository = renderedRepository()
    repository.host.put('/repo/gate.yaml', gateYaml('CrossClusterServiceDiscovery'))
    repository.host.put('/repo/record.yaml', recordYaml(90))
    repository.run('render')
    expect(repository.rendered()[file]).toContain('recordTTL: 90')
  })

  it('are pruned once the record is gone', () => {
    const repository = renderedRepository()
    repository.host.put('/repo/record.yaml', '')
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('1 pruned, 0 held')
    expect(Object.keys(repository.rendered())).not.toContain(file)
  })

  it.each([
    ['cannot be those of federated objects in the cluster that they go to', '{name: a}', 2],
    ['can be those of federated objects that are not placed there', '', 0],
  ])('%s', (_, clusters, exitCode) => {
    const repository = renderedRepository()
    const type = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: dnsendpoints.externaldns.k8s.io, namespace: kube-federation-system}
spec:
  propagation: Enabled
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedDNSEndpoint, pluralName: federateddnsendpoints, scope: Namespaced}
  targetType: {group: externaldns.k8s.io, version: v1alpha1, kind: DNSEndpoint, pluralName: dnsendpoints, scope: Namespaced}
---
`
    const endpoint = federatedYaml(
      'DNSEndpoint',
      'shop/ingress-web',
      'template: {}',
      `{clusters: [${clusters}]}`,
    )
    repository.host.put('/repo/endpoint.yaml', type + endpoint)
    repository.host.put(
      '/repo/fedrender.yaml',
      'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndns: {cluster: a}\n',
    )
    const result = repository.run('render', '--dry-run')
    const collisions = result.stderr.match(/error output-path-collision: .*/g) ?? []
    expect([result.exitCode, collisions], result.stderr).toStrictEqual([
      exitCode,
      exitCode === 0
        ? []
        : [
            'error output-path-collision: Two objects would be written to the file "shop/dnsendpoints.externaldns.k8s.io/ingress-web.yaml" of each cluster.',
          ],
    ])
  })
})
