import { isObject } from '../../../json/own.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'

/** How many replicas one cluster is to run. */
export interface ClusterReplicas {
  readonly cluster: string
  /** Of workloads whose replicas a ReplicaSchedulingPreference divides. */
  readonly scheduled: number
  /** The replicas of all other workloads, as their templates and overrides set them. */
  readonly fixed: number
}

/**
 * The replicas of every cluster, in the order of the inventory: the `spec.replicas` of its objects; an object
 * without, such as one whose replicas are retained, counts for none. Empty where no object has any.
 */
export function clusterReplicas({ federation, objects }: RenderPlan): readonly ClusterReplicas[] {
  const [scheduled, fixed] = [new Map<string, number>(), new Map<string, number>()]
  for (const { variants, division } of objects) {
    const counts = division?.schedule === undefined ? fixed : scheduled
    for (const { object, clusters } of variants) {
      const { spec } = object
      if (!isObject(spec) || typeof spec['replicas'] !== 'number') continue
      for (const cluster of clusters) counts.set(cluster, (counts.get(cluster) ?? 0) + spec['replicas'])
    }
  }
  if (scheduled.size + fixed.size === 0) return []
  return federation.clusters.map(({ name }) => ({
    cluster: name,
    scheduled: scheduled.get(name) ?? 0,
    fixed: fixed.get(name) ?? 0,
  }))
}
