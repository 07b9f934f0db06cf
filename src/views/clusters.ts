import type { Federation } from '../model/federation.ts'
import { valueAt } from '../model/place.ts'
import { formatSourceLine, sourceLine, type SourceLine } from './source-line.ts'
import { type Cell, formatTable, type Screen } from './table.ts'

/** A member cluster as `fedrender clusters` lists it. */
export interface ClusterRow {
  readonly name: string
  readonly ready: boolean
  readonly region?: string
  readonly zones: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** The version by which its objects are checked, as it is written. */
  readonly kubernetesVersion?: string
  /** When a control plane made it, which only a dump has. */
  readonly created?: string
  /** Where its KubeFedCluster is. */
  readonly source: SourceLine
}

/** The inventory, sorted by name. */
export function listClusters({ clusters }: Federation): readonly ClusterRow[] {
  return clusters.map(({ name, ready, region, zones, labels, kubernetesVersion, created, manifest }) => ({
    name,
    ready,
    ...(region !== undefined && { region }),
    zones,
    labels: Object.fromEntries(labels),
    ...(kubernetesVersion && { kubernetesVersion: kubernetesVersion.text }),
    ...(created !== undefined && { created }),
    source: sourceLine(valueAt(manifest, '/metadata/name')),
  }))
}

/** A row as programs read it; its source is for people. */
export function clusterData(row: ClusterRow): Omit<ClusterRow, 'source'> {
  const { source: _, ...data } = row
  return data
}

/**
 * The inventory as `kubectl get kubefedclusters` prints it; the age and the version have a column where a cluster has them.
 * `ageOf` knows the time. A wide table has the sources too.
 */
export function formatClusters(
  rows: readonly ClusterRow[],
  ageOf: (created: string) => string,
  { isWide = false, ...screen }: Screen & { readonly isWide?: boolean } = {},
): string {
  const columns = allColumns(ageOf).filter(
    ({ isOptional, isForWide = false, of }) =>
      (!isForWide || isWide) && (isOptional !== true || rows.some((row) => of(row) !== '')),
  )
  const header = columns.map(({ heading }) => heading)
  const cells = rows.map((row) =>
    columns.map(({ heading, of }): Cell => {
      const text = of(row)
      return heading === 'READY' && !row.ready ? { text, style: 'red' } : text
    }),
  )
  return formatTable({ header, rows: cells, named: 1 }, screen)
}

interface Column {
  readonly heading: string
  readonly of: (row: ClusterRow) => string
  /** Set: it is left out where no row has a value. */
  readonly isOptional?: true
  readonly isForWide?: true
}

function allColumns(ageOf: (created: string) => string): readonly Column[] {
  return [
    { heading: 'NAME', of: ({ name }) => name },
    { heading: 'AGE', of: ({ created }) => (created === undefined ? '' : ageOf(created)), isOptional: true },
    { heading: 'READY', of: ({ ready }) => (ready ? 'True' : 'False') },
    {
      heading: 'KUBERNETES-VERSION',
      of: ({ kubernetesVersion = '' }) => kubernetesVersion,
      isOptional: true,
    },
    { heading: 'REGION', of: ({ region = '' }) => region },
    { heading: 'ZONES', of: ({ zones }) => zones.join(',') },
    { heading: 'LABELS', of: ({ labels }) => labelsOf(labels) },
    { heading: 'SOURCE', of: ({ source }) => formatSourceLine(source), isForWide: true },
  ]
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}
