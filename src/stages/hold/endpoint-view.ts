import { CelObject, type CelList, type CelValue } from '../../cel/value.ts'
import type { DNSEndpoint, DNSPlan, Endpoint } from '../../model/dns-endpoint.ts'
import type { EndpointSubject } from './subject.ts'

/** The fields of an endpoint of a DNS record. */
export const endpointFields: ReadonlyMap<string, { readonly type: string; readonly about: string }> = new Map(
  [
    ['name', { type: 'string', about: 'the DNS name' }],
    ['type', { type: 'string', about: '`A`, `AAAA` or `CNAME`' }],
    ['targets', { type: 'list<string>', about: 'the addresses or names' }],
    ['ttl', { type: 'int', about: 'in seconds' }],
    ['weight', { type: 'int', about: 'the weight; 0 where there is none' }],
    ['weighted', { type: 'bool', about: 'whether it has a weight' }],
    ['cluster', { type: 'string', about: 'the cluster that a weighted endpoint leads to, else `""`' }],
    ['record', { type: 'string', about: 'the name of the DNS record' }],
    ['namespace', { type: 'string', about: 'the namespace of the DNS record' }],
  ],
)

/** The endpoints of all DNS records. */
export function endpointViews({ dnsEndpoints }: DNSPlan, weightProperty: string): CelList {
  return dnsEndpoints.flatMap((each) =>
    each.endpoints.map((endpoint) => endpointView(each, endpoint, weightProperty)),
  )
}

function endpointView({ record }: DNSEndpoint, endpoint: Endpoint, weightProperty: string): CelObject {
  const subject: EndpointSubject = { kind: 'endpoint', record }
  const weight = endpoint.providerSpecific?.find(({ name }) => name === weightProperty)?.value
  const values: ReadonlyMap<string, CelValue> = new Map<string, CelValue>([
    ['name', endpoint.dnsName],
    ['type', endpoint.recordType],
    ['targets', endpoint.targets],
    ['ttl', endpoint.recordTTL],
    ['weight', Number(weight ?? 0)],
    ['weighted', weight !== undefined],
    ['cluster', endpoint.setIdentifier ?? ''],
    ['record', record.name],
    ['namespace', record.namespace],
  ])
  return new CelObject(subject, {
    get: (name) => values.get(name),
    has: (name) => values.has(name),
    keys: () => [...values.keys()],
    placeOf: () => ({ subject, pointer: '/metadata/name' }),
  })
}
