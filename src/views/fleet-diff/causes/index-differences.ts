import { pointerSegments } from '../../../json/pointer.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { fieldsOf, type SourceDifference, type SourceField } from './compare-manifests.ts'
import type { ManifestPair } from './pair-manifests.ts'

/** The differences of a pair that may concern some clusters, in their order. */
export type FindDifferences = (clusters: ReadonlySet<string>) => readonly SourceDifference[]

/**
 * Indexes the differences of a pair by the clusters whose overrides they are in, so that an object that changes in each of
 * a thousand clusters by itself is not gone through as a whole for each. What is in no cluster's overrides may concern all.
 *
 * @param objects the federated object that a manifest is, where it is a valid one
 */
export function indexDifferences(
  pair: ManifestPair,
  differences: readonly SourceDifference[],
  objects: ReadonlyMap<Manifest, FederatedObject>,
): FindDifferences {
  const ofAll: number[] = []
  const byCluster = new Map<string, number[]>()
  for (const [place, each] of differences.entries()) {
    const clusters = fieldsOf(pair, each).map((field) => clusterOfOverride(field, objects))
    if (clusters.includes(undefined)) ofAll.push(place)
    else {
      for (const cluster of new Set(clusters)) {
        const known = byCluster.get(cluster ?? '')
        if (known) known.push(place)
        else byCluster.set(cluster ?? '', [place])
      }
    }
  }
  if (byCluster.size === 0) return () => differences
  return (clusters) => {
    const places = new Set(ofAll)
    for (const cluster of clusters) for (const place of byCluster.get(cluster) ?? []) places.add(place)
    return [...places].sort((left, right) => left - right).flatMap((place) => differences[place] ?? [])
  }
}

/** The cluster in whose overrides a field is; undefined for a field that is not in those of one. */
function clusterOfOverride(
  { manifest, pointer }: SourceField,
  objects: ReadonlyMap<Manifest, FederatedObject>,
): string | undefined {
  if (!pointer.startsWith('/spec/overrides/')) return undefined
  const [, , item] = pointerSegments(pointer)
  return objects.get(manifest)?.overrides[Number(item)]?.clusterName
}
