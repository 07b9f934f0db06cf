import { expect, it } from 'vitest'
import type { DNSEndpoint } from '../../../../src/model/dns-endpoint.ts'
import type { RenderPlan } from '../../../../src/model/render-plan.ts'
import { dnsMap, type MappedNames } from '../../../../src/views/report/dns/dns-map.ts'

const hosts = new Map([['lb.example.net', { addresses: ['198.51.100.1'], lookedUp: '2026-01-01T00:00:00Z' }]])

function namesOf(dnsEndpoint: Pick<DNSEndpoint, 'clusters' | 'endpoints'>): readonly MappedNames[] {
  const dns = { dnsEndpoints: [{ ...dnsEndpoint, record: {} }], failed: [], hostNames: [] }
  const plan = { dns, federation: { dnsLock: { hosts } } } as unknown as RenderPlan
  return dnsMap(plan).records.flatMap(({ names }) => names)
}

it('leads from a name to the clusters and their addresses, those of a locked host name too', () => {
  const names = namesOf({
    clusters: [
      { cluster: 'eu', loadBalancer: [{ ip: '203.0.113.1' }] },
      { cluster: 'us', loadBalancer: [{ hostname: 'lb.example.net' }] },
    ],
    endpoints: [
      { dnsName: 'a', targets: ['198.51.100.1', '203.0.113.1'], recordType: 'A', recordTTL: 60 },
      { dnsName: 'b', targets: ['a'], recordType: 'CNAME', recordTTL: 60 },
    ],
  })
  expect(names).toStrictEqual([
    {
      dnsNames: ['a'],
      recordTTL: 60,
      targets: [
        {
          cluster: 'us',
          addresses: [{ target: '198.51.100.1', recordType: 'A', lockedFor: 'lb.example.net' }],
        },
        { cluster: 'eu', addresses: [{ target: '203.0.113.1', recordType: 'A' }] },
      ],
    },
    {
      dnsNames: ['b'],
      recordTTL: 60,
      targets: [{ addresses: [{ target: 'a', recordType: 'CNAME' }] }],
    },
  ])
})

it('has the weight of each cluster beside the sum', () => {
  const endpoint = (cluster: string, value: string) =>
    ({
      dnsName: 'a',
      targets: [`${cluster}.example.net`],
      recordType: 'CNAME',
      recordTTL: 60,
      setIdentifier: cluster,
      providerSpecific: [{ name: 'aws/weight', value }],
    }) as const
  const [name] = namesOf({
    clusters: ['eu', 'us'].map((cluster) => ({
      cluster,
      loadBalancer: [{ hostname: `${cluster}.example.net` }],
    })),
    endpoints: [endpoint('eu', '3'), endpoint('us', '0')],
  })
  expect(name?.targets.map(({ cluster, weight }) => [cluster, weight])).toStrictEqual([
    ['eu', { weight: 3, sum: 3 }],
    ['us', { weight: 0, sum: 3 }],
  ])
})

it('has an address that two clusters share for each of them', () => {
  const loadBalancer = [{ ip: '203.0.113.1' }]
  const [name] = namesOf({
    clusters: ['eu', 'us'].map((cluster) => ({ cluster, loadBalancer })),
    endpoints: [{ dnsName: 'a', targets: ['203.0.113.1'], recordType: 'A', recordTTL: 1 }],
  })
  expect(name?.targets.map(({ cluster }) => cluster)).toStrictEqual(['eu', 'us'])
})

it('has names with equal targets as one', () => {
  const endpoint = (dnsName: string) =>
    ({ dnsName, targets: ['203.0.113.1'], recordType: 'A', recordTTL: 1 }) as const
  const names = namesOf({ clusters: [], endpoints: [endpoint('a'), endpoint('b')] })
  expect(names.map(({ dnsNames }) => dnsNames)).toStrictEqual([['a', 'b']])
})
