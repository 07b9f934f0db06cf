import type { JsonObject } from './json.ts'

/** What was observed in one member cluster that replica scheduling asks for. */
export interface ObservedWorkloads {
  /** Deployments and ReplicaSets of group apps, by `<kind>/<namespace>/<name>`. */
  readonly workloads: ReadonlyMap<string, JsonObject>
  /** By namespace. */
  readonly pods: ReadonlyMap<string, readonly JsonObject[]>
}

/** The workload that a ReplicaSchedulingPreference divides, as it is called in a member cluster. */
export interface WorkloadTarget {
  readonly kind: 'Deployment' | 'ReplicaSet'
  readonly namespace: string
  readonly name: string
}

/**
 * How a workload stands in one member cluster.
 * `unknown` says why its running replicas could not be counted, so that its readyReplicas stand for them.
 */
export interface WorkloadObservation {
  readonly replicas: number
  readonly readyReplicas: number
  /** KubeFed's current replica count. */
  readonly current: number
  /** KubeFed's estimated capacity; absent where no Pod is unschedulable. */
  readonly capacity?: number
  readonly unknown?: 'pods-missing' | 'selector-missing'
}
