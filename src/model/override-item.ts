import type { Json } from './json.ts'

/**
 * One item of `spec.overrides` of a federated object as it is written (KubeFed: pkg/controller/util/genericoverride.go,
 * GenericOverrideItem).
 */
export interface OverrideItem {
  readonly clusterName: string
  /** From the federated object's root: `/spec/overrides/0`. */
  readonly pointer: string
  /** Empty where the list is absent or null. */
  readonly clusterOverrides: readonly OverrideOperation[]
}

/**
 * One operation as it is written, not checked yet (KubeFed: pkg/controller/util/overrides.go, ClusterOverride). What is
 * applied is an Override.
 */
export interface OverrideOperation {
  /** `''` where it is absent or null. */
  readonly op: string
  /** A JSON pointer into the object, or what is written in its place. */
  readonly path: string
  /** Null where it is absent. */
  readonly value: Json
  /** From the federated object's root: `/spec/overrides/0/clusterOverrides/1`. */
  readonly pointer: string
}
