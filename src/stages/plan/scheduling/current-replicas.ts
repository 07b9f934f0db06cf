import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { workloadKey } from '../../../kubefed/observed-workloads.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type {
  ObservedWorkloads,
  WorkloadObservation,
  WorkloadTarget,
} from '../../../model/observed-cluster.ts'

/** What the clusters run and can hold, as far as it was observed. */
export interface ReplicaState {
  readonly current: ReadonlyMap<string, number>
  readonly capacity: ReadonlyMap<string, number>
  /** The clusters where running replicas could not be counted, and why. */
  readonly unknown: ReadonlyMap<string, NonNullable<WorkloadObservation['unknown']>>
}

/**
 * Current replicas and capacity of the clusters in which the workload was observed
 * (KubeFed: pkg/schedulingtypes/replicascheduler.go, clustersReplicaState).
 */
export function clustersReplicaState(
  clusters: Iterable<string>,
  target: WorkloadTarget,
  observed: ReadonlyMap<string, ObservedWorkloads>,
): ReplicaState {
  const current = new Map<string, number>()
  const capacity = new Map<string, number>()
  const unknown = new Map<string, NonNullable<WorkloadObservation['unknown']>>()
  for (const cluster of clusters) {
    const workloads = observed.get(cluster)
    const observation = workloads && observeWorkload(workloads, target)
    if (observation === undefined) continue
    current.set(cluster, observation.current)
    if (observation.capacity !== undefined) capacity.set(cluster, observation.capacity)
    if (observation.unknown !== undefined) unknown.set(cluster, observation.unknown)
  }
  return { current, capacity, unknown }
}

/**
 * The replicas of a workload in one member cluster, or undefined where it is not there: all replicas ready are the
 * current ones; else its Pods are counted. Departures from KubeFed, which asks a live API server: where none of its
 * Pods was observed its readyReplicas count, and a capacity below 0 (more unschedulable Pods than replicas) is 0.
 */
export function observeWorkload(
  observed: ObservedWorkloads,
  target: WorkloadTarget,
): WorkloadObservation | undefined {
  const workload = observed.workloads.get(workloadKey(target))
  if (workload === undefined) return undefined
  const replicas = countAt(workload, 'spec', 'replicas')
  const readyReplicas = countAt(workload, 'status', 'readyReplicas')
  const counts = { replicas, readyReplicas }
  if (replicas === readyReplicas) return { ...counts, current: readyReplicas }
  const selector = field(field(workload, 'spec'), 'selector')
  const matchLabels = field(selector, 'matchLabels')
  if (!isObject(matchLabels)) return { ...counts, current: readyReplicas, unknown: 'selector-missing' }
  const wanted = Object.entries(matchLabels)
  const pods = (observed.pods.get(target.namespace) ?? []).filter((pod) => hasLabels(pod, wanted))
  if (pods.length === 0) return { ...counts, current: readyReplicas, unknown: 'pods-missing' }
  const { runningAndReady, unschedulable } = analyzePods(pods)
  return {
    ...counts,
    current: runningAndReady,
    ...(unschedulable > 0 && { capacity: Math.max(0, replicas - unschedulable) }),
  }
}

/**
 * Counts Pods by their conditions (KubeFed: pkg/controller/util/podanalyzer/pod_helper.go, AnalyzePods). Its slip is
 * kept: a Running Pod is ready by having a Ready condition, whatever the status of that condition is. A Pod counts as
 * unschedulable from the start, not after a minute, for a repository has no clock.
 */
function analyzePods(pods: readonly JsonObject[]): {
  readonly runningAndReady: number
  readonly unschedulable: number
} {
  let runningAndReady = 0
  let unschedulable = 0
  for (const pod of pods) {
    const conditions = field(field(pod, 'status'), 'conditions')
    const running = field(field(pod, 'status'), 'phase') === 'Running'
    for (const condition of isArray(conditions) ? conditions : []) {
      if (running && field(condition, 'type') === 'Ready') runningAndReady += 1
      if (!running && isUnschedulable(condition)) unschedulable += 1
    }
  }
  return { runningAndReady, unschedulable }
}

function isUnschedulable(condition: Json): boolean {
  return (
    field(condition, 'type') === 'PodScheduled' &&
    field(condition, 'status') === 'False' &&
    field(condition, 'reason') === 'Unschedulable'
  )
}

function hasLabels(pod: JsonObject, wanted: readonly (readonly [string, Json])[]): boolean {
  const labels = field(field(pod, 'metadata'), 'labels')
  return wanted.every(([key, value]) => field(labels, key) === value)
}

function field(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? getOwn(value, key) : undefined
}

function countAt(object: JsonObject, parent: string, key: string): number {
  const value = field(field(object, parent), key)
  return typeof value === 'number' ? value : 0
}
