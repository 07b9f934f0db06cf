import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { unpropagatedNamespaces } from '../../kubefed/unpropagated-namespaces.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { namespaceManifest } from '../objects/namespace-contents.ts'
import type { ObjectOfClusters, WantedObject } from './object-of-clusters.ts'

/**
 * The same objects, with each Namespace in every cluster that has an object in it, because KubeFed propagates nothing into
 * a namespace that is not federated. Reports `cluster-namespace-added`.
 *
 * @param federated the namespaces that have a FederatedNamespace in the repository, which stays as it is
 * @param findType the type of Namespaces; it reports where there is none
 */
export function placeNamespaces(
  objects: readonly ObjectOfClusters[],
  federated: ReadonlySet<string>,
  findType: () => FederatedTypeConfig | undefined,
  report: Report,
): readonly ObjectOfClusters[] {
  const contents = clustersByNamespace(objects)
  const namespaces = new Map(
    objects.filter(({ type }) => isNamespaceType(type)).map((each) => [nameOf(each), each]),
  )
  const rest = objects.filter(({ type }) => !isNamespaceType(type))
  const missing = [...contents.keys()].filter((each) => !namespaces.has(each) && !federated.has(each))
  const type = missing.length === 0 ? undefined : findType()
  if (type !== undefined) for (const name of missing) namespaces.set(name, { type, wanted: new Map() })
  const placed = [...namespaces].map(([name, each]) => placeNamespace(name, each, contents.get(name), report))
  return [...placed, ...rest]
}

function placeNamespace(
  name: string,
  { type, wanted }: ObjectOfClusters,
  needed: ReadonlySet<string> = new Set(),
  report: Report,
): ObjectOfClusters {
  const added = [...needed].filter((each) => !wanted.has(each)).sort()
  if (added.length === 0) return { type, wanted }
  if (!unpropagatedNamespaces.has(name)) {
    report(createDiagnostic('cluster-namespace-added', { namespace: name, clusters: added }))
  }
  const [first] = wanted.values()
  const value: JsonObject = first?.value ?? namespaceManifest(name).value
  const made = added.map((each): [string, WantedObject] => [each, { value }])
  return { type, wanted: new Map([...wanted, ...made]) }
}

function clustersByNamespace(objects: readonly ObjectOfClusters[]): ReadonlyMap<string, ReadonlySet<string>> {
  const contents = new Map<string, Set<string>>()
  for (const { type, wanted } of objects) {
    if (isNamespaceType(type)) continue
    for (const [cluster, { value }] of wanted) {
      const namespace = textAt(objectAt(value, 'metadata'), 'namespace')
      if (namespace === '') continue
      const clusters = contents.get(namespace) ?? new Set()
      contents.set(namespace, clusters.add(cluster))
    }
  }
  return contents
}

function nameOf({ wanted }: ObjectOfClusters): string {
  const [first] = wanted.values()
  return textAt(objectAt(first?.value ?? {}, 'metadata'), 'name')
}
