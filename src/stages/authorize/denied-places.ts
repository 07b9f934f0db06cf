import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import { valueAt, type Reference } from '../../model/place.ts'
import type { Placement } from '../../model/render-plan.ts'

/** Some clusters of a placement, and the field that chose just them. */
export interface DeniedPlace {
  readonly clusters: readonly string[]
  readonly at: Reference
}

/**
 * Where a placement chose clusters that are denied: for each its item in `placement.clusters`, or for all of them the
 * selector or the ReplicaSchedulingPreference. Empty where it chose none.
 */
export function deniedPlaces(
  { clusters, chosenBy }: Pick<Placement, 'clusters' | 'chosenBy'>,
  denied: ReadonlySet<string>,
): readonly DeniedPlace[] {
  const reached = clusters.filter((each) => denied.has(each))
  if (reached.length === 0) return []
  const { manifest, pointer } = chosenBy
  const listed = atPointer(manifest.value, pointer)
  if (!isArray(listed)) return [{ clusters: reached, at: chosenBy }]
  // A ClusterOverride lists names, and a placement references.
  const names = listed.map((each, index) => (isObject(each) ? atPointer(listed, `/${index}/name`) : each))
  return reached.map((cluster) => {
    const index = names.indexOf(cluster)
    const isReference = isObject(listed[index])
    return {
      clusters: [cluster],
      at: valueAt(manifest, `${pointer}/${index}${isReference ? '/name' : ''}`),
    }
  })
}
