import type { CelList, CelObject } from '../../cel/value.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'

/** The objects that a cluster gets; clusters that get the same ones have one list. */
export type ObjectLists = (cluster: string) => CelList

/** The list of what gets nothing. */
export const noLists: CelList = []

/** One more object than the list before has; what the same lists go on with is the same list. */
interface ListEnd {
  readonly object?: CelObject
  readonly before?: ListEnd
  readonly after: Map<CelObject, ListEnd>
  list?: CelList
}

/** Sorts the variants of some objects by cluster, in the order of the plan. */
export function createObjectLists(
  plans: readonly ObjectPlan[],
  viewOf: (plan: ObjectPlan, variant: Variant) => CelObject,
): ObjectLists {
  const empty: ListEnd = { after: new Map() }
  const ends = new Map<string, ListEnd>()
  for (const plan of plans) {
    for (const variant of plan.variants) {
      const object = viewOf(plan, variant)
      for (const cluster of variant.clusters) {
        ends.set(cluster, endAfter(ends.get(cluster) ?? empty, object))
      }
    }
  }
  return (cluster) => listOf(ends.get(cluster) ?? empty)
}

function endAfter(before: ListEnd, object: CelObject): ListEnd {
  const known = before.after.get(object)
  if (known) return known
  const end: ListEnd = { object, before, after: new Map() }
  before.after.set(object, end)
  return end
}

function listOf(end: ListEnd): CelList {
  if (end.list) return end.list
  const objects: CelObject[] = []
  for (let at: ListEnd | undefined = end; at?.object; at = at.before) objects.push(at.object)
  end.list = objects.length === 0 ? noLists : objects.reverse()
  return end.list
}
