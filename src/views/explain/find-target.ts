import { nearest } from '../../text/nearest.ts'
import { quote } from '../../text/quote.ts'
import { dnsEndpointName } from '../../kubefed/dns-endpoint-name.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { describeUnknownType, findTypes, isDNSEndpointType } from '../find-types.ts'

/** What a person calls an object. */
export interface TargetName {
  /** Anything that `findTypes` knows, or `dnsendpoints`. */
  readonly type: string
  readonly name: string
  /** Absent: the one namespace that has such an object. */
  readonly namespace?: string | undefined
}

/** The object that is meant, or a sentence why there is none, or more than one. */
export type Target =
  | { readonly object: ObjectPlan; readonly record?: undefined; readonly problem?: undefined }
  | { readonly record: DNSRecord; readonly object?: undefined; readonly problem?: undefined }
  | { readonly problem: string; readonly object?: undefined; readonly record?: undefined }

/** Finds the object that a person means among those that were planned. */
export function findTarget(plan: RenderPlan, wanted: TargetName): Target {
  const [type, ...others] = findTypes(wanted.type, plan.federation.types)
  if (type === undefined) {
    if (isDNSEndpointType(wanted.type)) return findRecord(plan, wanted)
    return { problem: describeUnknownType(wanted.type, plan.federation.types) }
  }
  if (others.length > 0) {
    const names = [type, ...others].map((each) => each.name).join(', ')
    return { problem: `${quote(wanted.type)} may be any of ${names}.` }
  }
  const ofType = plan.objects.filter((each) => each.federatedObject.type === type)
  const choice = choose(wanted, ofType, ({ federatedObject }) => federatedObject, type.federatedType.kind)
  return typeof choice === 'string' ? { problem: choice } : { object: choice }
}

function findRecord({ federation }: RenderPlan, wanted: TargetName): Target {
  const named = (record: DNSRecord): Named => ({ name: dnsEndpointName(record), namespace: record.namespace })
  const choice = choose(wanted, federation.dnsRecords, named, 'DNSEndpoint')
  return typeof choice === 'string' ? { problem: choice } : { record: choice }
}

interface Named {
  readonly name: string
  readonly namespace?: string
}

/** The one item of the name, or a sentence why there is not one. */
function choose<Item extends object>(
  { name, namespace }: TargetName,
  items: readonly Item[],
  nameOf: (item: Item) => Named,
  kind: string,
): Item | string {
  const within = items.filter((each) => namespace === undefined || nameOf(each).namespace === namespace)
  const [first, ...others] = within.filter((each) => nameOf(each).name === name)
  if (first !== undefined && others.length === 0) return first
  if (first !== undefined) {
    const names = [first, ...others].map((each) => qualifiedName(nameOf(each))).join(', ')
    return `${quote(name)} may be any of ${names}: name the namespace with -n.`
  }
  const names = within.map((each) => nameOf(each).name)
  const near = nearest(name, names)
  const place = namespace === undefined ? '' : ` in the namespace ${quote(namespace)}`
  const elsewhere = items
    .filter((each) => nameOf(each).name === name)
    .map((each) => qualifiedName(nameOf(each)))
  const hint =
    elsewhere.length > 0
      ? ` There is ${elsewhere.join(', ')}.`
      : near === undefined
        ? ''
        : ` Did you mean ${quote(near)}?`
  return `No ${kind} is called ${quote(name)}${place}.${hint}`
}
