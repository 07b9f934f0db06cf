import type { Cluster } from '../../model/cluster.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'

/** A member cluster, as an expression reads it. */
export interface ClusterSubject {
  readonly kind: 'cluster'
  readonly cluster: Cluster
}

/** One variant of an object. */
export interface ObjectSubject {
  readonly kind: 'object'
  readonly plan: ObjectPlan
  readonly variant: Variant
}

/** An endpoint of a DNS record. */
export interface EndpointSubject {
  readonly kind: 'endpoint'
  readonly record: DNSRecord
}

/** What an expression reads a field of. */
export type Subject = ClusterSubject | ObjectSubject | EndpointSubject

const kinds: ReadonlySet<unknown> = new Set(['cluster', 'object', 'endpoint'])

/** Whether something that a view was made of is a subject. */
export function isSubject(value: unknown): value is Subject {
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.has(value.kind)
}
