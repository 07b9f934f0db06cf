import { describe, expect, it } from 'vitest'
import { runCli } from '../../e2e/run-cli.ts'
import { write } from '../../helpers/git-repository.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, type AttackedRepository, type Files } from './attacked-repository.ts'

const config = (dnsNames: string): string => `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants:
- {name: platform, sources: [fleet/**], namespaces: ['**'], types: ['*'], clusters: ['**'], fleet: true, dnsNames: ['**']}
- {name: shop, sources: [teams/shop/**], namespaces: [shop], types: ['*'], clusters: ['*']${dnsNames}}
`
const own = ", dnsNames: ['*.shop.example.com', '*.shop.corp.svc.**.example.com']"
const located = '{region: eu, zones: [eu-1]}'

const fleet: Files = {
  'fedrender.yaml': config(own),
  'fleet/fleet.yaml': `${clusterYaml('east', '{}', located)}${namespaceYaml('shop')}
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
`,
}

const ingress = (host: string): string => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: ['${host}']}
status: {dns: [{cluster: east, loadBalancer: {ingress: [{ip: 192.0.2.66}]}}]}
`
const service = (spec: string): string => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: corp${spec}}
status: {dns: [{cluster: east, region: eu, zones: [eu-1], loadBalancer: {ingress: [{ip: 192.0.2.66}]}}]}
`
const endpoint = (spec: string, overrides = ''): string =>
  federatedYaml('DNSEndpoint', 'shop/web', `template: {spec: ${spec}}${overrides}`)
const claiming = (host: string): string =>
  `{endpoints: [{dnsName: ${host}, recordType: A, targets: [192.0.2.66]}]}`

function attackedBy(record: string): AttackedRepository {
  return attackedRepository(fleet, (directory) => {
    write(directory, { 'teams/shop/dns.yaml': record })
    runCli(directory, ['render'])
  })
}

describe('a tenant claims no DNS name of others', () => {
  it.each([
    ['by a host with addresses of its own', ingress('www.example.com'), '"www.example.com"'],
    ['by a host of another team', ingress('pay.auth.example.com'), '"pay.auth.example.com"'],
    ['by the name above its own', ingress('shop.example.com'), '"shop.example.com"'],
    ['by a name deeper than its glob', ingress('a.b.shop.example.com'), '"a.b.shop.example.com"'],
    ['by a name that ends like its own', ingress('evilshop.example.com'), '"evilshop.example.com"'],
    ['by upper case', ingress('WWW.Example.COM'), '"WWW.Example.COM"'],
    ['by a dot at the end', ingress('www.example.com.'), '"www.example.com."'],
    ['by a wildcard that answers for deeper names', ingress('*.shop.example.com'), '"*.shop.example.com"'],
    ['by a wildcard above its own', ingress('*.example.com'), '"*.example.com"'],
    ['by a slash in place of a dot', ingress('evil/shop.example.com'), '"evil/shop.example.com"'],
    ['by a letter that is another in lower case', ingress('\u212a.shop.example.com'), 'shop.example.com"'],
    ['by a dot that is none', ingress('a\uff0eshop.example.com'), 'shop.example.com"'],
    ['by the prefix of a Service', service(', dnsPrefix: www'), '"www.example.com"'],
    [
      'by the external name of a Service',
      service(', externalName: login.auth'),
      '"login.auth.shop.corp.svc.example.com"',
    ],
    ['by a DNSEndpoint that is federated', endpoint(claiming('www.example.com')), '"www.example.com"'],
    [
      'by an override of such a DNSEndpoint',
      endpoint(
        claiming('a.shop.example.com'),
        ', overrides: [{clusterName: east, clusterOverrides: [{path: /spec/endpoints/0/dnsName, value: www.example.com}]}]',
      ),
      '"www.example.com"',
    ],
  ])('%s', (_, record, name) => {
    const attacked = attackedBy(record)
    for (const words of [['diff'], ['render', '--check'], ['render', '--keep-going']]) {
      const { status, stderr } = attacked.fedrender(...words)
      expect([words, status, stderr]).toEqual([words, 2, expect.stringContaining('tenant-dns-name-denied')])
      expect(stderr).toMatch(
        new RegExp(
          `The tenant "shop" may not claim the DNS names? .*${name.replaceAll(/[*.]/g, String.raw`\$&`)}`,
        ),
      )
      expect(stderr).toContain('teams/shop/dns.yaml:')
    }
    // What is refused is not written either, where the rest is.
    expect(attacked.fedrender('render', '--dry-run', '--keep-going').stdout).not.toContain('web')
    expect(attacked.action().exitCode).toBe(2)
  })

  it('by a right that it gives itself', () => {
    const attacked = attackedRepository(fleet, (directory) => {
      const widened = config(", dnsNames: ['**']")
      write(directory, { 'fedrender.yaml': widened, 'teams/shop/dns.yaml': ingress('www.example.com') })
      expect(runCli(directory, ['render']).status).toBe(0)
    })
    expect(attacked.fedrender('render', '--check').stderr).toContain('error tenant-dns-name-denied')
    expect(attacked.action().exitCode).toBe(2)
  })

  it('without any right to names', () => {
    const attacked = attackedRepository(
      { ...fleet, 'fedrender.yaml': config('') },
      {
        'teams/shop/dns.yaml': ingress('a.shop.example.com'),
      },
    )
    expect(attacked.fedrender('render', '--check').stderr).toContain('The tenant may use none')
  })
})

describe('a tenant claims the names that it has', () => {
  it.each([
    ['hosts', ingress('A.Shop.example.com')],
    ['a Service', service('')],
    ['a Service with an external name', service(', externalName: api')],
    ['a DNSEndpoint', endpoint(claiming('a.shop.example.com'))],
  ])('for %s', (_, record) => {
    const attacked = attackedBy(record)
    const { status, stderr } = attacked.fedrender('render', '--check')
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('tenant')])
    expect(attacked.action().exitCode).toBe(0)
  })
})
