import type { JsonObject } from './json.ts'
import type { Reference } from './place.ts'
import type { Severity } from './severity.ts'

/** The objects of which an invariant is asked one by one. */
export interface InvariantObjects {
  /** As FederatedTypeConfigs are called: `deployments.apps`. */
  readonly types: readonly string[]
  /** Default: all. */
  readonly namespaces?: readonly string[]
  /** Default: all. */
  readonly names?: readonly string[]
  /** Of the labels of what the clusters get. Default: all. */
  readonly labelSelector?: JsonObject
  /** Of the labels of the clusters that get them. Default: all. */
  readonly clusterSelector?: JsonObject
}

/** An invariant that holds no longer. */
export interface BrokenInvariant {
  readonly name: string
  /** Sorted: where it was not violated before. */
  readonly clusters: readonly string[]
}

/** A violation that may stay for a while. */
export interface AcceptedViolation {
  /** The names of clusters. Default: all. */
  readonly clusters?: readonly string[]
  /** As `o.id` is in an expression: `deployments.apps/shop/web`. Default: all. */
  readonly object?: string
  /** The last day: `2027-01-31`. */
  readonly until: string
  readonly reason: string
}

/** What has to hold of the rendered fleet (schemas/fedrender.dev/v1alpha1/FleetInvariant.json). */
export interface Invariant {
  readonly name: string
  /** Why it exists. */
  readonly why?: string
  /** Default: `error`. */
  readonly severity: Severity
  /** True where it holds, in CEL. */
  readonly expression: string
  /** Default: the expression is about the whole fleet. */
  readonly objects?: InvariantObjects
  /** Default: none. */
  readonly accepted: readonly AcceptedViolation[]
  /** The mapping that holds its fields. */
  readonly at: Reference
}
