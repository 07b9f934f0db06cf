import { stringifyJson } from '../../json/stringify.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import { compareText } from '../../text/compare-text.ts'

/** The variants of an object's parts, equal objects as one, as if one commit had made them. */
export function joinVariants(plans: readonly Pick<ObjectPlan, 'variants'>[]): readonly Variant[] {
  const joined = new Map<string, Variant>()
  for (const { object, clusters } of plans.flatMap(({ variants }) => variants)) {
    const text = stringifyJson(object)
    const known = joined.get(text)
    const all = [...(known?.clusters ?? []), ...clusters].sort(compareText)
    joined.set(text, { object: known?.object ?? object, clusters: all })
  }
  return [...joined.values()]
}
