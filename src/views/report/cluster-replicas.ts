import { isObject } from '../../json/own.ts'
import type { RenderPlan } from '../../model/render-plan.ts'

/** How many replicas one cluster is to run. */
export interface ClusterReplicas {
  readonly cluster: string
  /** Of workloads whose replicas a ReplicaSchedulingPreference divides. */
  readonly scheduled: number
  /** Of all others: as their templates and overrides say. */
  readonly fixed: number
}

/**
 * The replicas of every cluster, in the order of the inventory: what `spec.replicas` of its objects says; an object
 * without, such as one whose replicas are retained, counts for none. Empty where no object has any.
 */
export function clusterReplicas({ federation, objects }: RenderPlan): readonly ClusterReplicas[] {
  const counts = new Map(federation.clusters.map(({ name }) => [name, { scheduled: 0, fixed: 0 }]))
  let found = false
  for (const { variants, division } of objects) {
    const source = division?.schedule === undefined ? 'fixed' : 'scheduled'
    for (const { object, clusters } of variants) {
      const { spec } = object
      if (!isObject(spec) || typeof spec['replicas'] !== 'number') continue
      found = true
      for (const cluster of clusters) {
        const count = counts.get(cluster)
        if (count !== undefined) count[source] += spec['replicas']
      }
    }
  }
  return found ? [...counts].map(([cluster, count]) => ({ cluster, ...count })) : []
}
