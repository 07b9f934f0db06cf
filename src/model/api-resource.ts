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
