import type { Fleet } from '../model/fleet.ts'
import { objectText } from '../output/object-text.ts'
import type { DeliveryUnit } from './delivery-units.ts'

/** How many bytes of files each unit has; every variant is measured once, however many clusters share it. */
export function unitSizes(
  { objects }: Fleet,
  units: readonly DeliveryUnit[],
): ReadonlyMap<DeliveryUnit, number> {
  const encoder = new TextEncoder()
  const byDirectory = new Map<string, number>()
  for (const { path, variants } of objects) {
    const directory = path.slice(0, path.indexOf('/'))
    for (const { object, clusters } of variants) {
      const bytes = encoder.encode(objectText(object)).length
      for (const cluster of clusters) {
        for (const key of [cluster, `${cluster}/${directory}`])
          byDirectory.set(key, (byDirectory.get(key) ?? 0) + bytes)
      }
    }
  }
  const keyOf = ({ cluster, directory }: DeliveryUnit): string =>
    directory === undefined ? cluster.name : `${cluster.name}/${directory}`
  return new Map(units.map((unit) => [unit, byDirectory.get(keyOf(unit)) ?? 0]))
}
