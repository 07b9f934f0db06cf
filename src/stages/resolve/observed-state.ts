import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { indexAnnotated } from '../../kubefed/observed-annotated.ts'
import { indexUnmanaged } from '../../kubefed/observed-unmanaged.ts'
import { indexWorkloads } from '../../kubefed/observed-workloads.ts'
import type { ObservedCluster } from '../../model/observed-cluster.ts'
import { observeLoadBalancers } from '../../kubefed/observe-load-balancers.ts'

/**
 * What was observed in each member cluster. Reports `observed-cluster-unknown` for a file that belongs to no cluster.
 */
export function resolveObserved(
  manifests: readonly Manifest[],
  clusters: readonly Cluster[],
  report: Report,
): ReadonlyMap<string, ObservedCluster> {
  const [objects, unknown] = groupObserved(manifests, clusters)
  for (const file of unknown) {
    report(createDiagnostic('observed-cluster-unknown', {}, { at: { file, start: 0, end: 0 } }))
  }
  return new Map(
    [...objects].map(([cluster, values]) => [
      cluster,
      {
        workloads: indexWorkloads(values),
        loadBalancers: observeLoadBalancers(values),
        unmanaged: indexUnmanaged(values),
        annotated: indexAnnotated(values),
        objects: values,
      },
    ]),
  )
}

/**
 * The objects of each cluster, by the files whose path has a folder, or a file without its extension, of the cluster's
 * name; and the files that belong to no cluster.
 */
export function groupObserved(
  manifests: readonly Manifest[],
  clusters: readonly Pick<Cluster, 'name'>[],
): readonly [objects: ReadonlyMap<string, readonly JsonObject[]>, unknown: ReadonlySet<SourceFile>] {
  const names = new Set(clusters.map((cluster) => cluster.name))
  const objects = new Map<string, JsonObject[]>()
  const unknown = new Set<SourceFile>()
  for (const { file, value } of manifests) {
    const cluster = clusterOf(file, names)
    const known = objects.get(cluster ?? '')
    if (cluster === undefined) unknown.add(file)
    else if (known === undefined) objects.set(cluster, [value])
    else known.push(value)
  }
  return [objects, unknown]
}

/** The innermost folder, or the file itself, that is named after a cluster. */
function clusterOf({ path }: SourceFile, names: ReadonlySet<string>): string | undefined {
  const segments = path.replace(/\.(?:ya?ml|json)$/, '').split('/')
  return segments.findLast((segment) => names.has(segment))
}
