import { describe, expect, it } from 'vitest'
import { compileFrozen } from '../../../helpers/compile-frozen.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'

const fleet = `${clusterYaml('east', '{}', '{region: eu, zones: [eu-1], conditions: [{type: Ready, status: "True"}]}')}${namespaceYaml('shop')}${namespaceYaml('other')}
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: corp, namespace: kube-federation-system}
domain: example.com
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: corp}
status: {dns: [{cluster: east, region: eu, zones: [eu-1]}]}
---
`
const service = (spec: string): string => federatedYaml('Service', 'shop/web', `template: {spec: ${spec}}`)
const workload = (name: string, labels: string): string =>
  federatedYaml('Deployment', name, `template: {spec: {template: {metadata: {labels: ${labels}}}}}`)
const preference = (namespace: string, name: string): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: ${name}, namespace: ${namespace}}
spec: {targetKind: FederatedDeployment, totalReplicas: 2}
---
`
const codes = (...texts: readonly string[]): readonly string[] =>
  compileFrozen([{ path: 'x.yaml', text: fleet + texts.join('') }]).codes.filter((code) =>
    ['dns-replicas-without-address', 'dns-service-not-load-balancer', 'dns-target-not-placed'].includes(code),
  )

describe('the replicas behind a ServiceDNSRecord', () => {
  const balanced = service('{type: LoadBalancer, selector: {app: web, tier: front}}')
  const both = '{app: web, tier: front, more: x}'

  it('are those of the workload that its Service selects by every label', () => {
    const scheduled = preference('shop', 'web')
    expect(codes(balanced, workload('shop/web', both), scheduled)).toEqual(['dns-replicas-without-address'])
    expect(codes(balanced, workload('shop/web', '{app: web}'), scheduled)).toEqual([])
  })

  it('are divided by a preference, in the namespace of the Service', () => {
    expect(codes(balanced, workload('shop/web', both))).toEqual([])
    expect(codes(balanced, workload('other/web', both), preference('other', 'web'))).toEqual([])
    const scheduled = workload('shop/b', both) + preference('shop', 'b')
    expect(codes(balanced, workload('shop/a', both), scheduled)).toEqual(['dns-replicas-without-address'])
  })

  it.each([
    '{type: LoadBalancer}',
    '{type: LoadBalancer, selector: {}}',
    '{type: LoadBalancer, selector: x}',
  ])('are unknown where the Service selects nothing: %s', (spec) => {
    expect(codes(service(spec), workload('shop/web', both), preference('shop', 'web'))).toEqual([])
  })
})

it.each([
  ['{type: LoadBalancer}', []],
  ['{type: NodePort}', ['dns-service-not-load-balancer']],
  ['{type: ""}', ['dns-service-not-load-balancer']],
  ['{}', ['dns-service-not-load-balancer']],
])('takes a Service of %s for what Kubernetes makes of it', (spec, expected) => {
  expect(codes(service(spec))).toEqual(expected)
})

it('takes for the target of a record what has its kind, namespace and name', () => {
  expect(codes()).toEqual(['dns-target-not-placed'])
  expect(codes(federatedYaml('Ingress', 'shop/web', 'template: {spec: {}}'))).toEqual([
    'dns-target-not-placed',
  ])
  expect(codes(federatedYaml('Service', 'other/web', 'template: {spec: {}}'))).toEqual([
    'dns-target-not-placed',
  ])
})
