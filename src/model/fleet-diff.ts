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
  /** Where it has no causes: why fedrender itself makes it so, a clause each. Default: that is not known. */
  readonly reasons?: readonly string[]
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
  /** The cluster whose KubeFedCluster the place is in; absent elsewhere. */
  readonly cluster?: string
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

/** A cluster that has another name, and the very same objects. */
export interface ClusterRename {
  readonly from: string
  readonly to: string
  /** How many objects it has. */
  readonly objects: number
  /** What each agent does then, a clause each. */
  readonly effects: readonly string[]
}

/** One label of a cluster that is not what it was. */
export interface LabelChange {
  readonly label: string
  /** Absent where the label is new. */
  readonly from?: string
  /** Absent where it goes. */
  readonly to?: string
}

/** A cluster that comes, goes, or has other labels. */
export interface ClusterChange {
  readonly cluster: string
  readonly kind: 'added' | 'changed' | 'removed'
  /** By label, sorted; empty unless it is `changed`. */
  readonly labels: readonly LabelChange[]
}

/** What a change of the sources does to every cluster. */
export interface FleetDiff {
  /** The clusters of both sides, by name, sorted; those of `head` where both have one. */
  readonly clusters: readonly FleetCluster[]
  /** What is at risk by no change of an object, but by a setting: `field` is its name. The most serious first. */
  readonly risks: readonly Risk[]
  /** Sorted by the name before. Default: none. */
  readonly renames?: readonly ClusterRename[]
  /** What happens to the clusters themselves, sorted by name; nothing of a rename. Default: none. */
  readonly clusterChanges?: readonly ClusterChange[]
  /** The riskiest first, then by kind (removed, held, changed, added), path and clusters, the most first; none of a rename. */
  readonly changes: readonly FleetChange[]
  /** The changes of files that agents read or obey and that are not rendered objects, sorted by path. */
  readonly files: readonly FileChange[]
  /** The clusters that any change concerns, sorted. */
  readonly summary: readonly ClusterSummary[]
  /**
   * A digest of exactly what the change does to the rendered files, in 16 hexadecimal digits, or `''` where it does
   * nothing; absent where rendered files were compared, and where `unknownHeld` is not.
   */
  readonly effect?: string
  /**
   * Why the base holds files that no output at hand has, and of which the change may delete some, so that neither its effect
   * nor what needs approval is known. Default: none is held so.
   */
  readonly unknownHeld?: readonly HeldReason[]
  /** What the prune guard will ask for before the change may be rendered; absent where it lets everything go. */
  readonly approval?: PruneApproval
}

/** What of a diff shows that anything becomes different, in the process that made it or in the JSON that is read back. */
interface DiffParts {
  readonly changes: readonly unknown[]
  readonly files?: readonly unknown[]
  readonly risks: readonly unknown[]
  readonly renames?: readonly unknown[]
  readonly effect?: string
  readonly unknownHeld?: readonly unknown[]
}

/** Whether anything becomes different in the clusters or on a branch, or may, or a check is weakened. */
export function isDifferent({
  changes,
  files = [],
  risks,
  renames = [],
  effect = '',
  unknownHeld = [],
}: DiffParts): boolean {
  const different = [changes, files, risks, renames, unknownHeld]
  return different.some((each) => each.length > 0) || effect !== ''
}
