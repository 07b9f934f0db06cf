import type { Federation } from '../model/federation.ts'
import { formatTable } from './table.ts'

/** A member cluster as `fedrender clusters` lists it. */
export interface ClusterRow {
  readonly name: string
  readonly ready: boolean
  readonly region?: string
  readonly zones: readonly string[]
  readonly labels: Readonly<Record<string, string>>
}

/** The inventory, sorted by name. */
export function listClusters({ clusters }: Federation): readonly ClusterRow[] {
  return clusters.map(({ name, ready, region, zones, labels }) => ({
    name,
    ready,
    ...(region !== undefined && { region }),
    zones,
    labels: Object.fromEntries(labels),
  }))
}

/** The inventory as `kubectl get kubefedclusters` prints it, without the age that a file doesn't have. */
export function formatClusters(rows: readonly ClusterRow[]): string {
  return formatTable(
    ['NAME', 'READY', 'REGION', 'ZONES', 'LABELS'],
    rows.map(({ name, ready, region = '', zones, labels }) => [
      name,
      ready ? 'True' : 'False',
      region,
      zones.join(','),
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    ]),
  )
}
