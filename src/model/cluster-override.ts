import type { JsonObject } from './json.ts'
import type { Manifest } from './manifest.ts'
import type { OverrideOperation } from './override-item.ts'

/** One operation of a rule as it is written, not checked yet; its pointer is from the ClusterOverride's root. */
export interface RuleOperation extends OverrideOperation {
  /** What the value is made of once the properties of the cluster are in it. Default: a text stays a text. */
  readonly as?: 'integer' | 'boolean'
}

/** What some clusters get beside the template. Without names and without a selector it is for no cluster. */
export interface ClusterOverrideRule {
  /** From the ClusterOverride's root: `/spec/rules/0`. */
  readonly pointer: string
  /** The names of `clusters`, in its order; a selector beside it is not read. */
  readonly clusters?: readonly string[]
  readonly clusterSelector?: JsonObject
  readonly operations: readonly RuleOperation[]
}

/**
 * A ClusterOverride (schemas/fedrender.dev/v1alpha1/ClusterOverride.json), valid in itself: overrides of federated objects
 * by the labels of clusters. KubeFed knows no such kind, and no cluster gets it.
 */
export interface ClusterOverride {
  readonly manifest: Manifest
  /** As it is written: absent where its targets have none, or have the configured one. */
  readonly namespace?: string
  readonly name: string
  readonly target: {
    /** As a FederatedTypeConfig is called: `deployments.apps`. */
    readonly type: string
    /** In their order; a selector beside them is not read. */
    readonly names?: readonly string[]
    /** Of `metadata.labels` of federated objects. */
    readonly labelSelector?: JsonObject
  }
  /** In the order in which they are applied. */
  readonly rules: readonly ClusterOverrideRule[]
}

/** A rule with the clusters that it selects. */
export interface ResolvedRule {
  readonly rule: ClusterOverrideRule
  /** Sorted; of the inventory. */
  readonly clusters: readonly string[]
}

/** A ClusterOverride whose references are resolved, without its targets. */
export interface ResolvedClusterOverride {
  readonly clusterOverride: ClusterOverride
  readonly rules: readonly ResolvedRule[]
}
