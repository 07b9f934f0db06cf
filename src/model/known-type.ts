import type { ApiResource } from './api-resource.ts'

/** A type that an API server would tell of by discovery (Kubernetes: apimachinery pkg/apis/meta/v1, APIResource). */
export interface KnownType extends ApiResource {
  /** Where it is not the kind in lower case. */
  readonly singularName?: string
  /** As `svc` for Services. */
  readonly shortNames: readonly string[]
  /** Whether `spec.replicas` is a count that an autoscaler might own. */
  readonly hasReplicas: boolean
}
