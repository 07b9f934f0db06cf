/** A field that KubeFed takes from the member cluster whenever it updates an object there. */
export interface RetainedField {
  /** Absent for all kinds. */
  readonly kind?: string
  /** The pointer, with `*` for the items of a list and the keys of a mapping. */
  readonly pattern: string
}

/** What KubeFed leaves to the member cluster (KubeFed: pkg/controller/sync/dispatch/retain.go, RetainClusterFields). */
export const retainedFields: readonly RetainedField[] = [
  { pattern: '/metadata/annotations/*' },
  { pattern: '/metadata/finalizers/*' },
  { kind: 'Service', pattern: '/spec/clusterIP' },
  { kind: 'Service', pattern: '/spec/clusterIPs' },
  { kind: 'Service', pattern: '/spec/healthCheckNodePort' },
  { kind: 'Service', pattern: '/spec/ports/*/nodePort' },
  { kind: 'ServiceAccount', pattern: '/secrets' },
  { pattern: '/spec/replicas' },
]
