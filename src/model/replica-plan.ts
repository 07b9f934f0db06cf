import type { Int64 } from './replica-scheduling-preference.ts'

/** What the planner answers (KubeFed: pkg/controller/util/planner/planner.go, Plan), in the order of the clusters asked. */
export interface ReplicaPlan {
  readonly plan: ReadonlyMap<string, number>
  /** What would go to a cluster beyond its capacity; clusters without such are absent. */
  readonly overflow: ReadonlyMap<string, number>
}

/** What a ReplicaSchedulingPreference makes of its target. */
export interface ReplicaSchedule {
  /** The clusters that were planned for; each of them is in `replicas`. */
  readonly candidates: readonly string[]
  /** The current replicas of the candidates, as far as anything is known of them. */
  readonly current: ReadonlyMap<string, number>
  /** The estimated capacity of the candidates that have a limited one. */
  readonly capacity: ReadonlyMap<string, number>
  /** The replicas of every candidate, 0 included: plan and overflow together. */
  readonly replicas: ReadonlyMap<string, number>
  /** The candidates that the namespace leaves, sorted; undefined where its placement cannot be computed. */
  readonly placed: readonly string[] | undefined
  /** How many of the total replicas no cluster got. */
  readonly unplaced: number
}

/** Why KubeFed leaves the target of a preference as it is. */
export type LeftAloneReason = 'no-ready-cluster' | 'no-selected-cluster' | 'placement-failed'

/** Takes the steps of a plan, one by one, in the order in which they are made. */
export type RecordPlanStep = (step: PlanStep) => void

/** One step of a plan with its arithmetic; `remaining` is how many replicas are left after it. */
export type PlanStep =
  | OrderStep
  | NoPreferenceStep
  | MinimumStep
  | KeepStep
  | ShareStep
  | RepeatStep
  | EndStep
  | OverflowStep
  | AwardStep

/** The order in which clusters are served: by weight descending, then by hash. */
export interface OrderStep {
  readonly kind: 'order'
  readonly totalReplicas: number
  readonly clusters: readonly { readonly cluster: string; readonly weight: Int64; readonly hash: number }[]
}

/** A cluster without a preference, where there is no `*` either: it gets nothing. */
export interface NoPreferenceStep {
  readonly kind: 'no-preference'
  readonly cluster: string
}

/** A cluster gets its minReplicas, or what remains, or its capacity, whichever is least. */
export interface MinimumStep {
  readonly kind: 'minimum'
  readonly cluster: string
  readonly minReplicas: number
  readonly available: number
  readonly capacity?: number
  readonly replicas: number
  readonly remaining: number
}

/** Without rebalance a cluster keeps what it runs beyond the plan so far. */
export interface KeepStep {
  readonly kind: 'keep'
  readonly cluster: string
  readonly current: number
  readonly planned: number
  readonly maxReplicas?: number
  readonly capacity?: number
  readonly extra: number
  readonly remaining: number
}

/** A cluster's share of what remained at the start of a round. */
export interface ShareStep {
  readonly kind: 'share'
  readonly round: number
  readonly cluster: string
  readonly distributable: number
  readonly weight: Int64
  readonly weightSum: Int64
  /** ceil(distributable × weight / weightSum) */
  readonly share: number
  /** The share, or what remained of the replicas where that was less. */
  readonly granted: number
  /** How many of the granted replicas the cluster kept already. */
  readonly preallocated: number
  readonly start: number
  /** What clamped the cluster, which so leaves the later rounds. */
  readonly limit?: 'maxReplicas' | 'capacity'
  /** What capacity cut off; present together with `limit`. */
  readonly overflow?: number
  /** What the cluster has after this step. */
  readonly replicas: number
  readonly remaining: number
}

/** Rounds that repeat the round before them: each share is taken from the replicas that its cluster kept already. */
export interface RepeatStep {
  readonly kind: 'repeat'
  readonly from: number
  readonly to: number
}

/** What was left when no cluster took any more. */
export interface EndStep {
  readonly kind: 'end'
  readonly remaining: number
}

/** What goes to a cluster beyond its capacity; without rebalance at most what remains. */
export interface OverflowStep {
  readonly kind: 'overflow'
  readonly cluster: string
  readonly overflow: number
  readonly rebalance: boolean
  readonly remaining: number
  readonly added: number
}

/** What a cluster is awarded by a monotone division, replica by replica: first up to its minReplicas, then by weight. */
export interface AwardStep {
  readonly kind: 'award'
  readonly cluster: string
  readonly phase: 'minimum' | 'weight'
  /** The next replica of a cluster that has s goes by weight / (2s + 1). */
  readonly weight: Int64
  readonly start: number
  /** What the cluster has after this step. */
  readonly replicas: number
  /** What the phase would bring the cluster to: its minReplicas; absent where there is no such number. */
  readonly wanted?: number
  /** What stopped the cluster; absent where the replicas came to an end, or nothing stopped it. */
  readonly limit?: 'maxReplicas' | 'capacity'
}
