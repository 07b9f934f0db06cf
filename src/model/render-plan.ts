import type { DNSPlan } from './dns-endpoint.ts'
import type { FederatedObject, Federation } from './federation.ts'
import type { JsonObject } from './json.ts'
import type { Override } from './override.ts'
import type { Reference } from './place.ts'
import type { PlanStep, ReplicaSchedule } from './replica-plan.ts'
import type { DivisionMethod, ReplicaSchedulingPreference } from './replica-scheduling-preference.ts'
import type { PlanPart, Wave } from './wave.ts'

/**
 * Why a federated object is propagated as it is, in KubeFed's words
 * (KubeFed: pkg/controller/sync/status/status.go, AggregateReason); `''` is success.
 */
export type AggregateReason = '' | 'ComputePlacementFailed' | 'NamespaceNotFederated'

/** Why a cluster's object could not be made (KubeFed: pkg/controller/sync/status/status.go, PropagationStatus). */
export type FailureStatus = 'ComputeResourceFailed' | 'ApplyOverridesFailed'

/**
 * Why KubeFed never propagates a federated object, whatever its placement: the code of the diagnostic that reports it.
 */
export type NeverPropagated =
  | 'namespace-never-propagated'
  | 'federated-namespace-name'
  | 'cluster-scoped-target'
  | 'outside-system-namespace'

/** Which clusters a federated object is placed in, and by what. */
export interface Placement {
  readonly reason: AggregateReason
  /** Absent for what a placement can propagate. */
  readonly never?: NeverPropagated
  /** Sorted. */
  readonly clusters: readonly string[]
  /** The clusters that the object's own placement chose, before its namespace's cut it down; sorted. */
  readonly chosen: readonly string[]
  /**
   * The field that chose: `placement.clusters`, `placement.clusterSelector`, `spec` where there is none, or the spec of
   * the ReplicaSchedulingPreference.
   */
  readonly chosenBy: Reference
  /** The FederatedNamespace whose placement cuts this one down. */
  readonly namespace?: FederatedObject
}

/** One object that one or more clusters get: all whose effective overrides are equal. */
export interface Variant {
  readonly object: JsonObject
  /** Sorted, never empty. */
  readonly clusters: readonly string[]
}

/** A cluster that is placed but for which no object could be made. */
export interface ClusterFailure {
  readonly cluster: string
  /** `''` where KubeFed propagates an object all the same, and what it makes of it is an error here. */
  readonly status: FailureStatus | ''
}

/** The plan of one federated object: where it goes, and with what content. */
export interface ObjectPlan {
  readonly federatedObject: FederatedObject
  readonly placement: Placement
  readonly variants: readonly Variant[]
  /** The effective overrides of each cluster that has any, in the order of their application. */
  readonly overrides: ReadonlyMap<string, readonly Override[]>
  /** The overrides of each cluster beneath the replicas of a preference; absent where none divides them. */
  readonly unscheduled?: ReadonlyMap<string, readonly Override[]>
  readonly failures: readonly ClusterFailure[]
  /** What of its overrides has no effect; absent where all has. */
  readonly idle?: readonly IdleOperation[]
  /** How a ReplicaSchedulingPreference divides its replicas; absent where none does. */
  readonly division?: ReplicaDivision
  /** The commit and the clusters that this is the plan for; absent where it is that for all clusters. */
  readonly part?: PlanPart
}

/** Operations without any effect on the objects of some clusters, each the same for them all. */
export interface IdleOperation {
  /** In each of the clusters. */
  readonly overrides: readonly Override[]
  readonly clusters: readonly string[]
  /** The later one that sets its field anew, in the first of the clusters; absent where the template has its value already. */
  readonly shadowedBy?: Override
  /** Whether the text of the objects would be the same without it, too. */
  readonly isSameText: boolean
}

/** How a ReplicaSchedulingPreference divides the replicas of one federated object. */
export interface ReplicaDivision {
  readonly preference: ReplicaSchedulingPreference
  readonly method: DivisionMethod
  /** Absent where KubeFed would leave the object as it is. */
  readonly schedule?: ReplicaSchedule
  /** The planner's steps, in the order in which it made them. */
  readonly steps: readonly PlanStep[]
}

/** What every cluster gets, and why. */
export interface RenderPlan {
  readonly federation: Federation
  /** In the order of the federation's objects; where waves are held, an object may have a plan for each commit of theirs. */
  readonly objects: readonly ObjectPlan[]
  readonly dns: DNSPlan
  /** In their order; absent where no waves are configured. */
  readonly waves?: readonly Wave[]
}
