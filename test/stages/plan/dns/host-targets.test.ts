import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { Endpoint, GeneratedEndpoint } from '../../../../src/model/dns-endpoint.ts'
import { emptyDNSLock } from '../../../../src/model/dns-lock.ts'
import {
  applyHostTargets,
  hostNamesOf,
  type HostTargetsInputs,
} from '../../../../src/stages/plan/dns/host-targets.ts'
import { scaleWeights } from '../../../../src/stages/plan/dns/scale-weights.ts'
import { codesOf, deepFreeze, linesOf, serviceRecord } from './fixtures.ts'

const up: GeneratedEndpoint = {
  dnsName: 'up.example.com',
  targets: [{ target: 'x.example.com', isHostName: false }],
  recordType: 'CNAME',
  recordTTL: 60,
}

/** `x.example.com` with targets written as `cluster=target`. */
function balanced(...targets: string[]): GeneratedEndpoint {
  return {
    dnsName: 'x.example.com',
    targets: targets.map((text) => {
      const [cluster = '', target = ''] = text.split('=')
      return { cluster, target, isHostName: !/^[0-9a-f:.]*$/.test(target) }
    }),
    recordType: 'A',
    recordTTL: 60,
    labels: { serviceName: 'web' },
  }
}

function decide(
  endpoints: readonly GeneratedEndpoint[],
  inputs: Partial<HostTargetsInputs>,
): { readonly endpoints: readonly Endpoint[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const all = deepFreeze({
    hostTargets: 'cname' as const,
    lock: emptyDNSLock,
    weightProperty: 'aws/weight',
    ...inputs,
  })
  const decided = applyHostTargets(serviceRecord(), deepFreeze(endpoints), all, (each) =>
    diagnostics.push(each),
  )
  return { endpoints: decided, diagnostics }
}

describe.each(['cname', 'lock', 'weighted'] as const)('applyHostTargets with %s', (hostTargets) => {
  it('leaves addresses and the names above alone', () => {
    const { endpoints, diagnostics } = decide([balanced('a=192.0.2.1', 'b=192.0.2.1', 'b=2001:db8::1'), up], {
      hostTargets,
    })
    expect(diagnostics).toEqual([])
    expect(endpoints).toEqual([
      {
        dnsName: 'x.example.com',
        targets: ['192.0.2.1', '2001:db8::1'],
        recordType: 'A',
        recordTTL: 60,
        labels: { serviceName: 'web' },
      },
      { dnsName: 'up.example.com', targets: ['x.example.com'], recordType: 'CNAME', recordTTL: 60 },
    ])
  })
})

describe('applyHostTargets with cname', () => {
  it('makes a name whose only target is one host name a CNAME to it', () => {
    const { endpoints, diagnostics } = decide([balanced('a=lb.example.net', 'b=lb.example.net')], {})
    expect(linesOf(endpoints)).toEqual(['x.example.com CNAME lb.example.net'])
    expect(endpoints[0]).toMatchObject({ recordTTL: 60, labels: { serviceName: 'web' } })
    expect(diagnostics).toEqual([])
  })

  it.each([[['a=lb1.example.net', 'b=lb2.example.net']], [['a=lb1.example.net', 'b=192.0.2.1']]])(
    'refuses several targets with a host name among them, naming the two other modes: %j',
    (targets) => {
      const { endpoints, diagnostics } = decide([balanced(...targets), up], {})
      expect(linesOf(endpoints)).toEqual(['up.example.com CNAME x.example.com'])
      expect(codesOf(diagnostics)).toEqual(['error dns-host-names-ambiguous'])
      expect(diagnostics[0]?.message).toContain('"lb1.example.net"')
      expect(diagnostics[0]?.hint).toMatch(/"lock".*"weighted"/)
    },
  )
})

describe('applyHostTargets with lock', () => {
  const entry = { addresses: ['192.0.2.9', '192.0.2.1', '2001:db8::1'], lookedUp: '2026-01-01T00:00:00Z' }
  const lock = { hosts: new Map([['lb.example.net', entry]]) }

  it('replaces every host name by its locked addresses, united with the others', () => {
    const targets = ['a=lb.example.net', 'b=192.0.2.1', 'b=10.0.0.1']
    const { endpoints, diagnostics } = decide([balanced(...targets)], { hostTargets: 'lock', lock })
    expect(linesOf(endpoints)).toEqual(['x.example.com A 10.0.0.1,192.0.2.1,192.0.2.9,2001:db8::1'])
    expect(diagnostics).toEqual([])
  })

  it('refuses a host name that is not locked, with the command, once for a record', () => {
    const endpoints = [balanced('a=lb2.example.net', 'a=lb.example.net'), balanced('a=lb2.example.net')]
    const { diagnostics } = decide(endpoints, { hostTargets: 'lock', lock })
    expect(codesOf(diagnostics)).toEqual(['error dns-host-name-not-locked'])
    expect(diagnostics[0]?.message).toContain('"lb2.example.net"')
    expect(diagnostics[0]?.message).not.toContain('"lb.example.net"')
    expect(diagnostics[0]?.hint).toContain('fedrender dns lock')
  })

  it('never falls back to inherited properties for a host named like one', () => {
    const { diagnostics } = decide([balanced('a=constructor')], { hostTargets: 'lock', lock })
    expect(codesOf(diagnostics)).toEqual(['error dns-host-name-not-locked'])
  })
})

describe('applyHostTargets with weighted', () => {
  const hostTargets = 'weighted'

  it('writes one CNAME per cluster, with the replicas as its weight', () => {
    const replicas = new Map([
      ['a', 3],
      ['b', 6],
    ])
    const { endpoints, diagnostics } = decide([balanced('b=lb2.example.net', 'a=lb1.example.net')], {
      hostTargets,
      replicas,
    })
    expect(diagnostics).toEqual([])
    expect(endpoints).toEqual([
      {
        dnsName: 'x.example.com',
        targets: ['lb1.example.net'],
        recordType: 'CNAME',
        setIdentifier: 'a',
        recordTTL: 60,
        labels: { serviceName: 'web' },
        providerSpecific: [{ name: 'aws/weight', value: '3' }],
      },
      {
        dnsName: 'x.example.com',
        targets: ['lb2.example.net'],
        recordType: 'CNAME',
        setIdentifier: 'b',
        recordTTL: 60,
        labels: { serviceName: 'web' },
        providerSpecific: [{ name: 'aws/weight', value: '6' }],
      },
    ])
  })

  it('weighs every cluster the same without replicas, even where they share a load balancer', () => {
    const { endpoints } = decide([balanced('a=lb.example.net', 'b=lb.example.net')], {
      hostTargets,
      weightProperty: 'w',
    })
    expect(endpoints.map(({ setIdentifier, providerSpecific }) => [setIdentifier, providerSpecific])).toEqual(
      [
        ['a', [{ name: 'w', value: '1' }]],
        ['b', [{ name: 'w', value: '1' }]],
      ],
    )
  })

  it.each([
    [['a=lb1.example.net', 'b=192.0.2.1'], '"b"'],
    [['a=lb1.example.net', 'a=lb2.example.net', 'b=lb3.example.net'], '"a"'],
    [['a=192.0.2.1', 'a=lb2.example.net'], '"a"'],
  ])('refuses a cluster with anything else than one host name: %j', (targets, cluster) => {
    const { endpoints, diagnostics } = decide([balanced(...targets)], { hostTargets })
    expect(endpoints).toEqual([])
    expect(codesOf(diagnostics)).toEqual(['error dns-weights-impossible'])
    expect(diagnostics[0]?.message).toContain(`the clusters ${cluster} have`)
    expect(diagnostics[0]?.hint).toContain('"lock"')
  })
})

describe('scaleWeights', () => {
  it('brings replicas down in proportion to what providers take, and never to nothing', () => {
    const replicas = new Map([
      ['a', 1],
      ['b', 510],
      ['c', 255],
      ['d', 0],
    ])
    const weights = [...scaleWeights(['a', 'b', 'c', 'd', 'e'], replicas)]
    expect(weights).toEqual([
      ['a', 1],
      ['b', 255],
      ['c', 128],
      ['d', 0],
      ['e', 0],
    ])
  })
})

describe('hostNamesOf', () => {
  it('lists the host names of load balancers, and not the names that CNAMEs point up to', () => {
    const endpoints = [
      balanced('a=lb2.example.net', 'a=192.0.2.1'),
      balanced('b=lb1.example.net', 'b=lb2.example.net'),
      up,
    ]
    expect(hostNamesOf(endpoints)).toEqual(['lb1.example.net', 'lb2.example.net'])
  })
})
