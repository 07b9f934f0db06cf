import type { ContainerCopies } from '../../../json/patch.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import { objectForCluster } from '../object-for-cluster.ts'
import { applyOverrides } from './apply-overrides.ts'
import { itemKeyParent, withIndexes } from './item-keys.ts'

/**
 * The overrides of each cluster, with the items that paths of rules find by a field replaced by their indexes once the overrides
 * before them are applied. A path that finds none, or several, is left: it cannot be applied, and that is reported then.
 */
export function lowerItemKeys(
  federatedObject: FederatedObject,
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  config: RenderConfig,
): ReadonlyMap<string, readonly Override[]> {
  const lists = new Set(overridesOf.values())
  const keyed = [...lists].filter((list) => list.some((each) => itemKeyParent(each) !== undefined))
  if (keyed.length === 0) return overridesOf
  const { object } = objectForCluster(federatedObject, config)
  const lowered = new Map(keyed.map((list) => [list, lowerList(object, list)]))
  return new Map([...overridesOf].map(([cluster, list]) => [cluster, lowered.get(list) ?? list]))
}

function lowerList(template: JsonObject, overrides: readonly Override[]): readonly Override[] {
  const last = overrides.findLastIndex((each) => itemKeyParent(each) !== undefined)
  const copies: ContainerCopies = new Set()
  const lowered: Override[] = []
  let current = template
  for (const override of overrides.slice(0, last + 1)) {
    const path = itemKeyParent(override) === undefined ? override.path : withIndexes(current, override.path)
    if (path === undefined) break
    const next = path === override.path ? override : Object.assign({}, override, { path })
    const result = applyOverrides(current, [next], copies)
    // What fails here fails there, and is reported with its reason.
    if ('failure' in result) break
    lowered.push(next)
    current = result.object
  }
  return [...lowered, ...overrides.slice(lowered.length)]
}
