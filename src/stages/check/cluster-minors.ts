import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import { parseKubernetesVersion } from '../../kubernetes/kubernetes-version.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { RenderConfig } from '../../model/render-config.ts'

/** By which minor version of Kubernetes the objects of clusters are checked. */
export interface MinorOptions {
  readonly config: RenderConfig
  /** The oldest and the newest minor version that have schemas. */
  readonly minors: readonly [oldest: number, newest: number]
  /** The one that every cluster is taken to have. Default: each cluster its own. */
  readonly minor?: number
}

/**
 * The minor version of Kubernetes by which each cluster's objects are checked: the given one, or the cluster's own;
 * clusters without any are left out. Reports `config-cluster-unknown`,
 * `kubernetes-version-invalid` and `kubernetes-version-unknown`.
 */
export function clusterMinors(
  clusters: readonly Cluster[],
  options: MinorOptions,
  report: Report,
): ReadonlyMap<string, number> {
  reportUnknownClusters(clusters, options.config, report)
  const minors = new Map<string, number>()
  const withoutSchemas = new Map<number, string[]>()
  for (const cluster of clusters) {
    const minor = options.minor ?? ownMinor(cluster, report)
    if (minor === undefined) continue
    const known = clamp(minor, options.minors)
    minors.set(cluster.name, known)
    if (known !== minor) withoutSchemas.set(minor, [...(withoutSchemas.get(minor) ?? []), cluster.name])
  }
  for (const [minor, names] of withoutSchemas) {
    const parameters = { minor, nearest: clamp(minor, options.minors), clusters: names }
    report(createDiagnostic('kubernetes-version-unknown', parameters))
  }
  return minors
}

function ownMinor({ name, kubernetesVersion, manifest }: Cluster, report: Report): number | undefined {
  if (kubernetesVersion === undefined) return undefined
  const { text: version, at } = kubernetesVersion
  const minor = parseKubernetesVersion(version)
  if (minor === undefined) {
    report(
      createDiagnostic('kubernetes-version-invalid', { version, cluster: name }, { at, subject: manifest }),
    )
  }
  return minor
}

function clamp(minor: number, [oldest, newest]: readonly [number, number]): number {
  return Math.min(Math.max(minor, oldest), newest)
}

function reportUnknownClusters(clusters: readonly Cluster[], config: RenderConfig, report: Report): void {
  const known = new Set(clusters.map((cluster) => cluster.name))
  for (const [cluster, { at }] of config.clusters) {
    if (known.has(cluster)) continue
    const parameters = { cluster, nearest: nearest(cluster, known) }
    report(createDiagnostic('config-cluster-unknown', parameters, { at }))
  }
}
