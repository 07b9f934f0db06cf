import * as fc from 'fast-check'
import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createIngressDNSRecord, createServiceDNSRecord } from '../../src/stages/validate/dns-records.ts'
import type { DNSRecord } from '../../src/model/dns-record.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { LoadBalancerAddress } from '../../src/model/observed-cluster.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import { dnsLockObject } from '../../src/authoring/objects/dns-lock-object.ts'
import { formatIPAddress, parseIPAddress } from '../../src/kubernetes/ip-address.ts'
import { mergeDNSLock } from '../../src/authoring/objects/merge-dns-lock.ts'
import { planDNS, type DNSInputs } from '../../src/stages/plan/dns/plan-dns.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { lockOf } from '../../src/stages/validate/dns-lock.ts'

const hosts = ['lb-1.example.net', 'lb-2.example.net'] as const
const lookedUp = '2026-01-01T00:00:00Z'

const address: fc.Arbitrary<LoadBalancerAddress> = fc.oneof(
  fc.ipV4().map((ip) => ({ ip })),
  fc.ipV6().map((ip) => ({ ip })),
  fc.constantFrom(...hosts).map((hostname) => ({ hostname })),
)

const cluster = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  ready: fc.boolean(),
  region: fc.constantFrom('eu', 'us'),
  zones: fc.uniqueArray(fc.constantFrom('z1', 'z2'), { minLength: 1 }),
  addresses: fc.array(address, { maxLength: 3 }),
})

const inputs: fc.Arbitrary<DNSInputs> = fc
  .record({
    clusters: fc.uniqueArray(cluster, { selector: ({ name }) => name, minLength: 1 }),
    dnsPrefix: fc.constantFrom('', 'www'),
    hostTargets: fc.constantFrom('cname', 'lock', 'weighted'),
    locked: fc.subarray([...hosts]),
  })
  .map(({ clusters, dnsPrefix, hostTargets, locked }) => {
    const records: readonly DNSRecord[] = [
      createServiceDNSRecord(
        manifestOf({ metadata: { name: 'web' }, spec: { domainRef: 'corp', dnsPrefix } }),
        'shop',
      ),
      createIngressDNSRecord(
        manifestOf({ metadata: { name: 'web' }, spec: { hosts: ['x.example.com'] } }),
        'shop',
      ),
    ]
    const placed = new Set(clusters.map(({ name }) => name))
    return {
      records,
      domains: [{ manifest: manifestOf({}), name: 'corp', domain: 'example.com' }],
      systemNamespace: 'kube-federation-system',
      clusters: clusters.map(({ name, ready, region, zones }) => ({ name, ready, region, zones })),
      observed: new Map(
        clusters.map(({ name, addresses }) => {
          const service = { type: 'LoadBalancer', loadBalancer: addresses, readyEndpoints: true }
          return [
            name,
            { services: new Map([['shop/web', service]]), ingresses: new Map([['shop/web', addresses]]) },
          ]
        }),
      ),
      targets: new Map(records.map((record) => [record, { placed }])),
      lock: {
        hosts: new Map(locked.map((host) => [host, { addresses: ['192.0.2.1', '2001:db8::1'], lookedUp }])),
      },
      settings: { ...defaultRenderConfig.dns, hostTargets },
    }
  })

function manifestOf(value: JsonObject): Manifest {
  return { file: { path: 'dns.yaml', text: '' }, start: 0, end: 0, item: '', value }
}

describe('planDNS', () => {
  it('writes only what ExternalDNS takes', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        for (const { endpoints } of planDNS(given)[0].dnsEndpoints) {
          for (const { recordType, targets } of endpoints) {
            expect(targets).toEqual([...new Set(targets)].sort())
            if (recordType === 'CNAME') expect(targets).toHaveLength(1)
            const version = { A: 4, AAAA: 6, CNAME: 0 }[recordType]
            expect(targets.map((target) => isIP(target))).toEqual(targets.map(() => version))
          }
          const keys = endpoints.map(
            ({ dnsName, recordType, setIdentifier }) => `${dnsName} ${recordType} ${setIdentifier}`,
          )
          expect(new Set(keys).size).toBe(keys.length)
          const typesOf = new Map<string, Set<string>>()
          for (const { dnsName, recordType } of endpoints) {
            typesOf.set(dnsName, (typesOf.get(dnsName) ?? new Set()).add(recordType))
          }
          expect([...typesOf.values()].filter((types) => types.has('CNAME') && types.size > 1)).toEqual([])
        }
      }),
    )
  })

  it('gives an error for each record that it leaves out, and none for the others', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const [plan, diagnostics] = planDNS(given)
        const errors = diagnostics.filter(({ severity }) => severity === 'error')
        expect(new Set(errors.map(({ subject }) => subject))).toEqual(
          new Set(plan.failed.map(({ manifest }) => manifest)),
        )
        expect(plan.dnsEndpoints.length + plan.failed.length).toBe(given.records.length)
      }),
    )
  })

  it('does not depend on the order of clusters and records', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const reversed = {
          ...given,
          clusters: given.clusters.toReversed(),
          records: given.records.toReversed(),
          observed: new Map([...given.observed].reverse()),
        }
        expect(planDNS(reversed)).toEqual(planDNS(given))
      }),
    )
  })

  it('never writes a host name or needs a weight under lock', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const [plan] = planDNS({ ...given, settings: { ...given.settings, hostTargets: 'lock' } })
        const targets = plan.dnsEndpoints.flatMap(({ endpoints }) =>
          endpoints.flatMap((each) => each.targets),
        )
        expect(targets.filter((target) => target.endsWith('example.net'))).toEqual([])
      }),
    )
  })
})

describe('parseIPAddress', () => {
  it('takes for an address what node:net takes for one', () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.stringMatching(/^[0-9a-f:.]{1,20}$/),
      fc.stringMatching(/^(?:[0-9a-f]{0,2}:){1,8}[0-9a-f.]{0,8}$/),
    )
    fc.assert(
      fc.property(text, (text) => {
        expect(parseIPAddress(text)?.version ?? 0).toBe(isIP(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('reads back what is written, which is canonical as in a URL', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const address = parseIPAddress(text)!
        const canonical = formatIPAddress(address)
        expect(parseIPAddress(canonical)).toEqual(address)
        const hostname = new URL(`http://[${text}]/`).hostname
        if (!canonical.includes('.')) expect(`[${canonical}]`).toBe(hostname)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('mergeDNSLock', () => {
  const lookUp = fc.oneof(
    fc.record({
      addresses: fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 3 }),
      lookedUp: fc.constant(lookedUp),
    }),
    fc.record({ failure: fc.constant('timeout') }),
  )
  const host = fc.oneof(fc.constantFrom('a', 'b', '__proto__', '7'), fc.domain())

  it('makes a lock that reads back from its file, whatever the look-ups gave', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(host, lookUp)), (lookUps) => {
        const answers = new Map(lookUps)
        const [lock] = mergeDNSLock({ hosts: new Map() }, [...answers.keys()], answers)
        const read = lockOf(manifestOf(dnsLockObject(lock)), ({ message }) => expect.fail(message))
        expect(new Map(read.hosts)).toEqual(new Map(lock.hosts))
        expect(mergeDNSLock(lock, [...lock.hosts.keys()], new Map())[0]).toEqual(lock)
      }),
    )
  })
})
