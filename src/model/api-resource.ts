/** Whether objects of a type live in a namespace. */
export type Scope = 'Namespaced' | 'Cluster'

/** A type of the Kubernetes API, as KubeFed's APIResource (KubeFed: pkg/apis/core/v1beta1/federatedtypeconfig_types.go). */
export interface ApiResource {
  /** `''` for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly pluralName: string
  readonly scope: Scope
}

/** A type that an API server would list by discovery (Kubernetes: apimachinery pkg/apis/meta/v1, APIResource). */
export interface KnownType extends ApiResource {
  /** Where it is not the kind in lower case. */
  readonly singularName?: string
  /** What an API server has the type in besides; where it is absent, only `version` is known. */
  readonly otherVersions?: readonly string[]
  /** As `svc` for Services. */
  readonly shortNames: readonly string[]
  /** As `all`: names of several types at once, of which only CustomResourceDefinitions of a repository are read here. */
  readonly categories?: readonly string[]
  /** Whether `spec.replicas` is a count that an autoscaler might own. */
  readonly hasReplicas: boolean
}
