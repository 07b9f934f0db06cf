import { describe, expect, it } from 'vitest'
import type { GeneratedEndpoint } from '../../../../src/model/dns-endpoint.ts'
import type { ClusterDNS } from '../../../../src/model/dns-record.ts'
import { dedupeAndMergeEndpoints } from '../../../../src/stages/plan/dns/dedupe-and-merge-endpoints.ts'
import { getIngressDNSEndpoints } from '../../../../src/stages/plan/dns/ingress-endpoints.ts'
import { getServiceDNSEndpoints } from '../../../../src/stages/plan/dns/service-endpoints.ts'
import { deepFreeze, ingressRecord, linesOf, serviceRecord } from './fixtures.ts'

const a: ClusterDNS = { cluster: 'a', region: 'eu', zones: ['eu-1'], loadBalancer: [{ ip: '192.0.2.1' }] }
const b: ClusterDNS = { cluster: 'b', region: 'us', zones: ['us-1', 'us-2'], loadBalancer: [] }

function endpoint(recordType: 'A' | 'CNAME', ...targets: string[]): GeneratedEndpoint {
  return {
    dnsName: 'x.example.com',
    recordType,
    recordTTL: 180,
    targets: targets.map((target) => ({ target, isHostName: false })),
  }
}

describe('getServiceDNSEndpoints', () => {
  it('names zones, regions and the whole, and points those without addresses one level up', () => {
    expect(linesOf(getServiceDNSEndpoints(serviceRecord(), 'example.com', deepFreeze([a, b])))).toEqual([
      'web.shop.corp.svc.eu-1.eu.example.com A 192.0.2.1',
      'web.shop.corp.svc.eu.example.com A 192.0.2.1',
      'web.shop.corp.svc.example.com A 192.0.2.1',
      'web.shop.corp.svc.us-1.us.example.com CNAME web.shop.corp.svc.us.example.com',
      'web.shop.corp.svc.us-2.us.example.com CNAME web.shop.corp.svc.us.example.com',
      'web.shop.corp.svc.us.example.com CNAME web.shop.corp.svc.example.com',
    ])
  })

  it('has no global name when no cluster has an address', () => {
    const names = getServiceDNSEndpoints(serviceRecord(), 'example.com', [b]).map(({ dnsName }) => dnsName)
    expect(names).not.toContain('web.shop.corp.svc.example.com')
    expect(names).toContain('web.shop.corp.svc.us.example.com')
  })

  it('points dnsPrefix to the global name, once and without a label', () => {
    const record = serviceRecord({ dnsPrefix: 'www', externalName: 'public' })
    const endpoints = getServiceDNSEndpoints(record, 'example.com', [a, b])
    expect(endpoints.filter(({ dnsName }) => dnsName === 'www.example.com')).toEqual([
      {
        dnsName: 'www.example.com',
        targets: [{ target: 'public.shop.corp.svc.example.com', isHostName: false }],
        recordType: 'CNAME',
        recordTTL: 180,
      },
    ])
  })

  it('puts externalName into the names and the name of the Service into a label', () => {
    const [first] = getServiceDNSEndpoints(serviceRecord({ externalName: 'public' }), 'example.com', [a])
    expect(first).toMatchObject({
      dnsName: 'public.shop.corp.svc.eu-1.eu.example.com',
      labels: { serviceName: 'web' },
    })
  })

  it('has a TTL of 180 seconds unless the record says otherwise', () => {
    const ttls = (spec: { recordTTL?: number }): number[] =>
      getServiceDNSEndpoints(serviceRecord(spec), 'example.com', [a]).map(({ recordTTL }) => recordTTL)
    expect(ttls({})).toEqual([180, 180, 180])
    expect(ttls({ recordTTL: 0 })).toEqual([180, 180, 180])
    expect(ttls({ recordTTL: 300 })).toEqual([300, 300, 300])
  })
})

describe('getIngressDNSEndpoints', () => {
  it('gives every host the addresses of all clusters', () => {
    const record = ingressRecord({
      hosts: ['b.example.com', 'a.example.com', 'b.example.com'],
      recordTTL: 300,
    })
    const dns = [a, { ...b, loadBalancer: [{ ip: '198.51.100.7' }] }]
    const endpoints = getIngressDNSEndpoints(record, deepFreeze(dns))
    expect(linesOf(endpoints)).toEqual([
      'a.example.com A 192.0.2.1,198.51.100.7',
      'b.example.com A 192.0.2.1,198.51.100.7',
    ])
    expect(endpoints.map(({ recordTTL }) => recordTTL)).toEqual([300, 300])
  })

  it('has no endpoint where no cluster has an address', () => {
    expect(getIngressDNSEndpoints(ingressRecord({ hosts: ['a.example.com'] }), [b])).toEqual([])
  })
})

describe('dedupeAndMergeEndpoints', () => {
  it('drops the CNAME of a name that also has addresses, in either order', () => {
    const kept = ['x.example.com A 192.0.2.1']
    expect(linesOf(dedupeAndMergeEndpoints([endpoint('CNAME', 'up'), endpoint('A', '192.0.2.1')]))).toEqual(
      kept,
    )
    expect(linesOf(dedupeAndMergeEndpoints([endpoint('A', '192.0.2.1'), endpoint('CNAME', 'up')]))).toEqual(
      kept,
    )
  })

  it('unites the targets of one type, sorted as texts and unique', () => {
    const merged = dedupeAndMergeEndpoints([
      endpoint('A', '192.0.2.9', '192.0.2.10'),
      endpoint('A', '192.0.2.9'),
    ])
    expect(linesOf(merged)).toEqual(['x.example.com A 192.0.2.10,192.0.2.9'])
  })

  it('drops empty targets and endpoints without any', () => {
    expect(dedupeAndMergeEndpoints([endpoint('CNAME', ''), endpoint('A')])).toEqual([])
    expect(linesOf(dedupeAndMergeEndpoints([endpoint('A', '', '192.0.2.1')]))).toEqual([
      'x.example.com A 192.0.2.1',
    ])
  })

  it('leaves its arguments as they were', () => {
    const endpoints = deepFreeze([endpoint('A', '192.0.2.2'), endpoint('A', '192.0.2.1')])
    expect(() => dedupeAndMergeEndpoints(endpoints)).not.toThrow()
  })
})
