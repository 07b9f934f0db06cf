import type { DNSEndpoint, DNSPlan, Endpoint } from '../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import { valueAt } from '../../model/place.ts'
import { groupBy } from '../../text/group-by.ts'
import type { DrilledName, NameEffect } from './drill.ts'

/** The names of a plan, by record, and which of them lead to an address. */
export interface KnownNames {
  readonly byRecord: ReadonlyMap<DNSRecord, ReadonlyMap<string, readonly Endpoint[]>>
  readonly reachable: ReadonlySet<string>
}

/** The names of a plan: those of the plan before are made once for all losses. */
export function knownNames(dns: DNSPlan): KnownNames {
  return {
    byRecord: new Map(dns.dnsEndpoints.map((each) => [each.record, byName(each)])),
    reachable: reachableNames(dns),
  }
}

/** What becomes of the names of the records, as far as anything does; a record that is in error before has none. */
export function drilledNames(before: KnownNames, after: KnownNames): readonly DrilledName[] {
  return [...before.byRecord].flatMap(([record, names]) => {
    const left = after.byRecord.get(record) ?? new Map<string, readonly Endpoint[]>()
    const isServed = [...names.keys()].some((dnsName) => after.reachable.has(dnsName))
    const { kind, namespace, name, manifest } = record
    const at = valueAt(manifest, '/metadata/name')
    return [...names].flatMap(([dnsName, endpoints]): readonly DrilledName[] => {
      const remaining = left.get(dnsName) ?? []
      const isReached = before.reachable.has(dnsName)
      const isLeft = after.reachable.has(dnsName)
      if (isReached === isLeft && areEqual(endpoints, remaining)) return []
      const effect = effectOf(endpoints, remaining, { isLost: isReached && !isLeft, isServed })
      return [{ dnsName, effect, record: { kind, namespace, name }, at, before: endpoints, after: remaining }]
    })
  })
}

function effectOf(
  before: readonly Endpoint[],
  after: readonly Endpoint[],
  { isLost, isServed }: { readonly isLost: boolean; readonly isServed: boolean },
): NameEffect {
  // The names of a zone or a region are there for its clusters; the record is served by the names of the others.
  if (after.length === 0 && isServed) return 'unplaced'
  if (isLost) return 'unreachable'
  const isWeighted = [before, after].some((each) =>
    each.some(({ setIdentifier }) => setIdentifier !== undefined),
  )
  return isWeighted ? 'weights' : 'addresses'
}

/** Whether two record sets of a name lead to the same; the weight of one alone does not matter. */
function areEqual(left: readonly Endpoint[], right: readonly Endpoint[]): boolean {
  if (left.length !== right.length) return false
  const isAlone = left.length === 1
  return left.every((each, index) => {
    const other = right[index]
    return other !== undefined && hasTargetsOf(each, other) && (isAlone || weightOf(each) === weightOf(other))
  })
}

function hasTargetsOf(left: Endpoint, right: Endpoint): boolean {
  return (
    left.recordType === right.recordType &&
    left.setIdentifier === right.setIdentifier &&
    left.targets.length === right.targets.length &&
    left.targets.every((each, index) => each === right.targets[index])
  )
}

function weightOf({ providerSpecific }: Endpoint): string | undefined {
  return providerSpecific?.[0]?.value
}

function byName({ endpoints }: DNSEndpoint): ReadonlyMap<string, readonly Endpoint[]> {
  return groupBy(endpoints, ({ dnsName }) => dnsName)
}

/** The names that lead to an address or to the host name of a load balancer, on the way over other names or by themselves. */
function reachableNames({ dnsEndpoints, hostNames }: DNSPlan): ReadonlySet<string> {
  const all = groupBy(
    dnsEndpoints.flatMap(({ endpoints }) => endpoints),
    ({ dnsName }) => dnsName,
  )
  const hosts = new Set(hostNames)
  const known = new Map<string, boolean>()
  const isReachable = (dnsName: string): boolean => {
    const found = known.get(dnsName)
    if (found !== undefined) return found
    // A name that leads back to itself leads nowhere.
    known.set(dnsName, false)
    const answer = (all.get(dnsName) ?? []).some(
      ({ recordType, targets }) =>
        recordType !== 'CNAME' || targets.some((target) => hosts.has(target) || isReachable(target)),
    )
    known.set(dnsName, answer)
    return answer
  }
  return new Set([...all.keys()].filter(isReachable))
}
