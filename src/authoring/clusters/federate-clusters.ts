import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { objectAt } from '../../json/fields.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Authored } from '../edits/authored.ts'
import { clusterOverridePath, federatedPath } from '../objects/federate-all.ts'
import { type EnabledType, findOrEnableType, type TypeOptions } from '../objects/find-or-enable-type.ts'
import { namespaceManifest } from '../objects/namespace-contents.ts'
import { placeObject } from '../objects/place-object.ts'
import { clusterOverridesOf } from './cluster-overrides-of.ts'
import { findSelectors } from './cluster-selectors.ts'
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
  /** Whether overrides that follow from labels become ClusterOverrides. */
  readonly clusterOverrides: boolean
}

/** The objects of clusters, federated. */
export interface FederatedClusters {
  readonly authored: readonly Authored[]
  /** What rendering has to give back. */
  readonly objects: readonly ObjectOfClusters[]
  /** How many operations the overrides of the federated objects have in all. */
  readonly operations: number
  /** How many ClusterOverrides there are. */
  readonly clusterOverrides: number
}

/**
 * Writes one federated object for each object of the clusters: its template is the choice that needs the fewest operations
 * of overrides, its placement the smallest label selector that selects exactly its clusters, else their names; and a
 * ClusterOverride for what follows from labels, before its targets, without which a render of it is refused. Reports what
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
  const selectorsOf = findSelectors(options.clusters)
  const { keepAnnotations, directory } = options
  const federated = objects.map((object) => {
    const selectors = options.clusterOverrides ? selectorsOf([...object.wanted.keys()]) : undefined
    const given = { placement: placementOf(object), keepAnnotations, selectors }
    return { type: object.type, ...federatedObjectOf(object, given) }
  })
  const put = (value: JsonObject, path: string): Authored => {
    const place = { path, force: options.force, exact: ['/spec'] }
    const [placed, placing] = placeObject(value, options.manifests, place)
    for (const each of placing) report(each)
    return placed
  }
  const clusterOverrides = clusterOverridesOf(federated)
  const authored = [
    ...[...enabled.values()].map((each) => each.authored),
    ...clusterOverrides.map((each) => put(each, clusterOverridePath(directory, each))),
    ...federated.map(({ value, type }) => put(value, federatedPath(directory, value, type))),
  ]
  const annotated = keepAnnotations ? 0 : objects.filter(hasAnnotations).length
  if (annotated > 0) report(createDiagnostic('cluster-annotations-overridden', { objects: annotated }))
  const operations = federated.reduce((sum, each) => sum + each.operations, 0)
  const counts = { operations, clusterOverrides: clusterOverrides.length }
  return [{ authored, objects, ...counts }, diagnostics]
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
