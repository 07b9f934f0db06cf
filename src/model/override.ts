import type { Json } from './json.ts'
import type { Manifest } from './manifest.ts'

/**
 * One operation that a cluster's object gets: one of the federated object's own or of a rule of a ClusterOverride, which
 * was checked, its op filled in, which is `replace` where none is written; or the replicas of a ReplicaSchedulingPreference.
 */
export interface Override {
  readonly op: 'add' | 'remove' | 'replace'
  /** A JSON pointer into the object, in the modern spelling. */
  readonly path: string
  readonly value: Json
  /** The pointer to it, from the root of the manifest that holds it: `/spec/overrides/0/clusterOverrides/1`. */
  readonly pointer: string
  /** The ClusterOverride that has it in a rule; the pointer is then from that manifest's root: `/spec/rules/0/overrides/1`. */
  readonly ruledBy?: Manifest
  /** The ReplicaSchedulingPreference that made it; the pointer is then from that manifest's root. */
  readonly scheduledBy?: Manifest
  /** Whether it was written in the early dotted form, which creates missing parents. */
  readonly dotted: boolean
  /**
   * Set where it is for one annotation of an object that has some in its cluster, as was observed or is presumed: KubeFed
   * applies it to those. Absent: it applies to what the template and the overrides before it have.
   */
  readonly liveAnnotations?: 'observed' | 'presumed'
}

/** The manifest that holds an override of a federated object, from whose root its pointer is. */
export function holderOf({ scheduledBy, ruledBy }: Override, federatedObject: Manifest): Manifest {
  return scheduledBy ?? ruledBy ?? federatedObject
}
