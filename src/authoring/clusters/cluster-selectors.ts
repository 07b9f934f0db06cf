import { objectAt } from '../../json/fields.ts'
import { readLabelSelector } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
import { smallestSelector } from './smallest-placement.ts'

/** Selectors of clusters in which an object is placed. */
export interface ClusterSelectors {
  /** The clusters in which the object is. */
  readonly placed: readonly Cluster[]
  /** The smallest selector that selects just these of the placed clusters, whatever it selects beside them; undefined for none. */
  readonly amongPlaced: (chosen: readonly string[]) => JsonObject | undefined
  /** The smallest selector that selects just these of the whole inventory; undefined for none. */
  readonly amongAll: (chosen: readonly string[]) => JsonObject | undefined
  /** The clusters of the inventory that a selector selects. */
  readonly select: (selector: JsonObject) => readonly Cluster[]
}

/** The selectors for objects by the clusters in which they are placed, each looked for once. */
export function findSelectors(
  inventory: readonly Cluster[],
): (placed: readonly string[]) => ClusterSelectors {
  const amongAll = rememberSelectors(inventory)
  const select = (selector: JsonObject): readonly Cluster[] => {
    const isSelected = readLabelSelector(selector).selector
    return isSelected === undefined ? [] : inventory.filter(({ labels }) => isSelected(labels))
  }
  return remember((names) => {
    const isPlaced = new Set(names)
    const placed = inventory.filter(({ name }) => isPlaced.has(name))
    return { placed, amongPlaced: rememberSelectors(placed), amongAll, select }
  })
}

function rememberSelectors(among: readonly Cluster[]): (chosen: readonly string[]) => JsonObject | undefined {
  return remember((chosen) => {
    const selector = smallestSelector(new Set(chosen), among)
    return chosen.length > 1 || among.length === 1 || isOneLabel(selector) ? selector : undefined
  })
}

/** What selects one cluster by more than one label follows none, and is a name in other words. */
function isOneLabel(selector: JsonObject = {}): boolean {
  return Object.keys(selector).length === 1 && Object.keys(objectAt(selector, 'matchLabels')).length === 1
}

function remember<T>(make: (names: readonly string[]) => T): (names: readonly string[]) => T {
  const known = new Map<string, { readonly made: T }>()
  return (names) => {
    const key = [...names].sort().join('\n')
    const found = known.get(key) ?? { made: make(names) }
    known.set(key, found)
    return found.made
  }
}
