import type { FleetDiff, ObjectIdentity } from './fleet-diff.ts'

/**
 * Why a field whose text differs between a live object and a rendered one is not a difference: the API server sets it;
 * it is what the API server takes where the field is absent, or the empty string that it makes of a null in a mapping of strings; KubeFed, too, left it to the member cluster; or both spell
 * one quantity.
 */
export type IgnoreRule = 'server-set' | 'default' | 'retained' | 'same-quantity'

/** An object in some clusters, the same in all of them. */
export interface AdoptedObject {
  readonly object: ObjectIdentity
  /** Sorted. */
  readonly clusters: readonly string[]
}

/** A field that is not a difference. */
export interface IgnoredField extends AdoptedObject {
  /** In the form of `FieldChange.field`. */
  readonly field: string
  readonly rule: IgnoreRule
}

/** A field that runs and is not rendered: it stays as it is, and no rule decides whose it is. */
export interface KeptField extends AdoptedObject {
  /** In the form of `FieldChange.field`. */
  readonly field: string
  /** The managers that own it, sorted; none where the dump does not name them. */
  readonly managers: readonly string[]
}

/** A manager that owns rendered fields through updates, and so goes on to own them once they are applied. */
export interface CoOwner {
  readonly manager: string
  readonly objects: readonly AdoptedObject[]
}

/** What applying the rendered objects changes in what runs. */
export interface Adoption {
  /** From what runs to what is rendered; what is missing in a cluster is `added`, and nothing is `removed`. */
  readonly diff: FleetDiff
  /** Objects that applying does not change. */
  readonly equal: readonly AdoptedObject[]
  /** What KubeFed manages in the clusters and nothing renders, so that no agent will ever know of it. */
  readonly leftBehind: readonly AdoptedObject[]
  readonly ignored: readonly IgnoredField[]
  readonly kept: readonly KeptField[]
  /** By name. */
  readonly coOwners: readonly CoOwner[]
  /** Clusters that get something and of which nothing was observed, sorted: nothing is known of them. */
  readonly unobserved: readonly string[]
}
