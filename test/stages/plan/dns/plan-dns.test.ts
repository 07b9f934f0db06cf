import { describe, expect, it } from 'vitest'
import type { DNSRecord } from '../../../../src/model/dns-record.ts'
import { dnsEndpointObject } from '../../../../src/stages/emit/dns-endpoint-object.ts'
import type { DNSTarget } from '../../../../src/stages/plan/dns/lint-record.ts'
import { defaultRenderConfig } from '../../../../src/model/render-config.ts'
import {
  clusterA,
  clusterB,
  codesOf,
  domainOf,
  ingressRecord,
  linesOf,
  observed,
  planRecords,
  serviceRecord,
} from './fixtures.ts'

const host = 'shop.example.com'
const placed = new Set(['a', 'b'])

function planWithTarget(record: DNSRecord, target: DNSTarget | undefined): readonly string[] {
  return codesOf(planRecords([record], { targets: new Map(target ? [[record, target]] : []) }).diagnostics)
}

describe('planDNS', () => {
  it('makes one DNSEndpoint of each record, sorted by namespace and name', () => {
    const records = [serviceRecord({}, {}, 'z'), ingressRecord({ hosts: [host] }), serviceRecord()]
    const { plan } = planRecords(records)
    expect(plan.dnsEndpoints.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      'shop/ingress-web',
      'shop/service-web',
      'shop/service-z',
    ])
    expect(plan.failed).toEqual([])
  })

  it("writes objects in the field order of ExternalDNS's type", () => {
    const settings = { ...defaultRenderConfig.dns, hostTargets: 'weighted' } as const
    const record = ingressRecord({ hosts: [host], recordTTL: 300 })
    const { plan } = planRecords([record], {
      settings,
      observed: new Map([
        ['a', observed({ hostname: 'lb.example.net' })],
        ['b', observed()],
      ]),
    })
    expect(plan.dnsEndpoints.map((each) => JSON.stringify(dnsEndpointObject(each)))).toEqual([
      '{"apiVersion":"externaldns.k8s.io/v1alpha1","kind":"DNSEndpoint","metadata":{"name":"ingress-web","namespace":"shop"},"spec":{"endpoints":[{"dnsName":"shop.example.com","targets":["lb.example.net"],"recordType":"CNAME","setIdentifier":"a","recordTTL":300,"providerSpecific":[{"name":"aws/weight","value":"1"}]}]}}',
    ])
    expect(plan.hostNames).toEqual(['lb.example.net'])
  })

  it('writes the KubeFed group on request, with labels', () => {
    const settings = {
      ...defaultRenderConfig.dns,
      apiVersion: 'multiclusterdns.kubefed.io/v1alpha1',
    } as const
    const { plan } = planRecords([serviceRecord({ externalName: 'public' })], { settings })
    const [object] = plan.dnsEndpoints.map((each) => JSON.stringify(dnsEndpointObject(each)))
    expect(object).toContain('"apiVersion":"multiclusterdns.kubefed.io/v1alpha1"')
    expect(object).toContain('"recordTTL":180,"labels":{"serviceName":"web"}}')
  })

  it('refuses weights for the KubeFed group, once', () => {
    const settings = {
      ...defaultRenderConfig.dns,
      apiVersion: 'multiclusterdns.kubefed.io/v1alpha1',
      hostTargets: 'weighted',
    } as const
    const { plan, diagnostics } = planRecords([serviceRecord(), serviceRecord({}, {}, 'z')], { settings })
    expect(codesOf(diagnostics)).toEqual(['error dns-weights-unsupported'])
    expect(plan.dnsEndpoints).toEqual([])
    expect(plan.failed.map(({ name }) => name)).toEqual(['web', 'z'])
  })

  it('leaves out a record in error and plans the others', () => {
    const bad = serviceRecord({ recordTTL: -5 })
    const { plan, diagnostics } = planRecords([bad, ingressRecord({ hosts: [host] })])
    expect(codesOf(diagnostics)).toEqual(['error dns-ttl-invalid'])
    expect(diagnostics[0]).toMatchObject({ at: { pointer: '/spec/recordTTL' }, subject: bad.manifest })
    expect(plan.failed).toEqual([bad])
    expect(plan.dnsEndpoints.map(({ name }) => name)).toEqual(['ingress-web'])
  })

  it('serves IPv6 addresses as AAAA beside A', () => {
    const { plan } = planRecords([ingressRecord({ hosts: [host] })], {
      observed: new Map([
        ['a', observed({ ip: '2001:db8::1' })],
        ['b', observed({ ip: '203.0.113.2' })],
      ]),
    })
    expect(linesOf(plan.dnsEndpoints[0]!.endpoints)).toEqual([
      `${host} A 203.0.113.2`,
      `${host} AAAA 2001:db8::1`,
    ])
  })

  it('refuses an ip that is no address, whatever becomes of host names', () => {
    const inputs = { observed: new Map([['a', observed({ ip: '203.0.113.01' })]]), clusters: [clusterA] }
    expect(codesOf(planRecords([ingressRecord({ hosts: [host] })], inputs).diagnostics)).toEqual([
      'error dns-name-invalid',
    ])
  })

  it('says once that nothing was observed, with the commands for all ready clusters', () => {
    const recorded = ingressRecord(
      { hosts: [host] },
      { status: { dns: [{ cluster: 'a' }, { cluster: 'b' }] } },
    )
    const records = [serviceRecord(), serviceRecord({}, {}, 'z'), recorded]
    const { plan, diagnostics } = planRecords(records, { observed: new Map() })
    expect(codesOf(diagnostics)).toEqual(['error dns-nothing-observed'])
    expect(diagnostics[0]?.message).toContain(
      'for ServiceDNSRecord "shop/web", ServiceDNSRecord "shop/z" are',
    )
    expect(diagnostics[0]?.hint).toContain(
      'for cluster in a b; do kubectl --context "$cluster" get svc,ingress,',
    )
    expect(plan.failed.map(({ name }) => name)).toEqual(['web', 'z'])
    expect(plan.dnsEndpoints.map(({ name }) => name)).toEqual(['ingress-web'])
  })

  it('needs nothing observed where no cluster is ready', () => {
    const { plan, diagnostics } = planRecords([serviceRecord()], {
      observed: new Map(),
      clusters: [{ ...clusterA, ready: false }],
    })
    expect(diagnostics).toEqual([])
    expect(plan.dnsEndpoints[0]?.endpoints).toEqual([])
  })

  it('gives the names that the users stated, with their TTL', () => {
    const rest = { metadata: { name: 'test-service' } }
    const record = serviceRecord({ domainRef: 'corp', recordTTL: 300 }, rest, 'test-service')
    const service = { type: 'LoadBalancer', loadBalancer: [{ ip: '203.0.113.1' }], readyEndpoints: true }
    const observation = { services: new Map([['shop/test-service', service]]), ingresses: new Map() }
    const { plan } = planRecords([record], { clusters: [clusterA], observed: new Map([['a', observation]]) })
    expect(
      plan.dnsEndpoints[0]?.endpoints.map(({ dnsName, recordTTL }) => `${dnsName} ${recordTTL}`),
    ).toEqual([
      'test-service.shop.corp.svc.eu-1.eu.example.com 300',
      'test-service.shop.corp.svc.eu.example.com 300',
      'test-service.shop.corp.svc.example.com 300',
    ])
  })
})

describe('the order of a plan', () => {
  it('is that of names, whatever that of clusters and host names is', () => {
    const settings = { ...defaultRenderConfig.dns, hostTargets: 'weighted' } as const
    const { plan } = planRecords([ingressRecord({ hosts: [host] })], {
      settings,
      clusters: [clusterB, clusterA],
      observed: new Map([
        ['b', observed({ hostname: 'a.example.net' })],
        ['a', observed({ hostname: 'b.example.net' })],
      ]),
    })
    expect(plan.hostNames).toEqual(['a.example.net', 'b.example.net'])
    expect(plan.dnsEndpoints[0]?.endpoints.map(({ targets }) => targets)).toEqual([
      ['b.example.net'],
      ['a.example.net'],
    ])
  })
})

describe('the Domain of a ServiceDNSRecord', () => {
  const systemNamespace = 'kube-federation-system'

  it('may lie in the system namespace or name none', () => {
    expect(
      planRecords([serviceRecord()], { domains: [domainOf(undefined, systemNamespace)] }).diagnostics,
    ).toEqual([])
    expect(planRecords([serviceRecord()]).diagnostics).toEqual([])
  })

  it('is missed, with those that there are', () => {
    const { diagnostics, plan } = planRecords([serviceRecord({ domainRef: 'crop' })])
    expect(codesOf(diagnostics)).toEqual(['error dns-domain-missing'])
    expect(diagnostics[0]?.at).toMatchObject({ pointer: '/spec/domainRef' })
    expect(diagnostics[0]?.hint).toContain('"corp"')
    expect(plan.failed).toHaveLength(1)
  })

  it('is missed with those that count, sorted', () => {
    const named = (name: string, namespace?: string): ReturnType<typeof domainOf> => ({
      ...domainOf(undefined, namespace),
      name,
    })
    const domains = [named('b'), named('a', systemNamespace), named('c', 'shop')]
    const { diagnostics } = planRecords([serviceRecord({ domainRef: 'x' })], { domains })
    expect(diagnostics[0]?.hint).toContain('"a", "b"')
    expect(diagnostics[0]?.hint).not.toContain('"c"')
  })

  it.each([
    [{ spec: { domain: 'example.com' } }, '/spec'],
    [{ spec: { domain: 'example.com', other: 1 } }, '/spec/domain'],
  ])('moves to the top level from %j, and leaves what is beside it', (fields, leaveOut) => {
    const { diagnostics } = planRecords([], { domains: [domainOf(fields)] })
    expect(diagnostics[0]?.fix).toMatchObject({
      kind: 'edit',
      edits: [{ pointer: '/domain', value: 'example.com' }, { pointer: leaveOut }],
    })
  })

  it('without any domain is reported as a whole, and has no fix', () => {
    const [diagnostic] = planRecords([], { domains: [domainOf({})] }).diagnostics
    expect(diagnostic).toMatchObject({ at: { pointer: '' } })
    expect(diagnostic?.fix).toBeUndefined()
  })

  it('does not count in another namespace', () => {
    const { diagnostics } = planRecords([serviceRecord()], { domains: [domainOf(undefined, 'shop')] })
    expect(codesOf(diagnostics)).toEqual(['error dns-domain-in-wrong-namespace'])
    expect(diagnostics[0]?.related).toHaveLength(1)
  })

  it('counts in the system namespace even beside one in another', () => {
    const domains = [domainOf({ domain: 'other.example' }, 'shop'), domainOf(undefined, systemNamespace)]
    const { plan, diagnostics } = planRecords([serviceRecord()], { domains })
    expect(diagnostics).toEqual([])
    expect(plan.dnsEndpoints[0]?.endpoints[0]?.dnsName).toMatch(/\.example\.com$/)
  })

  it('has its domain at the top level', () => {
    const misplaced = domainOf({ spec: { domain: 'example.com' } })
    const { diagnostics, plan } = planRecords([serviceRecord()], { domains: [misplaced] })
    expect(codesOf(diagnostics)).toEqual(['error dns-domain-without-domain'])
    expect(diagnostics[0]).toMatchObject({ at: { pointer: '/spec/domain' } })
    expect(diagnostics[0]?.hint).toContain('top level')
    expect(plan.failed).toHaveLength(1)
    expect(codesOf(planRecords([], { domains: [domainOf({})] }).diagnostics)).toEqual([
      'error dns-domain-without-domain',
    ])
  })
})

describe('the lint of one record', () => {
  const service = serviceRecord()
  const ingress = ingressRecord({ hosts: [host, 'a.apps.example.com'] })

  it('finds nothing wrong with a placed load balancer', () => {
    const serviceTypes = new Map([...placed].map((cluster) => [cluster, 'LoadBalancer']))
    const replicas = new Map([...placed].map((cluster) => [cluster, 3]))
    expect(planWithTarget(service, { placed, serviceTypes, replicas })).toEqual([])
  })

  it.each([undefined, { placed: new Set<string>() }])(
    'warns about a target that is placed nowhere: %j',
    (target) => {
      expect(planWithTarget(service, target)).toEqual(['warning dns-target-not-placed'])
      expect(planWithTarget(ingress, target)).toEqual(['warning dns-target-not-placed'])
    },
  )

  it('names the Service or the Ingress that is placed nowhere, at the name of the record', () => {
    const reported = (record: DNSRecord): unknown =>
      planRecords([record], { targets: new Map() }).diagnostics.map(({ message, at }) => [message, at])
    expect(reported(service)).toEqual([
      [
        'ServiceDNSRecord "shop/web" is for the Service "shop/web", which is placed in no cluster.',
        expect.objectContaining({ pointer: '/metadata/name' }),
      ],
    ])
    expect(reported(ingress)).toEqual([
      [expect.stringContaining('is for the Ingress or route "shop/web", which'), expect.anything()],
    ])
  })

  it('names the clusters of each type of Service, sorted, where it is placed', () => {
    const serviceTypes = new Map([
      ['b', 'NodePort'],
      ['d', 'ClusterIP'],
      ['a', 'NodePort'],
      ['c', 'ClusterIP'],
    ])
    const target = { placed: new Set(['a', 'b', 'c']), serviceTypes }
    const { diagnostics } = planRecords([service], { targets: new Map([[service, target]]) })
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('a Service of type "ClusterIP" in the clusters "c", which'),
      expect.stringContaining('a Service of type "NodePort" in the clusters "a", "b", which'),
    ])
  })

  it('reports a host without a rule at its place in the list, with the hosts of rules', () => {
    const record = ingressRecord({ hosts: [host, 'first.apps.example.com', 'second.other.example.com'] })
    const target = { placed, hosts: new Set([host, '*.apps.example.com', 'a.example.com']) }
    const { diagnostics } = planRecords([record], { targets: new Map([[record, target]]) })
    expect(diagnostics).toMatchObject([{ code: 'dns-host-without-rule', at: { pointer: '/spec/hosts/2' } }])
    expect(diagnostics[0]?.hint).toContain('"*.apps.example.com", "a.example.com", "shop.example.com"')
  })

  it('names every name that points to a name without any record, once for each of those', () => {
    const empty = new Map([['a', observed()]])
    const { diagnostics } = planRecords([serviceRecord({ dnsPrefix: 'www' })], {
      observed: empty,
      clusters: [clusterA],
    })
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'ServiceDNSRecord "shop/web" points "web.shop.corp.svc.eu.example.com", "www.example.com" to "web.shop.corp.svc.example.com", which has no record.',
    ])
  })

  it('sorts the addresses that are private', () => {
    const observation = observed({ ip: '10.0.0.2' }, { ip: '10.0.0.1' }, { ip: '203.0.113.1' })
    const { diagnostics } = planRecords([service], {
      observed: new Map([['a', observation]]),
      clusters: [clusterA],
    })
    expect(diagnostics[0]?.message).toContain('"10.0.0.1", "10.0.0.2"')
  })

  it('warns about addresses from a cluster in which the target is not placed', () => {
    const target = { placed: new Set(['a']) }
    const { diagnostics } = planRecords([service], { targets: new Map([[service, target]]) })
    expect(codesOf(diagnostics)).toEqual(['warning dns-address-from-unplaced-cluster'])
    expect(diagnostics[0]?.message).toContain('clusters "b"')
  })

  it('warns about replicas in a ready cluster without an address, and not in one that is not ready', () => {
    const status = { dns: [{ cluster: 'b', region: 'us', zones: ['us-1'] }] }
    const record = serviceRecord({}, { status })
    const targets = new Map([
      [
        record,
        {
          placed,
          replicas: new Map([
            ['a', 1],
            ['b', 2],
          ]),
        },
      ],
    ])
    const silent = new Map([
      ['a', observed({ ip: '203.0.113.1' })],
      ['b', observed()],
    ])
    const codes = (ready: boolean): readonly string[] =>
      codesOf(
        planRecords([record], { targets, observed: silent, clusters: [clusterA, { ...clusterB, ready }] })
          .diagnostics,
      )
    expect(codes(true)).toEqual(['warning dns-replicas-without-address'])
    expect(codes(false)).toEqual([])
  })

  it('warns about a Service of another type, by type, where it is placed', () => {
    const serviceTypes = new Map([
      ['a', 'ClusterIP'],
      ['b', 'LoadBalancer'],
      ['c', 'NodePort'],
    ])
    expect(planWithTarget(service, { placed, serviceTypes })).toEqual([
      'warning dns-service-not-load-balancer',
    ])
  })

  it('warns about hosts that no rule has; wildcards of rules stand for one label', () => {
    expect(planWithTarget(ingress, { placed, hosts: new Set([host]) })).toEqual([
      'warning dns-host-without-rule',
    ])
    expect(planWithTarget(ingress, { placed, hosts: new Set([host, '*.apps.example.com']) })).toEqual([])
    expect(planWithTarget(ingress, { placed, hosts: new Set([host, '*.example.com']) })).toEqual([
      'warning dns-host-without-rule',
    ])
    expect(planWithTarget(ingress, { placed, hosts: new Set(['']) })).toEqual([])
    expect(planWithTarget(ingress, { placed })).toEqual([])
  })

  it('says that addresses are private', () => {
    const inputs = { observed: new Map([['a', observed({ ip: '10.0.0.1' })]]), clusters: [clusterA] }
    const { diagnostics } = planRecords([service], inputs)
    expect(codesOf(diagnostics)).toEqual(['info dns-address-private'])
    expect(diagnostics[0]?.message).toContain('"10.0.0.1"')
  })

  it('warns about names that point to a name without any record, and writes them all the same', () => {
    const empty = new Map([
      ['a', observed()],
      ['b', observed()],
    ])
    const { plan, diagnostics } = planRecords([serviceRecord({ dnsPrefix: 'www' })], { observed: empty })
    expect(codesOf(diagnostics)).toEqual(['warning dns-cname-dangling'])
    expect(diagnostics[0]?.message).toContain('to "web.shop.corp.svc.example.com"')
    expect(plan.dnsEndpoints[0]?.endpoints).toHaveLength(6)
  })

  it('knows that another record can have the name that a CNAME points to', () => {
    const empty = { services: new Map(), ingresses: new Map([['shop/web', [{ ip: '203.0.113.1' }]]]) }
    const records = [serviceRecord(), ingressRecord({ hosts: ['web.shop.corp.svc.example.com'] })]
    expect(
      planRecords(records, {
        observed: new Map([
          ['a', empty],
          ['b', empty],
        ]),
      }).diagnostics,
    ).toEqual([])
  })

  it('reports a dnsPrefix that meets another name of its record', () => {
    const empty = new Map([
      ['a', observed()],
      ['b', observed()],
    ])
    const codes = (dnsPrefix: string): readonly string[] =>
      codesOf(planRecords([serviceRecord({ dnsPrefix })], { observed: empty }).diagnostics)
    expect(codes('web.shop.corp.svc')).toContain('error dns-cname-loop')
    expect(codes('web.shop.corp.svc.eu-1.eu')).toContain('error dns-cname-several-targets')
  })
})

describe('names that two records claim', () => {
  const first = ingressRecord({ hosts: [host] }, {}, 'one')
  const second = ingressRecord({ hosts: ['Shop.example.com'] }, {}, 'two')

  function claims(
    records: readonly DNSRecord[],
    shareHosts: boolean,
    ...addresses: string[]
  ): readonly string[] {
    const [one = '', two = ''] = addresses
    const ingresses = new Map([
      ['shop/one', [one.includes('net') ? { hostname: one } : { ip: one }]],
      ['shop/two', [two.includes('net') ? { hostname: two } : { ip: two }]],
    ])
    const { plan, diagnostics } = planRecords(records, {
      clusters: [clusterA],
      observed: new Map([['a', { services: new Map(), ingresses }]]),
      settings: { ...defaultRenderConfig.dns, shareHosts },
    })
    expect(plan.dnsEndpoints).toHaveLength(diagnostics.length > 0 ? 1 : 2)
    return codesOf(diagnostics)
  }

  it('are an error where the content differs, whatever their case', () => {
    expect(claims([first, second], false, '203.0.113.1', '203.0.113.2')).toEqual([
      'error dns-name-claimed-twice',
    ])
  })

  it('are no error where the content is the same', () => {
    expect(claims([first, second], false, '203.0.113.1', '203.0.113.1')).toEqual([])
  })

  it('are named, with the other record', () => {
    const hosts = [host, 'a.example.com']
    const records = [ingressRecord({ hosts }, {}, 'one'), ingressRecord({ hosts }, {}, 'two')]
    const ingresses = new Map([
      ['shop/one', [{ ip: '203.0.113.1' }]],
      ['shop/two', [{ ip: '203.0.113.2' }]],
    ])
    const { diagnostics } = planRecords(records, {
      clusters: [clusterA],
      observed: new Map([['a', { services: new Map(), ingresses }]]),
    })
    expect(diagnostics.map(({ message, related }) => [message, related.length])).toEqual([
      [expect.stringMatching(/ both claim "a.example.com", "shop.example.com", with different content/), 1],
    ])
    expect(diagnostics[0]?.related[0]?.message).toBe('the other record')
  })

  it('may be shared by IngressDNSRecords with one TTL, on request', () => {
    expect(claims([first, second], true, '203.0.113.1', '203.0.113.2')).toEqual([])
    const slow = ingressRecord({ hosts: [host], recordTTL: 600 }, {}, 'two')
    expect(claims([first, slow], true, '203.0.113.1', '203.0.113.2')).toEqual([
      'error dns-name-claimed-twice',
    ])
  })

  it('are never shared by CNAMEs, which can not be united', () => {
    expect(claims([first, second], true, 'lb1.example.net', 'lb2.example.net')).toEqual([
      'error dns-name-claimed-twice',
    ])
  })

  it('are an error of their own where one is a CNAME and the other not', () => {
    expect(claims([first, second], true, 'lb1.example.net', '203.0.113.2')).toEqual([
      'error dns-cname-beside-other',
    ])
  })

  it('are never shared with a ServiceDNSRecord', () => {
    const service = serviceRecord()
    const ingress = ingressRecord({ hosts: ['web.shop.corp.svc.example.com'], recordTTL: 180 }, {}, 'api')
    const { diagnostics, plan } = planRecords([service, ingress], {
      clusters: [clusterA],
      observed: new Map([
        [
          'a',
          {
            services: observed({ ip: '203.0.113.1' }).services,
            ingresses: new Map([['shop/api', [{ ip: '203.0.113.2' }]]]),
          },
        ],
      ]),
      settings: { ...defaultRenderConfig.dns, shareHosts: true },
    })
    expect(codesOf(diagnostics)).toEqual(['error dns-name-claimed-twice'])
    expect(diagnostics[0]?.related).toHaveLength(1)
    expect(plan.failed).toEqual([service])
  })
})
