import type { PruneApproval } from './change-set.ts'
import type { HeldReason } from './file-tree.ts'
import type { FleetCluster, FleetObject } from './fleet.ts'
import type { OutputChange } from './foreign-file.ts'
import type { Json, JsonObject } from './json.ts'
import type { Place } from './place.ts'

/** What names an object in every cluster alike. */
export type ObjectIdentity = Pick<FleetObject, 'path' | 'type' | 'kind' | 'namespace' | 'name'>

/** One field of an object that is not what it was. */
export interface FieldChange {
  /** The pointer in the object of `base`; absent where the field is new. */
  readonly basePointer?: string
  /** The pointer in the object of `head`; absent where the field is gone. */
  readonly headPointer?: string
  /**
   * The field as people call it: list items that Kubernetes merges by a key are named by it, as
   * `/spec/template/spec/containers/[name=web]/image`, all others by their index.
   */
  readonly field: string
  /** Absent where the field is new. */
  readonly from?: Json
  /** Absent where the field is gone. */
  readonly to?: Json
  /**
   * Set where the items of a list merged by key are in another order: `from` and `to` are then the segments that name
   * the items which both sides have, in the order of each. Changes inside the items are listed by themselves.
   */
  readonly reordered?: true
}

/** Whether an object comes, goes, changes, or would go but is held. */
export type FleetChangeKind = 'added' | 'changed' | 'removed' | 'held'

/**
 * One change of one object, the same in all of its clusters. An object whose clusters change differently has several,
 * one for each set of clusters; no two of them have both a field and a cluster in common.
 */
export interface FleetChange {
  readonly kind: FleetChangeKind
  readonly object: ObjectIdentity
  /** Sorted; empty for a DNSEndpoint that belongs to no cluster. */
  readonly clusters: readonly string[]
  /** The object of one of the clusters before the change, where that has it; `clusters[0]` is that cluster. */
  readonly base?: JsonObject
  /** The object as one of the clusters is to have it, where it is to; `clusters[0]` is that cluster. */
  readonly head?: JsonObject
  /** What changes, in the order of the object's fields; empty unless it is `changed`. */
  readonly fields: readonly FieldChange[]
  /** Why the file stays, for what is held. */
  readonly held?: HeldReason
  /** Another object of equal content that comes where this one goes, or the other way round: a rename. */
  readonly sameContentAs?: ObjectIdentity
  /** The most serious first. */
  readonly risks: readonly Risk[]
  /** The lines of the sources that caused it; empty where rendered files were compared. */
  readonly causes: readonly Cause[]
}

/** How bad it is if a risk comes true: data or a service is lost; users may notice; worth a look. */
export type RiskLevel = 'critical' | 'high' | 'medium'

/** Why a change deserves a second look. */
export interface Risk {
  /** The name of its rule, as `namespace-deleted`. */
  readonly rule: string
  readonly level: RiskLevel
  /** One sentence that names what is at risk. */
  readonly reason: string
  /** The field that makes it so, in the form of `FieldChange.field`. */
  readonly field?: string
}

/** A place in the sources that differs between the two sides and made a change. */
export interface Cause {
  /** The side whose sources hold the place. */
  readonly side: 'base' | 'head'
  readonly at: Place
}

/** How many objects of one cluster come, go and change. */
export interface ClusterSummary {
  /** `''` means the DNSEndpoints that belong to no cluster. */
  readonly cluster: string
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly held: number
}

/** A change beside the rendered objects, and what it puts at risk. */
export interface FileChange extends OutputChange {
  /** The most serious first. */
  readonly risks: readonly Risk[]
}

/** What a change of the sources does to every cluster. */
export interface FleetDiff {
  /** The clusters of both sides, by name, sorted; those of `head` where both have one. */
  readonly clusters: readonly FleetCluster[]
  /** What is at risk by no change of an object, but by a setting: `field` is its name. The most serious first. */
  readonly risks: readonly Risk[]
  /** The riskiest first, then by kind (removed, held, changed, added), path and clusters, the most first. */
  readonly changes: readonly FleetChange[]
  /** The changes of files that agents read or obey and that are not rendered objects, sorted by path. */
  readonly files: readonly FileChange[]
  /** The clusters that any change concerns, sorted. */
  readonly summary: readonly ClusterSummary[]
  /**
   * A digest of exactly what the change does to the rendered files, in 16 hexadecimal digits, or `''` where it does
   * nothing; absent where rendered files were compared.
   */
  readonly effect?: string
  /** What the prune guard will ask for before the change may be rendered; absent where it lets everything go. */
  readonly approval?: PruneApproval
}
