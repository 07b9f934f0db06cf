import { expect, it } from 'vitest'
import { locate } from '../../../src/diagnostics/locate.ts'
import {
  createClaimLookup,
  endpointClaims,
  type ClaimedNames,
} from '../../../src/stages/authorize/claimed-names.ts'
import { compileFrozen, type Compilation } from '../../helpers/compile-frozen.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'

const fleet = `${clusterYaml('east', '{}', '{region: eu, zones: [eu-1]}')}${namespaceYaml('shop')}
apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: dnsendpoints.externaldns.k8s.io, namespace: kube-federation-system}
spec:
  targetType: {group: externaldns.k8s.io, version: v1alpha1, kind: DNSEndpoint, pluralName: dnsendpoints, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedDNSEndpoint, pluralName: federateddnsendpoints, scope: Namespaced}
  propagation: Enabled
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: corp, namespace: kube-federation-system}
domain: example.com
`

function compile(text: string): Compilation {
  return compileFrozen([
    { path: 'fleet.yaml', text: fleet },
    { path: 'x.yaml', text },
  ])
}

function shown(claims: readonly ClaimedNames[]): readonly (readonly [number, readonly string[]])[] {
  return claims.map(({ names, at }) => [locate(at).line, names])
}

/** The names that one record claims, with the lines of the fields. */
function claimed(text: string): ReturnType<typeof shown> {
  const { plan, resources } = compile(text)
  return shown(resources.dnsRecords.flatMap(createClaimLookup(plan)))
}

const service = (spec: string): string => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata:
  name: web
  namespace: shop
spec:
  domainRef: corp
${spec}status: {dns: [{cluster: east, region: eu, zones: [eu-1], loadBalancer: {ingress: [{ip: 192.0.2.1}]}}]}
`
const ofService = (name: string): readonly string[] =>
  ['example.com', 'eu-1.eu.example.com', 'eu.example.com'].map((parent) => `${name}.shop.corp.svc.${parent}`)

it('takes the names of a ServiceDNSRecord for those of its name, or of its external name', () => {
  expect(claimed(service(''))).toStrictEqual([[4, expect.arrayContaining(ofService('web').slice())]])
  expect(claimed(service('  externalName: api\n'))).toStrictEqual([
    [8, expect.arrayContaining(ofService('api').slice())],
  ])
})

it('takes the name of a prefix for one of that field, and no other', () => {
  const [own, prefix, ...more] = claimed(service('  dnsPrefix: web.shop\n'))
  expect(own?.[0]).toBe(4)
  expect(own?.[1]).toHaveLength(3)
  expect(prefix).toStrictEqual([8, ['web.shop.example.com']])
  expect(more).toStrictEqual([])
})

it('takes each host of an IngressDNSRecord for claimed, with addresses or without', () => {
  const record = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec:
  hosts:
  - a.example.com
  - b.example.com
`
  expect(claimed(record)).toStrictEqual([
    [6, ['a.example.com']],
    [7, ['b.example.com']],
  ])
})

it.each([
  [
    'the DNSEndpoint of ExternalDNS',
    'template: {spec: {endpoints: [{dnsName: a}, {dnsName: b}, {dnsName: a}]}}',
  ],
  [
    'one of KubeFed',
    'template: {apiVersion: multiclusterdns.kubefed.io/v1alpha1, spec: {endpoints: [{dnsName: a}, {dnsName: b}]}}',
  ],
  [
    'what an override makes of one',
    'template: {spec: {endpoints: [{dnsName: a}]}}, overrides: [{clusterName: east, clusterOverrides: [{path: /spec/endpoints/0/dnsName, value: b}]}]',
    ['b'],
  ],
])('takes the names of %s for claimed, each once', (_, spec, names = ['a', 'b']) => {
  const { plan } = compile(federatedYaml('DNSEndpoint', 'shop/web', spec))
  expect(shown(plan.objects.flatMap(endpointClaims))).toStrictEqual([[4, names]])
})

it.each([
  ['an endpoint of no name', 'DNSEndpoint', 'template: {spec: {endpoints: [{dnsName: 1}, {}, x]}}'],
  ['endpoints that are no list', 'DNSEndpoint', 'template: {spec: {endpoints: {dnsName: a}}}'],
  [
    'a kind of another group',
    'DNSEndpoint',
    'template: {apiVersion: x.io/v1, spec: {endpoints: [{dnsName: a}]}}',
  ],
  ['another kind', 'ConfigMap', 'template: {spec: {endpoints: [{dnsName: a}]}}'],
  [
    'another kind of that group',
    'ConfigMap',
    'template: {apiVersion: externaldns.k8s.io/v1alpha1, spec: {endpoints: [{dnsName: a}]}}',
  ],
])('takes nothing of %s', (_, kind, spec) => {
  const { plan } = compile(federatedYaml(kind, 'shop/web', spec))
  expect(plan.objects).toHaveLength(2)
  expect(plan.objects.flatMap(endpointClaims)).toStrictEqual([])
})
