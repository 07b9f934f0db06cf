import { isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { ObservedWorkloads, WorkloadTarget } from '../model/observed-cluster.ts'

/**
 * Sorts what was observed in one member cluster by what scheduling asks for. Takes single objects, so the items of a
 * `List` one by one; what is neither a Deployment or ReplicaSet of group apps nor a Pod is passed over.
 */
export function indexWorkloads(objects: Iterable<JsonObject>): ObservedWorkloads {
  const workloads = new Map<string, JsonObject>()
  const pods = new Map<string, JsonObject[]>()
  for (const object of objects) {
    const { kind, apiVersion } = object
    const namespace = metadataText(object, 'namespace')
    if (kind === 'Pod' && apiVersion === 'v1') {
      const others = pods.get(namespace)
      if (others === undefined) pods.set(namespace, [object])
      else others.push(object)
    } else if (isWorkloadKind(kind) && typeof apiVersion === 'string' && apiVersion.startsWith('apps/')) {
      workloads.set(workloadKey({ kind, namespace, name: metadataText(object, 'name') }), object)
    }
  }
  return { workloads, pods }
}

/** The key of a workload in `ObservedWorkloads`. */
export function workloadKey({ kind, namespace, name }: WorkloadTarget): string {
  return `${kind}/${namespace}/${name}`
}

function isWorkloadKind(kind: Json | undefined): kind is WorkloadTarget['kind'] {
  return kind === 'Deployment' || kind === 'ReplicaSet'
}

function metadataText({ metadata }: JsonObject, key: 'namespace' | 'name'): string {
  const value = isObject(metadata) ? metadata[key] : undefined
  return typeof value === 'string' ? value : ''
}
