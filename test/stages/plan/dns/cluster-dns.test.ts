import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { DNSRecord } from '../../../../src/model/dns-record.ts'
import {
  ingressClusterDNS,
  serviceClusterDNS,
  type AddressSources,
} from '../../../../src/stages/plan/dns/cluster-dns.ts'
import {
  clusterA,
  clusterB,
  codesOf,
  deepFreeze,
  ingressRecord,
  observed,
  serviceRecord,
} from './fixtures.ts'

const address = { ip: '203.0.113.1' }

function clusterDNS(
  record: DNSRecord,
  overrides: Partial<AddressSources>,
): { readonly dns: unknown; readonly codes: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const sources: AddressSources = deepFreeze({
    clusters: [clusterA, clusterB],
    observed: new Map([
      ['a', observed(address)],
      ['b', observed()],
    ]),
    placed: new Set(['a', 'b']),
    ...overrides,
  })
  const dns =
    record.kind === 'ServiceDNSRecord'
      ? serviceClusterDNS(record, sources, (each) => diagnostics.push(each))
      : ingressClusterDNS(record, sources, (each) => diagnostics.push(each))
  return { dns, codes: codesOf(diagnostics), diagnostics }
}

const entryA = { cluster: 'a', loadBalancer: [address], zones: ['eu-1'], region: 'eu' }
const entryB = { cluster: 'b', loadBalancer: [], zones: ['us-1', 'us-2'], region: 'us' }

describe('serviceClusterDNS', () => {
  it('has an entry for every ready cluster, with or without addresses', () => {
    expect(clusterDNS(serviceRecord(), {})).toEqual({ dns: [entryA, entryB], codes: [], diagnostics: [] })
  })

  it('counts addresses without ready endpoints only if the record allows it', () => {
    const unready = { type: 'LoadBalancer', loadBalancer: [address], readyEndpoints: false }
    const sources = {
      clusters: [clusterA],
      observed: new Map([['a', { services: new Map([['shop/web', unready]]), ingresses: new Map() }]]),
    }
    expect(clusterDNS(serviceRecord(), sources).dns).toEqual([{ ...entryA, loadBalancer: [] }])
    expect(clusterDNS(serviceRecord({ allowServiceWithoutEndpoints: true }), sources).dns).toEqual([entryA])
  })

  it('leaves out a cluster that is not ready, though it was observed', () => {
    expect(clusterDNS(serviceRecord(), { clusters: [{ ...clusterA, ready: false }, clusterB] }).dns).toEqual([
      entryB,
    ])
  })

  it("keeps a cluster that is not ready, without addresses, where the record's own status has it", () => {
    const entry = { cluster: 'a', loadBalancer: { ingress: [address] }, zones: ['eu-9'], region: 'old' }
    const record = serviceRecord({}, { status: { dns: [entry] } })
    expect(clusterDNS(record, { clusters: [{ ...clusterA, ready: false }, clusterB] }).dns).toEqual([
      { cluster: 'a', loadBalancer: [], zones: ['eu-9'], region: 'old' },
      entryB,
    ])
  })

  it("takes the cluster's own place for one that is not ready and was recorded without any", () => {
    const record = serviceRecord({}, { status: { dns: [{ cluster: 'a' }] } })
    expect(clusterDNS(record, { clusters: [{ ...clusterA, ready: false }, clusterB] }).dns).toEqual([
      { ...entryA, loadBalancer: [] },
      entryB,
    ])
  })

  it.each([
    { name: 'a', ready: true, zones: ['eu-1'] },
    { name: 'a', ready: true, region: 'eu', zones: [] },
  ])('fails the whole record where a ready cluster lacks region or zones: %j', (cluster) => {
    const { dns, codes, diagnostics } = clusterDNS(serviceRecord(), { clusters: [cluster, clusterB] })
    expect(dns).toBeUndefined()
    expect(codes).toEqual(['error dns-cluster-without-location'])
    expect(diagnostics[0]?.message).toContain('"a"')
    expect(diagnostics[0]?.message).not.toContain('"b"')
  })

  it("takes the record's own status where nothing was observed", () => {
    const entry = { cluster: 'a', loadBalancer: { ingress: [address] }, zones: ['old'], region: 'old' }
    const record = serviceRecord({}, { status: { dns: [entry, { cluster: 'b', loadBalancer: {} }] } })
    expect(clusterDNS(record, { observed: new Map() })).toEqual({
      dns: [entryA, entryB],
      codes: [],
      diagnostics: [],
    })
  })

  it('does not mix what was recorded with what was observed', () => {
    const entry = { cluster: 'b', loadBalancer: { ingress: [address] } }
    const record = serviceRecord({}, { status: { dns: [entry] } })
    const { dns, codes } = clusterDNS(record, { observed: new Map([['a', observed(address)]]) })
    expect(dns).toBeUndefined()
    expect(codes).toEqual(['error dns-cluster-not-observed'])
  })

  it('asks for the state of a ready cluster in which the Service is placed, with the command', () => {
    const sources = { observed: new Map([['a', observed(address)]]) }
    const { dns, codes, diagnostics } = clusterDNS(serviceRecord(), sources)
    expect(dns).toBeUndefined()
    expect(codes).toEqual(['error dns-cluster-not-observed'])
    expect(diagnostics[0]?.hint).toContain(
      'kubectl --context b get svc,ingress,endpoints,endpointslices,deploy,rs,pods -A -o yaml > observed/b.yaml',
    )
  })

  it('does not need the state of a cluster in which the Service is not placed', () => {
    const sources = { observed: new Map([['a', observed(address)]]), placed: new Set(['a']) }
    expect(clusterDNS(serviceRecord(), sources)).toEqual({
      dns: [entryA, entryB],
      codes: [],
      diagnostics: [],
    })
  })
})

describe('ingressClusterDNS', () => {
  const record = ingressRecord({ hosts: ['a.example.com'] })

  it('has an entry for every ready cluster and needs neither region nor zones', () => {
    const clusters = [
      { name: 'a', ready: true, zones: [] },
      { ...clusterB, ready: false },
    ]
    expect(clusterDNS(record, { clusters })).toEqual({
      dns: [{ cluster: 'a', loadBalancer: [address] }],
      codes: [],
      diagnostics: [],
    })
  })

  it('asks for the state of a ready cluster in which the Ingress is placed', () => {
    const { dns, codes } = clusterDNS(record, { observed: new Map([['a', observed(address)]]) })
    expect(dns).toBeUndefined()
    expect(codes).toEqual(['error dns-cluster-not-observed'])
  })
})
