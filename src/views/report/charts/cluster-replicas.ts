import { isObject } from '../../../json/own.ts'
import { hasReplicas } from '../../../kubefed/retained-replicas.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { ObjectPlan, RenderPlan } from '../../../model/render-plan.ts'

/** How many replicas one cluster is to run. */
export interface ClusterReplicas {
  readonly cluster: string
  /** Of workloads whose replicas a ReplicaSchedulingPreference divides; absent where none of them is placed. */
  readonly scheduled?: number
  /** Of all other workloads, as their templates and overrides set them; absent where none of them is placed. */
  readonly fixed?: number
  /** The workloads whose replicas are not rendered, such as those that the member cluster retains. */
  readonly notRendered: number
}

/**
 * The replicas of every cluster, in the order of the inventory: the `spec.replicas` of its objects. A workload is an object
 * that has replicas in its template, in a cluster or by a preference. Empty where no object is one.
 */
export function clusterReplicas({ federation, objects }: RenderPlan): readonly ClusterReplicas[] {
  const workloads = objects.filter(isWorkload)
  if (workloads.length === 0) return []
  const scheduled = sumByCluster(workloads.filter(isScheduled))
  const fixed = sumByCluster(workloads.filter((each) => !isScheduled(each)))
  const notRendered = new Map<string, number>()
  for (const { object, clusters } of workloads.flatMap(({ variants }) => variants)) {
    if (replicasOf(object) !== undefined) continue
    for (const cluster of clusters) notRendered.set(cluster, (notRendered.get(cluster) ?? 0) + 1)
  }
  return federation.clusters.map(({ name }) => {
    const [divided, set] = [scheduled.get(name), fixed.get(name)]
    return {
      cluster: name,
      ...(divided !== undefined && { scheduled: divided }),
      ...(set !== undefined && { fixed: set }),
      notRendered: notRendered.get(name) ?? 0,
    }
  })
}

/** The replicas that are rendered, by cluster. */
function sumByCluster(workloads: readonly ObjectPlan[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { object, clusters } of workloads.flatMap(({ variants }) => variants)) {
    const replicas = replicasOf(object)
    if (replicas === undefined) continue
    for (const cluster of clusters) sums.set(cluster, (sums.get(cluster) ?? 0) + replicas)
  }
  return sums
}

function isScheduled({ division }: ObjectPlan): boolean {
  return division?.schedule !== undefined
}

function isWorkload({ federatedObject, variants, division }: ObjectPlan): boolean {
  const { spec } = federatedObject.manifest.value
  const template = isObject(spec) ? spec['template'] : undefined
  return (
    division !== undefined ||
    (isObject(template) && hasReplicas(template)) ||
    variants.some(({ object }) => hasReplicas(object))
  )
}

function replicasOf({ spec }: JsonObject): number | undefined {
  return isObject(spec) && typeof spec['replicas'] === 'number' ? spec['replicas'] : undefined
}
