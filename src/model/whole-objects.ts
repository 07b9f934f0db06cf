import type { ObjectPlan, RenderPlan } from './render-plan.ts'

/**
 * The objects of a plan, each once: what several commits make of one, where waves are held, is put together for all of its
 * clusters. All else of it is that of the first, which is what is rendered if that has the object.
 */
export function wholeObjects({ objects, waves = [] }: RenderPlan): readonly ObjectPlan[] {
  if (waves.every(({ held }) => held === undefined)) return objects
  const parts = new Map<string, ObjectPlan[]>()
  for (const each of objects) {
    const { type, namespace = '', name } = each.federatedObject
    const key = JSON.stringify([type.name, namespace, name])
    const known = parts.get(key)
    if (known) known.push(each)
    else parts.set(key, [each])
  }
  return [...parts.values()].flatMap(([first, ...others]) => (first ? [join(first, others)] : []))
}

function join(first: ObjectPlan, others: readonly ObjectPlan[]): ObjectPlan {
  if (others.length === 0) return first
  const all = [first, ...others]
  const clusters = all.flatMap(({ placement }) => placement.clusters).sort()
  const chosen = all.flatMap(({ placement }) => placement.chosen).sort()
  return {
    ...first,
    placement: { ...first.placement, clusters, chosen },
    variants: all.flatMap(({ variants }) => variants),
    overrides: new Map(all.flatMap(({ overrides }) => [...overrides])),
    failures: all.flatMap(({ failures }) => failures),
  }
}
