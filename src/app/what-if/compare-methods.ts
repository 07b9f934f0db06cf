import type { RenderPlan } from '../../model/render-plan.ts'
import type { CompileResult } from '../../render.ts'
import { divideBothWays } from '../../stages/plan/what-if/divide-both-ways.ts'
import { compareDivisions, type ComparedDivisions } from '../../views/compare-divisions.ts'
import { isWantedPlan, type ObjectFilter } from '../../views/object-filter.ts'
import { replicaTable } from '../../views/replicas.ts'

/**
 * How the replicas of the given objects are divided by KubeFed's division and by the monotone one, the objects and the clusters
 * as they are filtered; what moves is counted in all clusters.
 */
export function compareMethods(
  { planned: plan, scheduling }: Pick<CompileResult, 'planned' | 'scheduling'>,
  objects: RenderPlan['objects'],
  filter: ObjectFilter,
): readonly ComparedDivisions[] {
  const { clusters } = plan.federation
  const wanted = objects.filter((object) => isWantedPlan(filter, object))
  return divideBothWays({ ...plan, objects: wanted }, scheduling).map(
    ({ object, method, kubefed, monotone }) =>
      compareDivisions(
        method,
        {
          kubefed: replicaTable(object, kubefed, clusters),
          monotone: replicaTable(object, monotone, clusters),
        },
        (cluster) => filter.clusters?.has(cluster) ?? true,
      ),
  )
}
