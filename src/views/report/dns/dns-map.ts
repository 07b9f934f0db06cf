import type { DNSEndpoint, Endpoint } from '../../../model/dns-endpoint.ts'
import type { DNSLock } from '../../../model/dns-lock.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'
import { groupBy } from '../../../text/group-by.ts'

/** The names in DNS, and whose addresses they have. */
export interface DNSMap {
  readonly records: readonly MappedRecord[]
  /** The records in error, which have no names here. */
  readonly failed: readonly DNSRecord[]
}

/** What one record becomes. */
export interface MappedRecord {
  readonly record: DNSRecord
  /** Names with equal targets are one. */
  readonly names: readonly MappedNames[]
}

/** Some names with the same targets. */
export interface MappedNames {
  readonly dnsNames: readonly string[]
  /** In seconds. */
  readonly recordTTL: number
  readonly targets: readonly MappedTarget[]
}

/** The addresses of one cluster, or other names of the same record. */
export interface MappedTarget {
  /** Absent for another name. */
  readonly cluster?: string
  /** Default: all targets of the name have the same weight. */
  readonly weight?: MappedWeight
  readonly addresses: readonly MappedAddress[]
}

/** The weight of a target, and the sum of the weights of its name. */
export interface MappedWeight {
  readonly weight: number
  readonly sum: number
}

/** An address, or the name of a load balancer or of another endpoint. */
export interface MappedAddress {
  readonly target: string
  readonly recordType: Endpoint['recordType']
  /** The host name whose locked address it is. */
  readonly lockedFor?: string
}

/** The names of all records, as the plan has them. */
export function dnsMap({ dns, federation }: RenderPlan): DNSMap {
  const records = dns.dnsEndpoints.map((each) => ({
    record: each.record,
    names: namesOf(each, federation.dnsLock),
  }))
  return { records, failed: dns.failed }
}

/** Whether there is no name, and none in error. */
export function isEmptyMap({ records, failed }: DNSMap): boolean {
  return records.length + failed.length === 0
}

function namesOf(dnsEndpoint: DNSEndpoint, lock: DNSLock): readonly MappedNames[] {
  const byName = groupBy(dnsEndpoint.endpoints, ({ dnsName }) => dnsName)
  const names = [...byName].map(([dnsName, endpoints]) => ({
    dnsName,
    recordTTL: endpoints[0]?.recordTTL ?? 0,
    targets: targetsOf(endpoints, dnsEndpoint, lock),
  }))
  const alike = groupBy(names, ({ recordTTL, targets }) => JSON.stringify([recordTTL, targets]))
  return [...alike.values()].map((each) => ({
    dnsNames: each.map(({ dnsName }) => dnsName),
    recordTTL: each[0]?.recordTTL ?? 0,
    targets: each[0]?.targets ?? [],
  }))
}

/** By cluster, in the order of the endpoints; names of no cluster by themselves. */
function targetsOf(
  endpoints: readonly Endpoint[],
  dnsEndpoint: DNSEndpoint,
  lock: DNSLock,
): readonly MappedTarget[] {
  const weights = endpoints.map(weightOf)
  const sum = weights.reduce<number>((total, each) => total + (each ?? 0), 0)
  const found: FoundAddress[] = []
  for (const [index, { targets, recordType, setIdentifier }] of endpoints.entries()) {
    const weight = weights[index]
    for (const target of targets) {
      for (const { cluster, lockedFor } of ownersOf(target, setIdentifier, dnsEndpoint, lock)) {
        const address = { target, recordType, ...(lockedFor !== undefined && { lockedFor }) }
        found.push({ cluster, weight: weight === undefined ? undefined : { weight, sum }, address })
      }
    }
  }
  return [...groupBy(found, ({ cluster }) => cluster ?? '').values()].flatMap((each) => {
    const [first] = each
    if (first === undefined) return []
    const { cluster, weight } = first
    return [
      {
        ...(cluster !== undefined && { cluster }),
        ...(weight && { weight }),
        addresses: each.map(({ address }) => address),
      },
    ]
  })
}

interface FoundAddress {
  readonly cluster: string | undefined
  readonly weight: MappedWeight | undefined
  readonly address: MappedAddress
}

interface Owner {
  readonly cluster?: string
  readonly lockedFor?: string
}

/** The clusters with a load balancer of this address or host name, or of a host name that is locked to it; else nobody. */
function ownersOf(
  target: string,
  setIdentifier: string | undefined,
  { clusters }: DNSEndpoint,
  { hosts }: DNSLock,
): readonly Owner[] {
  const owners = clusters.flatMap(({ cluster, loadBalancer }): readonly Owner[] => {
    if (setIdentifier !== undefined && setIdentifier !== cluster) return []
    if (loadBalancer.some(({ ip, hostname }) => ip === target || hostname === target)) return [{ cluster }]
    const locked = loadBalancer.find(
      ({ hostname = '' }) => hosts.get(hostname)?.addresses.includes(target) === true,
    )
    return locked?.hostname === undefined ? [] : [{ cluster, lockedFor: locked.hostname }]
  })
  return owners.length === 0 ? [{}] : owners
}

/** The number that a provider takes for a weight; an endpoint without an identifier of its own has none. */
function weightOf({ setIdentifier, providerSpecific = [] }: Endpoint): number | undefined {
  const value = providerSpecific.find((each) => /^[0-9]+$/.test(each.value))?.value
  return setIdentifier === undefined || value === undefined ? undefined : Number(value)
}
