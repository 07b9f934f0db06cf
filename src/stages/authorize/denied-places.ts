import { atPointer } from '../../json/at-pointer.ts'
import { isArray } from '../../json/own.ts'
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
  const names = listed.map((_, index) => atPointer(listed, `/${index}/name`))
  return reached.map((cluster) => ({
    clusters: [cluster],
    at: valueAt(manifest, `${pointer}/${names.indexOf(cluster)}/name`),
  }))
}
