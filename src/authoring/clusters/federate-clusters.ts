import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { objectAt } from '../../json/fields.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Authored } from '../edits/authored.ts'
import { federatedPath } from '../objects/federate-all.ts'
import { type EnabledType, findOrEnableType, type TypeOptions } from '../objects/find-or-enable-type.ts'
import { namespaceManifest } from '../objects/namespace-contents.ts'
import { placeObject } from '../objects/place-object.ts'
import { federatedObjectOf } from './federated-object-of.ts'
import type { ManifestOfClusters } from './group-by-object.ts'
import { objectOfClusters, type ObjectOfClusters } from './object-of-clusters.ts'
import { placeNamespaces } from './place-namespaces.ts'
import { smallestPlacement } from './smallest-placement.ts'

/** How the objects of clusters are federated. */
export interface FederateClustersOptions extends TypeOptions {
  /** The inventory. */
  readonly clusters: readonly Cluster[]
  /** The namespaces that have a FederatedNamespace already. */
  readonly federatedNamespaces: ReadonlySet<string>
  /** The directory of new files. */
  readonly directory: string
  /** Whether templates keep annotations. */
  readonly keepAnnotations: boolean
}

/** The objects of clusters, federated. */
export interface FederatedClusters {
  readonly authored: readonly Authored[]
  /** What rendering has to give back. */
  readonly objects: readonly ObjectOfClusters[]
  /** How many operations the overrides have in all. */
  readonly operations: number
}

/**
 * Writes one federated object for each object of the clusters: its template is the choice that needs the fewest operations
 * of overrides, its placement the smallest label selector that selects exactly its clusters, else their names. Reports what
 * `objectOfClusters`, `findOrEnableType`, `placeNamespaces` and `placeObject` do, and `cluster-annotations-overridden`.
 */
export function federateClusters(
  found: readonly ManifestOfClusters[],
  options: FederateClustersOptions,
): DiagnosticResult<FederatedClusters> {
  const diagnostics: Diagnostic[] = []
  const report = (each: Diagnostic): unknown => diagnostics.push(each)
  const enabled = new Map<string, EnabledType>()
  const findType = (manifest: Manifest): FederatedTypeConfig | undefined =>
    findOrEnableType(manifest, enabled, options, diagnostics)
  const own = found.flatMap((each) => objectOfClusters(each, findType, report) ?? [])
  const findNamespaces = (): FederatedTypeConfig | undefined => findType(namespaceManifest('default'))
  const objects = placeNamespaces(own, options.federatedNamespaces, findNamespaces, report)
  const placementOf = rememberPlacements(options.clusters)
  let operations = 0
  const authored = objects.map((object): Authored => {
    const federated = federatedObjectOf(object, placementOf(object), options.keepAnnotations)
    operations += federated.operations
    const path = federatedPath(options.directory, federated.value, object.type)
    const place = { path, force: options.force, exact: ['/spec'] }
    const [placed, placing] = placeObject(federated.value, options.manifests, place)
    for (const each of placing) report(each)
    return placed
  })
  const annotated = options.keepAnnotations ? 0 : objects.filter(hasAnnotations).length
  if (annotated > 0) report(createDiagnostic('cluster-annotations-overridden', { objects: annotated }))
  const types = [...enabled.values()].map((each) => each.authored)
  return [{ authored: [...types, ...authored], objects, operations }, diagnostics]
}

/** Most objects share the clusters of others. */
function rememberPlacements(clusters: readonly Cluster[]): (object: ObjectOfClusters) => JsonObject {
  const known = new Map<string, JsonObject>()
  return ({ wanted }) => {
    const names = [...wanted.keys()].sort()
    const key = names.join('\n')
    const placement = known.get(key) ?? smallestPlacement(new Set(names), clusters)
    known.set(key, placement)
    return placement
  }
}

function hasAnnotations({ wanted }: ObjectOfClusters): boolean {
  return [...wanted.values()].some(({ value }) => {
    return Object.keys(objectAt(objectAt(value, 'metadata'), 'annotations')).length > 0
  })
}
