import type { ObjectPlan } from '../../../model/render-plan.ts'
import type { ServerFault } from './server-faults.ts'

/** Whether a cluster gets an object that another one there needs; `namespace` is that of the other. */
export type IsPlaced = (
  needs: NonNullable<ServerFault['needs']>,
  namespace: string,
  cluster: string,
) => boolean

/** The kinds of which nothing is in a namespace. */
const ofCluster: ReadonlySet<string> = new Set(['PriorityClass', 'RuntimeClass'])

/** Looks through the objects once, at the first question. */
export function createPlacedObjects(objects: readonly ObjectPlan[]): IsPlaced {
  let placed: ReadonlyMap<string, ReadonlySet<string>> | undefined
  return ({ group, kind, name }, namespace, cluster) => {
    placed ??= clustersByObject(objects)
    const key = keyOf(group, kind, ofCluster.has(kind) ? '' : namespace, name)
    return placed.get(key)?.has(cluster) === true
  }
}

function clustersByObject(objects: readonly ObjectPlan[]): ReadonlyMap<string, ReadonlySet<string>> {
  const placed = new Map<string, Set<string>>()
  for (const { federatedObject, variants } of objects) {
    const { kind, group } = federatedObject.type.targetType
    if (!(ofCluster.has(kind) || kind === 'ServiceAccount')) continue
    const namespace = ofCluster.has(kind) ? '' : federatedObject.namespace
    const key = keyOf(group, kind, namespace ?? '', federatedObject.name)
    const clusters = placed.get(key) ?? new Set<string>()
    placed.set(key, clusters)
    for (const variant of variants) for (const cluster of variant.clusters) clusters.add(cluster)
  }
  return placed
}

function keyOf(...names: readonly string[]): string {
  return names.join('\n')
}
