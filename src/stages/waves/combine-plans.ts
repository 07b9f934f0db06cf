import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import type { HeldCommit, PlanPart, Wave } from '../../model/wave.ts'
import { isWhole, withWaiting, type PlannedSource } from './planned-sources.ts'
import { clustersOf, objectKey } from './wave-sources.ts'

/** The plan that the sources of a commit come to. */
export interface HeldPlan {
  readonly held: HeldCommit
  readonly plan: RenderPlan
}

/**
 * The plan of what every cluster gets where waves are held: of each object what the commit of the cluster's wave makes of
 * it. An object of which all commits make the same has one plan, and one that passes the waves what is rendered. All
 * else, DNS too, is what is rendered.
 */
export function combinePlans(
  plan: RenderPlan,
  heldPlans: readonly HeldPlan[],
  waves: readonly Wave[],
): RenderPlan {
  const head = sourceOf(plan, { clusters: clustersOf(undefined, waves) })
  const others = heldPlans.map((each) =>
    sourceOf(each.plan, { clusters: clustersOf(each.held, waves), held: each.held }),
  )
  const keys = new Set([head].concat(others).flatMap(({ byKey }) => Array.from(byKey.keys())))
  const objects = [...keys].flatMap((key) => {
    const own = head.byKey.get(key)
    if (own && isWhole(key, own, others)) return [own]
    const ofOthers = others.flatMap(({ part, byKey }) => {
      const other = byKey.get(key)
      const left = other && restrict(other, part)
      return left && isOfConcern(left) ? [left] : []
    })
    return own ? [restrict(own, head.part)].concat(ofOthers) : ofOthers
  })
  return { ...plan, objects, waves: withWaiting(waves, head, others) }
}

function sourceOf({ objects }: RenderPlan, part: PlanPart): PlannedSource {
  return { part, byKey: new Map(objects.map((each) => [objectKey(each.federatedObject), each])) }
}

/** What could not be decided holds what is there. */
function isOfConcern({ placement, failures }: ObjectPlan): boolean {
  const { clusters, reason } = placement
  return clusters.length + failures.length > 0 || reason === 'ComputePlacementFailed'
}

function restrict(plan: ObjectPlan, part: PlanPart): ObjectPlan {
  const own = new Set(part.clusters)
  const isOwn = (cluster: string): boolean => own.has(cluster)
  const { placement, variants, overrides, failures } = plan
  return {
    ...plan,
    placement: {
      ...placement,
      clusters: placement.clusters.filter(isOwn),
      chosen: placement.chosen.filter(isOwn),
    },
    variants: variants.flatMap(({ object, clusters }) => {
      const left = clusters.filter(isOwn)
      return left.length === 0 ? [] : [{ object, clusters: left }]
    }),
    overrides: new Map([...overrides].filter(([cluster]) => isOwn(cluster))),
    failures: failures.filter(({ cluster }) => isOwn(cluster)),
    part,
  }
}
