import type { Json } from './json.ts'
import type { Override } from './override.ts'
import type { Reference } from './place.ts'

/**
 * What gave a field its value: the template; an override; a ReplicaSchedulingPreference; the federated object itself,
 * whose name and namespace the object has; its type, whose kind it has; the label of every propagated object; what
 * replaces the federated object's `kubefed.io/orphan` and `spec.retainReplicas`; or `delivery` of the configuration,
 * which lets no agent delete a Namespace by itself.
 */
export type OriginKind =
  | 'template'
  | 'override'
  | 'schedule'
  | 'federated-object'
  | 'type'
  | 'managed-label'
  | 'orphan'
  | 'delivery'
  | 'retain-replicas'

/** What gave a field its value, and the place of that. */
export interface Origin {
  readonly kind: OriginKind
  /** Absent for a value that no source holds: the managed label, `delivery`, and the kind of a built-in type. */
  readonly at?: Reference
  /** The override that gave the field its value; `at` is that value or a part of it. */
  readonly override?: Override
}

/** A value and what gave it. */
export interface OriginatedValue {
  /** A scalar, or a mapping or list that is empty. */
  readonly value: Json
  readonly origin: Origin
}

/** One field of an object with its value and what gave it. */
export interface FieldOrigin extends OriginatedValue {
  /** The values that overrides put out of its place, the latest first. */
  readonly replaced: readonly OriginatedValue[]
}

/**
 * Why a field of the template is not in the object: an override removes it, KubeFed does not propagate it (annotations
 * and finalizers), only an API server sets it, or `spec.retainReplicas` leaves it to the member cluster.
 */
export type OmissionReason = 'removed' | 'not-propagated' | 'server-set' | 'retain-replicas'

/** A field that the object would have but for one line of the sources. */
export interface OmittedField {
  /** The pointer in the object, as in the override or the template. */
  readonly pointer: string
  readonly reason: OmissionReason
  readonly at: Reference
}

/** Why an object that a cluster gets has each of its fields. */
export interface FieldOrigins {
  /**
   * By JSON pointer: every scalar and every empty mapping or list, in the order of the rendered file. They are made while
   * they are gone through, since a large object has a million.
   */
  readonly fields: Iterable<readonly [pointer: string, origin: FieldOrigin]>
  /** That of the scalar or empty container at a pointer; undefined where there is none. */
  readonly at: (pointer: string) => FieldOrigin | undefined
  readonly omitted: readonly OmittedField[]
}
