import type { Cluster } from '../../../model/cluster.ts'
import type { ClusterSummary, FleetDiff } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import type { WavesConfig } from '../../../model/delivery-config.ts'
import { compareText } from '../../../text/compare-text.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { Matrix, MatrixObject } from '../matrix/matrix.ts'
import { placementAxes, type PlacementAxis } from './placement-axes.ts'
import { noObjects, placedObjects, type PlacedObjects } from './placed-objects.ts'

/** A fleet as a picture: its clusters by region and tier, and which objects are placed in the same of them. */
export interface PlacementMap {
  readonly rows: PlacementAxis
  readonly columns: PlacementAxis
  /** By row, then by column. */
  readonly cells: readonly (readonly (readonly MappedCluster[])[])[]
  /** The most objects first. */
  readonly patterns: readonly PlacementPattern[]
}

/** A cluster on the picture. */
export interface MappedCluster {
  readonly name: string
  readonly ready: boolean
  /** Whether the change takes it away. */
  readonly isGone: boolean
  readonly objects: PlacedObjects
  /** What the change does there. Default: nothing. */
  readonly change?: ClusterSummary
}

/** Objects that are placed in the same clusters. */
export interface PlacementPattern {
  readonly objects: readonly MatrixObject[]
  /** Never empty. */
  readonly clusters: ReadonlySet<string>
}

/** What the picture of a fleet is made of. */
export interface MappedFleet {
  readonly clusters: readonly Cluster[]
  readonly matrix: Matrix
  readonly diff?: FleetDiff
  readonly waves?: WavesConfig
}

/** The picture of a fleet, with the clusters that a change takes away. */
export function placementMap({ clusters, matrix, diff, waves }: MappedFleet): PlacementMap {
  const known = new Map(clusters.map((each) => [each.name, each]))
  const gone = (diff?.clusters ?? []).filter(({ name }) => !known.has(name))
  const all: readonly FleetCluster[] = [...clusters, ...gone]
  const { rows, columns } = placementAxes(all, waves)
  const placed = placedObjects(matrix)
  const changes = new Map((diff?.summary ?? []).map((each) => [each.cluster, each]))
  const mapped = ({ name }: FleetCluster): MappedCluster => {
    const change = changes.get(name)
    const cluster = known.get(name)
    return {
      name,
      ready: cluster?.ready ?? true,
      isGone: cluster === undefined,
      objects: placed.get(name) ?? noObjects,
      ...(change && { change }),
    }
  }
  const byCell = groupBy(all, ({ labels }) =>
    JSON.stringify([labels.get(rows.label), labels.get(columns.label)]),
  )
  const cells = rows.values.map((row) =>
    columns.values.map((column) => (byCell.get(JSON.stringify([row, column])) ?? []).map(mapped)),
  )
  return { rows, columns, cells, patterns: patternsOf(matrix) }
}

function patternsOf({ rows }: Matrix): readonly PlacementPattern[] {
  const placed = rows
    .map(({ objects, variants }) => ({
      objects,
      clusters: variants.flatMap((each) => each.clusters).sort(compareText),
    }))
    .filter(({ clusters }) => clusters.length > 0)
  return [...groupBy(placed, ({ clusters }) => clusters.join(' ')).values()]
    .map((alike) => ({
      objects: alike.flatMap(({ objects }) => objects),
      clusters: new Set(alike[0]?.clusters),
    }))
    .sort(
      (left, right) => right.objects.length - left.objects.length || right.clusters.size - left.clusters.size,
    )
}
