import { isObject } from '../../json/own.ts'
import type { PatchOperation } from '../../json/patch.ts'
import type { JsonObject } from '../../model/json.ts'
import { invariant } from '../../text/invariant.ts'
import { commonValue } from './common-value.ts'
import { patchBetween } from './patch-between.ts'

/** What one or more clusters have of an object. */
export interface ClusterVariant {
  readonly clusters: readonly string[]
  readonly value: JsonObject
}

/** The template of an object, as all clusters would get it, and how each differs. */
export interface ChosenTemplate {
  readonly value: JsonObject
  /** By the cluster; only of those that differ. */
  readonly overrides: ReadonlyMap<string, readonly PatchOperation[]>
}

/** Each is compared with each, so that of many different ones only the most frequent are tried. */
const mostCandidates = 16

/**
 * The template that needs the fewest operations in the overrides of all clusters: what one of them has, or what most have
 * of each field. Of equally good ones it is what the most clusters have, and of these the first.
 *
 * @param variants at least one, no two equal
 * @param rendered what a cluster without overrides gets of a template
 */
export function chooseTemplate(
  variants: readonly ClusterVariant[],
  rendered: (template: JsonObject) => JsonObject,
): ChosenTemplate {
  const common = commonValue(variants.map(({ value, clusters }) => ({ value, count: clusters.length })))
  const frequent = variants.toSorted((left, right) => right.clusters.length - left.clusters.length)
  const candidates = [...frequent.slice(0, mostCandidates).map(({ value }) => value), common].filter(isObject)
  let best: { readonly chosen: ChosenTemplate; readonly cost: number } | undefined
  for (const value of candidates) {
    const base = rendered(value)
    const overrides = new Map<string, readonly PatchOperation[]>()
    let cost = 0
    for (const variant of variants) {
      const operations = patchBetween(base, variant.value)
      cost += operations.length * variant.clusters.length
      if (operations.length > 0) for (const each of variant.clusters) overrides.set(each, operations)
      if (best !== undefined && cost >= best.cost) break
    }
    if (best === undefined || cost < best.cost) best = { chosen: { value, overrides }, cost }
  }
  invariant(best, 'an object that no cluster has has no template')
  return best.chosen
}
