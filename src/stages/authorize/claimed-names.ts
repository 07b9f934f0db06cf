import { atPointer } from '../../json/at-pointer.ts'
import { isArray } from '../../json/own.ts'
import { multiclusterDnsGroup } from '../../kubefed/groups.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { DNSRecord, ServiceDNSRecord } from '../../model/dns-record.ts'
import { groupBy } from '../../text/group-by.ts'
import { valueAt, type Reference } from '../../model/place.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'

/** DNS names that a manifest claims, and the field that makes it claim them. */
export interface ClaimedNames {
  readonly names: readonly string[]
  readonly at: Reference
}

/**
 * The names that each record claims: the hosts of an IngressDNSRecord, whether it has addresses for them or not yet, and
 * of a ServiceDNSRecord the names of its DNSEndpoint.
 */
export function createClaimLookup({ dns }: RenderPlan): (record: DNSRecord) => readonly ClaimedNames[] {
  const emitted = new Map(
    dns.dnsEndpoints.map(({ record, endpoints }) => [record, endpoints.map(({ dnsName }) => dnsName)]),
  )
  return (record) => {
    if (record.kind === 'ServiceDNSRecord') return serviceClaims(record, emitted.get(record) ?? [])
    return record.hosts.map((host, index) => ({
      names: [host],
      at: valueAt(record.manifest, `/spec/hosts/${index}`),
    }))
  }
}

/** The names below the Service's own are those of its name, or of `externalName`; the one beside them is of `dnsPrefix`. */
function serviceClaims(record: ServiceDNSRecord, names: readonly string[]): readonly ClaimedNames[] {
  const { manifest, externalName, name, namespace, domainRef } = record
  const own = `${[externalName || name, namespace, domainRef, 'svc'].join('.')}.`
  const ownField = externalName === '' ? '/metadata/name' : '/spec/externalName'
  const byField = groupBy(new Set(names), (each) => (each.startsWith(own) ? ownField : '/spec/dnsPrefix'))
  return [...byField].map(([field, claimed]) => ({ names: claimed, at: valueAt(manifest, field) }))
}

const endpointGroups: ReadonlySet<string> = new Set(['externaldns.k8s.io', multiclusterDnsGroup])

/** The names of DNSEndpoints that are federated themselves, whichever overrides made them. */
export function endpointClaims({ federatedObject, variants }: ObjectPlan): readonly ClaimedNames[] {
  const names = variants.flatMap(({ object }) => {
    const { apiVersion, kind } = object
    if (kind !== 'DNSEndpoint' || !endpointGroups.has(groupOf(String(apiVersion)))) return []
    const endpoints = atPointer(object, '/spec/endpoints')
    const claimed = isArray(endpoints) ? endpoints.map((each) => atPointer(each, '/dnsName')) : []
    return claimed.filter((each) => typeof each === 'string')
  })
  if (names.length === 0) return []
  const at = valueAt(federatedObject.manifest, '/spec/template/spec/endpoints')
  return [{ names: [...new Set(names)], at }]
}
