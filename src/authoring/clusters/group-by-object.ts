import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { nearest } from '../../text/nearest.ts'

/** What the clusters have of one object, by the cluster, in the order of the files. */
export type ManifestOfClusters = ReadonlyMap<string, Manifest>

/** The files of a directory that has one folder, or one file, for each cluster: `eu-west/…`, `eu-west.yaml`. */
export interface ClusterFiles {
  /** What the paths of the files begin with: the directory. */
  readonly prefix: string
  readonly files: readonly SourceFile[]
  readonly manifests: readonly Manifest[]
}

/**
 * The objects of clusters. What different clusters have is one object where group, kind, namespace and name are the same.
 * Reports `cluster-folder-unknown`, `cluster-folder-unrendered` and `cluster-object-twice`.
 */
export function groupByObject(
  { prefix, files, manifests }: ClusterFiles,
  clusters: readonly Cluster[],
): DiagnosticResult<readonly ManifestOfClusters[]> {
  const diagnostics: Diagnostic[] = []
  const clusterOf = clustersOfFiles(files, prefix, clusters, diagnostics)
  const objects = new Map<string, Map<string, Manifest>>()
  for (const manifest of manifests) {
    const cluster = clusterOf.get(manifest.file.path)
    if (cluster === undefined) continue
    const metadata = objectAt(manifest.value, 'metadata')
    const names = [textAt(metadata, 'namespace'), textAt(metadata, 'name')]
    const key = JSON.stringify([groupKindOf(manifest.value), ...names])
    const known = objects.get(key) ?? new Map<string, Manifest>()
    objects.set(key, known)
    const first = known.get(cluster)
    if (first === undefined) known.set(cluster, manifest)
    else diagnostics.push(reportTwice(manifest, first, cluster))
  }
  return [[...objects.values()], diagnostics]
}

const fileEnding = /\.(?:ya?ml|json)$/i
const kustomization = /(?:^|\/)kustomization(?:\.ya?ml)?$/i

/** The cluster of each file by its path; none for one that is no file of a cluster, which is reported. */
function clustersOfFiles(
  files: readonly SourceFile[],
  prefix: string,
  clusters: readonly Cluster[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, string> {
  const names = new Set(clusters.map(({ name }) => name))
  const unknown = new Set<string>()
  const found = new Map<string, string>()
  for (const file of files) {
    const at = { file, start: 0, end: 0 }
    const [first = '', ...rest] = file.path.slice(prefix.length).split('/')
    const cluster = rest.length === 0 ? first.replace(fileEnding, '') : first
    if (kustomization.test(file.path)) {
      diagnostics.push(createDiagnostic('cluster-folder-unrendered', { what: 'kustomization' }, { at }))
    } else if (names.has(cluster)) found.set(file.path, cluster)
    else if (!unknown.has(cluster)) {
      unknown.add(cluster)
      const parameters = { cluster, nearest: nearest(cluster, names) }
      diagnostics.push(createDiagnostic('cluster-folder-unknown', parameters, { at }))
    }
  }
  return found
}

function reportTwice(manifest: Manifest, first: Manifest, cluster: string): Diagnostic {
  const { value } = manifest
  const [kind, name] = [textAt(value, 'kind'), textAt(objectAt(value, 'metadata'), 'name')]
  const related = [{ at: valueAt(first, '/metadata/name'), message: 'the other one is here' }]
  const context = { at: valueAt(manifest, '/metadata/name'), subject: manifest, related }
  return createDiagnostic('cluster-object-twice', { kind, name, cluster }, context)
}
