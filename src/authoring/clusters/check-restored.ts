import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import { without } from '../../json/without.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import { unpropagatedNamespaces } from '../../kubefed/unpropagated-namespaces.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectOfClusters } from './object-of-clusters.ts'
import { patchBetween } from './patch-between.ts'

/**
 * Whether a fleet gives each cluster exactly what it is to have, but for what every rendered object has besides: the label
 * of KubeFed, and annotations for agents. Reports `cluster-object-not-restored` for the first cluster of each object where it
 * does not.
 */
export function checkRestored(fleet: Fleet, objects: readonly ObjectOfClusters[]): readonly Diagnostic[] {
  const rendered = new Map(fleet.objects.map((each) => [keyOf(each.type, each.namespace, each.name), each]))
  return objects.flatMap((object) => {
    const [first] = object.wanted.values()
    const metadata = objectAt(first?.value ?? {}, 'metadata')
    const name = textAt(metadata, 'name')
    if (isNamespaceType(object.type) && unpropagatedNamespaces.has(name)) return []
    const found = rendered.get(keyOf(object.type.name, textAt(metadata, 'namespace'), name))
    return firstFault(object, name, clustersOf(found)) ?? []
  })
}

function keyOf(type: string, namespace: string | undefined, name: string): string {
  return [type, namespace ?? '', name].join('\n')
}

function clustersOf(object: FleetObject | undefined): ReadonlyMap<string, JsonObject> {
  const variants = object?.variants ?? []
  return new Map(
    variants.flatMap(({ clusters, object: each }) => clusters.map((name) => [name, each] as const)),
  )
}

function firstFault(
  { type, wanted }: ObjectOfClusters,
  name: string,
  rendered: ReadonlyMap<string, JsonObject>,
): Diagnostic | undefined {
  const kind = type.targetType.kind
  for (const cluster of new Set([...wanted.keys(), ...rendered.keys()])) {
    const { value, manifest } = wanted.get(cluster) ?? {}
    const problem = problemOf(value, rendered.get(cluster))
    if (problem === undefined) continue
    const context = manifest && { at: valueAt(manifest, '/metadata/name'), subject: manifest }
    return createDiagnostic('cluster-object-not-restored', { kind, name, cluster, problem }, context)
  }
  return undefined
}

function problemOf(wanted: JsonObject | undefined, rendered: JsonObject | undefined): string | undefined {
  if (wanted === undefined) return 'the cluster is not to have it'
  if (rendered === undefined) return 'the cluster would get none'
  const [difference] = patchBetween(comparable(rendered, wanted), comparable(wanted, wanted))
  return difference && `${difference.path} would be another`
}

/** An object with the label that every rendered one has, and of its annotations those that are wanted. */
function comparable(object: JsonObject, wanted: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata')
  const own = objectAt(objectAt(wanted, 'metadata'), 'annotations')
  const annotations = Object.entries(objectAt(metadata, 'annotations')).filter(([key]) =>
    Object.hasOwn(own, key),
  )
  return {
    ...object,
    metadata: {
      ...without(metadata, 'annotations'),
      labels: { ...objectAt(metadata, 'labels'), [managedLabel]: 'true' },
      ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
    },
  }
}
