import type { Matrix } from '../matrix/matrix.ts'

/** How many objects one cluster has. */
export interface PlacedObjects {
  /** Rendered or, where errors let nothing be rendered, planned. */
  readonly placed: number
  /** Those whose earlier files stay as they are, whatever is planned. */
  readonly held: number
  /** Those that could not be made. */
  readonly failed: number
}

/** The objects of every cluster that has any, by its name. */
export function placedObjects({ rows }: Matrix): ReadonlyMap<string, PlacedObjects> {
  const byCluster = new Map<string, PlacedObjects>()
  for (const { objects, variants, held, failed } of rows) {
    const placed = variants.flatMap((each) => each.clusters)
    for (const [kind, clusters] of Object.entries({ placed, held, failed })) {
      for (const cluster of clusters) {
        const before = byCluster.get(cluster) ?? noObjects
        byCluster.set(cluster, { ...before, [kind]: before[kind as keyof PlacedObjects] + objects.length })
      }
    }
  }
  return byCluster
}

/** What a cluster has that nothing is placed in. */
export const noObjects: PlacedObjects = { placed: 0, held: 0, failed: 0 }

/** `32 objects`, and what of them is not as planned: nothing that is not rendered counts as 0. */
export function describePlaced({ placed, held, failed }: PlacedObjects, isPlanned: boolean): string {
  const parts = [
    ...(placed > 0 ? [`${placed} ${isPlanned ? 'planned' : placed === 1 ? 'object' : 'objects'}`] : []),
    ...(held > 0 ? [`${held} held`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  return parts.length === 0 ? 'nothing placed' : parts.join(', ')
}
