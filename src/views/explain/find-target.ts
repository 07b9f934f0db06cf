import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { dnsEndpointName } from '../../kubefed/dns-endpoint-name.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { wholeObjects } from '../../model/whole-objects.ts'
import { nearest } from '../../text/nearest.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { findTypes, isDNSEndpointType, reportUnknownType } from '../find-types.ts'

/** What a person calls an object. */
export interface TargetName {
  /** Anything that `findTypes` knows, or `dnsendpoints`. */
  readonly type: string
  /** Absent: the one object of the type that is otherwise meant. */
  readonly name?: string | undefined
  /** Absent: the one namespace that has such an object. */
  readonly namespace?: string | undefined
  /** Whether a planned object may be meant. Default: each may. */
  readonly isMeant?: ((object: ObjectPlan) => boolean) | undefined
  /** The cluster whose wave decides which commit's plan of it is meant. Default: what is rendered, if that has the object. */
  readonly cluster?: string
}

/** The object that is meant, or the diagnostic why there is none, or more than one. */
export type Target =
  | { readonly object: ObjectPlan; readonly record?: undefined; readonly problem?: undefined }
  | { readonly record: DNSRecord; readonly object?: undefined; readonly problem?: undefined }
  | { readonly problem: Diagnostic; readonly object?: undefined; readonly record?: undefined }

/**
 * Finds the object that a person means among those that were planned. Its problem is `type-unknown`,
 * `type-not-enabled`, `type-ambiguous`, `object-not-found` or `object-ambiguous`.
 */
export function findTarget(plan: RenderPlan, wanted: TargetName): Target {
  const [type, ...others] = findTypes(wanted.type, plan.federation.types)
  if (type === undefined) {
    if (isDNSEndpointType(wanted.type)) return findRecord(plan, wanted)
    return { problem: reportUnknownType(wanted.type, plan.federation.types) }
  }
  if (others.length > 0) {
    const candidates = [type, ...others].map((each) => each.name)
    return { problem: createDiagnostic('type-ambiguous', { name: wanted.type, candidates }) }
  }
  const ofType = partsFor(plan, wanted.cluster).filter(
    (each) => each.federatedObject.type.name === type.name && (wanted.isMeant?.(each) ?? true),
  )
  const choice = choose(wanted, ofType, ({ federatedObject }) => federatedObject, type.federatedType.kind)
  return 'code' in choice ? { problem: choice } : { object: choice }
}

/** The plan of each object for a cluster: that of the commit of its wave, else the first, which does not place it there. */
function partsFor(plan: RenderPlan, cluster: string | undefined): readonly ObjectPlan[] {
  const own = plan.objects.filter(({ part }) => cluster !== undefined && part?.clusters.includes(cluster))
  const byKey = new Map(own.map((each) => [keyOf(each), each]))
  return wholeObjects(plan).map((each) => {
    const first = byKey.get(keyOf(each))
    if (first !== undefined || each.part === undefined) return first ?? each
    return plan.objects.find(({ federatedObject }) => federatedObject === each.federatedObject) ?? each
  })
}

function keyOf({ federatedObject: { type, ...object } }: ObjectPlan): string {
  return `${type.name} ${qualifiedName(object)}`
}

function findRecord({ federation }: RenderPlan, wanted: TargetName): Target {
  const named = (record: DNSRecord): Named => ({ name: dnsEndpointName(record), namespace: record.namespace })
  const choice = choose(wanted, federation.dnsRecords, named, 'DNSEndpoint')
  return 'code' in choice ? { problem: choice } : { record: choice }
}

interface Named {
  readonly name: string
  readonly namespace?: string
}

/** The one item of the name, or the diagnostic why there is not one. */
function choose<Item extends object>(
  { name, namespace }: TargetName,
  items: readonly Item[],
  nameOf: (item: Item) => Named,
  kind: string,
): Item | Diagnostic {
  const within = items.filter((each) => namespace === undefined || nameOf(each).namespace === namespace)
  const [first, ...others] = within.filter((each) => name === undefined || nameOf(each).name === name)
  if (first !== undefined && others.length === 0) return first
  if (first !== undefined) {
    const candidates = [first, ...others].map((each) => qualifiedName(nameOf(each)))
    return createDiagnostic('object-ambiguous', { kind, name: name ?? '', candidates })
  }
  const elsewhere = items.map(nameOf).find((each) => each.name === name)
  const near =
    elsewhere === undefined
      ? nearest(
          name ?? '',
          within.map((each) => nameOf(each).name),
        )
      : qualifiedName(elsewhere)
  const asked = { name: name ?? '', ...(namespace !== undefined && { namespace }) }
  return createDiagnostic('object-not-found', { kind, name: qualifiedName(asked), nearest: near })
}
