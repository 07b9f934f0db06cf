import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { Endpoint } from '../../../../src/model/dns-endpoint.ts'
import type { DNSRecord } from '../../../../src/model/dns-record.ts'
import { splitAddressFamilies } from '../../../../src/stages/plan/dns/address-families.ts'
import { checkEndpoints } from '../../../../src/stages/plan/dns/check-endpoints.ts'
import { nameProblem } from '../../../../src/stages/plan/dns/name-problem.ts'
import { codesOf, deepFreeze, ingressRecord, linesOf, serviceRecord } from './fixtures.ts'

function endpoint(overrides: Partial<Endpoint>): Endpoint {
  return { dnsName: 'x.example.com', targets: ['192.0.2.1'], recordType: 'A', recordTTL: 60, ...overrides }
}

function check(endpoints: readonly Endpoint[], record: DNSRecord = serviceRecord()): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  checkEndpoints(record, deepFreeze(endpoints), (each) => diagnostics.push(each))
  return diagnostics
}

describe('splitAddressFamilies', () => {
  it('moves IPv6 targets to an AAAA endpoint behind the A endpoint, in canonical text and unique', () => {
    const given = endpoint({
      targets: ['192.0.2.1', '2001:DB8:0:0::1', '2001:db8::1', '2001:db8::'],
      setIdentifier: 'a',
    })
    expect(splitAddressFamilies(deepFreeze([given]))).toEqual([
      { ...given, targets: ['192.0.2.1'] },
      { ...given, recordType: 'AAAA', targets: ['2001:db8::', '2001:db8::1'] },
    ])
  })

  it('has no empty endpoint for either family, and leaves CNAMEs alone', () => {
    const cname = endpoint({ recordType: 'CNAME', targets: ['lb.example.net'] })
    const given = [endpoint({ targets: ['2001:db8::1'] }), endpoint({}), cname]
    expect(linesOf(splitAddressFamilies(deepFreeze(given)))).toEqual([
      'x.example.com AAAA 2001:db8::1',
      'x.example.com A 192.0.2.1',
      'x.example.com CNAME lb.example.net',
    ])
  })

  it('takes an IPv4-mapped address for IPv6, as ExternalDNS does', () => {
    expect(linesOf(splitAddressFamilies([endpoint({ targets: ['::ffff:192.0.2.1'] })]))).toEqual([
      'x.example.com AAAA ::ffff:192.0.2.1',
    ])
  })
})

describe('nameProblem', () => {
  const label63 = 'a'.repeat(63)

  it.each([
    'example.com',
    '*.apps.example.com',
    '_acme.example.com',
    'XN--bcher-kva.example',
    `${label63}.example.com`,
    [label63, label63, label63, 'a'.repeat(61)].join('.'),
  ])('takes %j', (name) => expect(nameProblem(name)).toBeUndefined())

  it.each([
    ['', 'is empty'],
    ['example.com.', 'ends with a dot'],
    ['a..com', 'has an empty label'],
    [`a${label63}.example.com`, 'has a label of 64 characters'],
    [[label63, label63, label63, 'a'.repeat(62)].join('.'), 'has 254 characters'],
    ['a b.com', 'has the label "a b" with a character that DNS does not take'],
    ['a.*.com', 'has the label "*" with a character that DNS does not take'],
    ['*', 'has the label "*" with a character that DNS does not take'],
    ['*a.com', 'has the label "*a" with a character that DNS does not take'],
    ['b\u00fccher.example', 'has the label "b\u00fccher" with a character that DNS does not take'],
    ['-a.com', 'has the label "-a" with a "-" at its end'],
    ['192.0.2.01', 'ends with a number, as only an address does'],
  ])('refuses %j', (name, problem) => expect(nameProblem(name)).toBe(problem))
})

describe('checkEndpoints', () => {
  it('finds nothing wrong with valid endpoints', () => {
    const endpoints = [
      endpoint({ labels: { serviceName: 'web' } }),
      endpoint({ recordType: 'AAAA', targets: ['2001:db8::1', '::ffff:192.0.2.1'] }),
      endpoint({ recordType: 'CNAME', targets: ['lb.example.net'], dnsName: '*.example.com' }),
    ]
    expect(check(endpoints)).toEqual([])
  })

  it.each([
    ['dns-address-invalid', { targets: ['2001:db8::1'] }],
    ['dns-address-invalid', { targets: ['::ffff:192.0.2.1'] }],
    ['dns-address-invalid', { targets: ['lb.example.net'] }],
    ['dns-address-invalid', { targets: ['192.0.2.1.'] }],
    ['dns-address-invalid', { recordType: 'AAAA' as const }],
    [
      'dns-cname-several-targets',
      { recordType: 'CNAME' as const, targets: ['a.example.net', 'b.example.net'] },
    ],
    ['dns-cname-loop', { recordType: 'CNAME' as const, targets: ['X.example.com'] }],
    ['dns-name-invalid', { recordType: 'CNAME' as const, targets: ['lb.example.net.'] }],
    ['dns-name-invalid', { recordType: 'CNAME' as const, targets: ['*.example.net'] }],
    ['dns-name-invalid', { recordType: 'CNAME' as const, targets: ['192.0.2.01'] }],
    ['dns-name-invalid', { dnsName: 'x.example.com.' }],
    ['dns-label-invalid', { labels: { serviceName: 'a,b' } }],
    ['dns-label-invalid', { labels: { serviceName: 'a=b' } }],
    ['dns-label-invalid', { labels: { serviceName: 'a"b' } }],
  ])('reports %s for %j', (code, overrides) => {
    expect(codesOf(check([endpoint(overrides)]))).toEqual([`error ${code}`])
  })

  it.each([-1, 2 ** 31])('refuses the TTL %d, even of a record without endpoints', (recordTTL) => {
    const diagnostics = check([], serviceRecord({ recordTTL }))
    expect(codesOf(diagnostics)).toEqual(['error dns-ttl-invalid'])
    expect(diagnostics[0]?.at).toMatchObject({ pointer: '/spec/recordTTL' })
  })

  it.each([0, 1, 2 ** 31 - 1])('takes the TTL %d', (recordTTL) => {
    expect(check([], serviceRecord({ recordTTL }))).toEqual([])
  })

  it('says once what is wrong with a name that a CNAME points to', () => {
    const diagnostics = check([
      endpoint({ dnsName: 'x.example.com.' }),
      endpoint({ dnsName: 'y.example.com', recordType: 'CNAME', targets: ['x.example.com.'] }),
    ])
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'ServiceDNSRecord "shop/web" needs a name that ends with a dot: "x.example.com.".',
    ])
  })

  it('refuses a bad host before it has an address', () => {
    expect(codesOf(check([], ingressRecord({ hosts: ['a_b..com'] })))).toEqual(['error dns-name-invalid'])
  })

  it('says once what is wrong with all names, and where an Ingress has the host', () => {
    const record = ingressRecord({ hosts: ['a.example.com', 'x.example.com.', 'y.example.com.'] })
    const diagnostics = check(
      ['a.example.com', 'x.example.com.', 'y.example.com.'].map((dnsName) => endpoint({ dnsName })),
      record,
    )
    expect(codesOf(diagnostics)).toEqual(['error dns-name-invalid'])
    expect(diagnostics[0]?.message).toContain('ends with a dot: "x.example.com.", "y.example.com."')
    expect(diagnostics[0]?.at).toMatchObject({ pointer: '/spec/hosts/1' })
  })
})
