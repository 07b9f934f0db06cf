import type { FleetCluster } from '../../../model/fleet.ts'
import type { WavesConfig } from '../../../model/delivery-config.ts'
import { compareText } from '../../../text/compare-text.ts'

/** One direction of the picture of a fleet: what its clusters are sorted by. */
export interface PlacementAxis {
  /** The label; `''` where all clusters are in one. */
  readonly label: string
  /** In the order of the waves, then by text; undefined, for the clusters without the label, comes last. */
  readonly values: readonly (string | undefined)[]
}

const regionLabels = [
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/region',
  'region',
] as const
const tierLabels = ['tier', 'environment', 'env', 'stage'] as const

/** A label with more values is no row, or no column, that a person can overlook. */
const mostValues = { rows: 40, columns: 12 } as const

/** The rows and columns of the picture of a fleet: by region and by tier, where its clusters have such labels. */
export function placementAxes(
  clusters: readonly FleetCluster[],
  waves: WavesConfig | undefined,
): { readonly rows: PlacementAxis; readonly columns: PlacementAxis } {
  const countValues = (label: string): number =>
    new Set(clusters.flatMap(({ labels }) => labels.get(label) ?? [])).size
  const isUsable = (label: string, most: number): boolean => {
    const values = countValues(label)
    return values > 0 && values <= most
  }
  const region = regionLabels.find((each) => isUsable(each, mostValues.rows)) ?? ''
  const wanted = [...(waves ? [waves.label] : []), ...tierLabels]
  const tier = wanted.find((each) => each !== region && isUsable(each, mostValues.columns)) ?? ''
  const order = waves?.label === tier ? waves.order : []
  return { rows: axisOf(clusters, region, []), columns: axisOf(clusters, tier, order) }
}

function axisOf(clusters: readonly FleetCluster[], label: string, order: readonly string[]): PlacementAxis {
  const rank = (value: string): number => {
    const index = order.indexOf(value)
    return index === -1 ? order.length : index
  }
  const found = [...new Set(clusters.map(({ labels }) => labels.get(label)))]
  const values = found
    .filter((each) => each !== undefined)
    .sort((left, right) => rank(left) - rank(right) || compareText(left, right))
  return { label, values: [...values, ...(found.length > values.length ? [undefined] : [])] }
}
