import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import { type DNSLock, emptyDNSLock } from '../../../../src/model/dns-lock.ts'
import { dnsLockObject } from '../../../../src/authoring/objects/dns-lock-object.ts'
import { changedHosts, mergeDNSLock } from '../../../../src/authoring/objects/merge-dns-lock.ts'
import { lockOf } from '../../../../src/stages/validate/dns-lock.ts'
import { codesOf, deepFreeze, manifestOf } from './fixtures.ts'

const [earlier, later] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z']
const old: DNSLock = {
  hosts: new Map([
    ['b.example.net', { addresses: ['192.0.2.2'], lookedUp: earlier }],
    ['a.example.net', { addresses: ['192.0.2.1'], lookedUp: earlier }],
  ]),
}

describe('mergeDNSLock', () => {
  it('takes what was looked up, canonical, sorted and unique, with the time', () => {
    const addresses = ['192.0.2.9', '2001:DB8::0:1', '192.0.2.9', '192.0.2.10']
    const [lock, diagnostics] = mergeDNSLock(
      old,
      ['a.example.net'],
      new Map([['a.example.net', { addresses, lookedUp: later }]]),
    )
    expect([...lock.hosts]).toEqual([
      ['a.example.net', { addresses: ['192.0.2.10', '192.0.2.9', '2001:db8::1'], lookedUp: later }],
    ])
    expect(diagnostics).toEqual([])
  })

  it('drops entries that nothing needs and sorts the rest', () => {
    const lookUps = new Map(['z', 'c'].map((host) => [host, { addresses: ['192.0.2.3'], lookedUp: later }]))
    expect([...mergeDNSLock(old, ['z', 'c', 'z'], lookUps)[0].hosts.keys()]).toEqual(['c', 'z'])
  })

  it.each([{ failure: 'timeout' }, { addresses: [], lookedUp: later }])(
    'keeps the old entry after %j, and says so',
    (lookUp) => {
      const [lock, diagnostics] = mergeDNSLock(old, ['a.example.net'], new Map([['a.example.net', lookUp]]))
      expect(lock.hosts.get('a.example.net')).toEqual({ addresses: ['192.0.2.1'], lookedUp: earlier })
      expect(codesOf(diagnostics)).toEqual(['warning dns-look-up-failed-entry-kept'])
      expect(diagnostics[0]?.message).toContain(earlier)
    },
  )

  it('fails for a host name that has neither an answer nor an old entry', () => {
    const [lock, diagnostics] = mergeDNSLock(
      old,
      ['new.example.net'],
      new Map([['new.example.net', { failure: 'timeout' }]]),
    )
    expect(lock.hosts.size).toBe(0)
    expect(codesOf(diagnostics)).toEqual(['error dns-look-up-failed'])
  })
})

describe('changedHosts', () => {
  it('lists hosts that were added, dropped or moved, and not those that were only looked up again', () => {
    const current: DNSLock = {
      hosts: new Map([
        ['a.example.net', { addresses: ['192.0.2.1'], lookedUp: later }],
        ['c.example.net', { addresses: ['192.0.2.3'], lookedUp: later }],
      ]),
    }
    expect(changedHosts(old, current)).toEqual(['b.example.net', 'c.example.net'])
    expect(changedHosts(old, old)).toEqual([])
    expect(changedHosts(emptyDNSLock, old)).toEqual(['a.example.net', 'b.example.net'])
  })
})

describe('dnsLockObject', () => {
  it('writes the hosts sorted', () => {
    expect(JSON.stringify(dnsLockObject(old))).toBe(
      `{"apiVersion":"fedrender.dev/v1alpha1","kind":"DNSLock","hosts":{"a.example.net":{"addresses":["192.0.2.1"],"lookedUp":"${earlier}"},"b.example.net":{"addresses":["192.0.2.2"],"lookedUp":"${earlier}"}}}`,
    )
  })
})

describe('lockOf', () => {
  it('reads back what was written', () => {
    const lock = lockOf(manifestOf(dnsLockObject(old)), (diagnostic) => expect.fail(diagnostic.message))
    expect(new Map(lock.hosts)).toEqual(new Map(old.hosts))
  })

  it('reports what is no address, at its place, and leaves the entry out', () => {
    const diagnostics: Diagnostic[] = []
    const hosts = {
      'a/b': { addresses: ['192.0.2.1', '192.0.2.01'], lookedUp: later },
      c: { addresses: ['x'], lookedUp: later },
    }
    const lock = lockOf(manifestOf(deepFreeze({ hosts })), (each) => diagnostics.push(each))
    expect([...lock.hosts]).toEqual([])
    expect(codesOf(diagnostics)).toEqual(['error dns-lock-address-invalid', 'error dns-lock-address-invalid'])
    expect(diagnostics[0]?.at).toMatchObject({ pointer: '/hosts/a~1b/addresses/1' })
  })
})
