import type { StructuralSchema } from './structural-schema.ts'

/** What holds from one minor version of Kubernetes to another, both included. */
export type MinorRange<T> = readonly [first: number, last: number, value: T]

/**
 * What the minor versions of Kubernetes say of their types (schemas/kubernetes.json, which
 * .ci/kubernetes-schemas.mjs writes). What of a type no object is rendered with, its status, has no schema.
 */
export interface KubernetesSchemas {
  /** The oldest and the newest minor version that have schemas: 30 stands for 1.30. */
  readonly minors: readonly [oldest: number, newest: number]
  /** The name of its definition, by type, as `apps/v1/Deployment`; from some versions before the oldest on. */
  readonly kinds: Readonly<Record<string, readonly MinorRange<string>[]>>
  readonly definitions: Readonly<Record<string, readonly MinorRange<StructuralSchema>[]>>
}
