import { describe, expect, it } from 'vitest'
import { readSchemas } from '../../../../src/host/schemas.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { createSchemaValidator } from '../../../../src/stages/validate/schema-validator.ts'

const validate = createSchemaValidator(readSchemas())

function faults(kind: string, value: JsonObject): readonly string[] {
  const path =
    kind === 'DNSLock'
      ? 'fedrender.dev/v1alpha1/DNSLock.json'
      : `multiclusterdns.kubefed.io/v1alpha1/${kind}.json`
  const apiVersion = kind === 'DNSLock' ? 'fedrender.dev/v1alpha1' : 'multiclusterdns.kubefed.io/v1alpha1'
  return validate(path, { apiVersion, kind, ...value }).map(({ pointer }) => pointer)
}

const metadata = { name: 'web', namespace: 'shop' }
const dns = [{ cluster: 'a', loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'lb' }] } }]
const entry = { addresses: ['192.0.2.1'], lookedUp: '2026-01-01T00:00:00Z' }

describe('the schemas of multi-cluster DNS', () => {
  it.each([
    ['Domain', { metadata, domain: 'example.com', nameServer: 'ns.example.com' }],
    ['Domain', { metadata, spec: { domain: 'example.com' } }],
    ['ServiceDNSRecord', { metadata, spec: { domainRef: 'corp' } }],
    [
      'ServiceDNSRecord',
      {
        metadata,
        spec: {
          domainRef: 'corp',
          recordTTL: 300,
          dnsPrefix: 'www',
          externalName: 'x',
          allowServiceWithoutEndpoints: true,
        },
        status: { domain: 'example.com', dns: [{ ...dns[0], zones: ['eu-1'], region: 'eu' }] },
      },
    ],
    ['IngressDNSRecord', { metadata, spec: { hosts: ['a.example.com'], recordTTL: 300 }, status: { dns } }],
    ['DNSLock', { hosts: { 'lb.example.net': entry } }],
    ['DNSLock', { hosts: {} }],
  ])('take a %s: %j', (kind, value) => expect(faults(kind, value)).toEqual([]))

  it.each([
    ['Domain', { metadata, domain: 7 }, '/domain'],
    ['Domain', { metadata, domian: 'example.com' }, '/domian'],
    ['ServiceDNSRecord', { metadata, spec: {} }, '/spec'],
    ['ServiceDNSRecord', { metadata, spec: { domainRef: 'corp', recordTTL: 1.5 } }, '/spec/recordTTL'],
    ['ServiceDNSRecord', { metadata, spec: { domainRef: 'corp', dnsprefix: 'x' } }, '/spec/dnsprefix'],
    ['IngressDNSRecord', { metadata }, ''],
    ['IngressDNSRecord', { metadata, spec: { hosts: 'a.example.com' } }, '/spec/hosts'],
    ['DNSLock', { hosts: { x: { ...entry, addresses: [] } } }, '/hosts/x/addresses'],
    ['DNSLock', { hosts: { x: { ...entry, lookedUp: 'yesterday' } } }, '/hosts/x/lookedUp'],
    ['DNSLock', {}, ''],
  ])('refuse a %s: %j', (kind, value, pointer) => expect(faults(kind, value)).toEqual([pointer]))
})
