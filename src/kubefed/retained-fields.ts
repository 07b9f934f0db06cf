/** A field that KubeFed takes from the member cluster whenever it updates an object there. */
export interface RetainedField {
  /** As `Service`; absent for all. */
  readonly groupKind?: string
  /** The pointer, with `*` for the items of a list and the keys of a mapping. */
  readonly pattern: string
}

/** What KubeFed leaves to the member cluster (KubeFed: pkg/controller/sync/dispatch/retain.go, RetainClusterFields). */
export const retainedFields: readonly RetainedField[] = [
  { pattern: '/metadata/annotations/*' },
  { pattern: '/metadata/finalizers/*' },
  { groupKind: 'Service', pattern: '/spec/clusterIP' },
  { groupKind: 'Service', pattern: '/spec/clusterIPs' },
  { groupKind: 'Service', pattern: '/spec/healthCheckNodePort' },
  { groupKind: 'Service', pattern: '/spec/ports/*/nodePort' },
  { groupKind: 'ServiceAccount', pattern: '/secrets' },
  { pattern: '/spec/replicas' },
]
