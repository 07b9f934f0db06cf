import type { Fleet, FleetCluster, FleetObject } from '../../src/model/fleet.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { deepFreeze } from './deep-freeze.ts'

/** Clusters of the names given, each with the labels that `labelsOf` says. */
export function fleetClusters(
  names: readonly string[],
  labelsOf: (name: string) => Readonly<Record<string, string>> = () => ({}),
): readonly FleetCluster[] {
  return names.map((name) => ({ name, labels: new Map(Object.entries(labelsOf(name))) }))
}

/** A namespaced object of the fleet: what each set of clusters gets. */
export function fleetObject(
  type: string,
  variants: readonly (readonly [clusters: readonly string[], object: JsonObject])[],
): FleetObject {
  const [, first = {}] = variants[0] ?? []
  const { name = '', namespace } = first['metadata'] as { name?: string; namespace?: string }
  return {
    path: `${namespace ?? '_cluster'}/${type}/${name}.yaml`,
    type,
    kind: String(first['kind']),
    ...(namespace !== undefined && { namespace }),
    name,
    variants: variants.map(([clusters, object]) => ({ clusters, object })),
  }
}

/** A frozen fleet of these objects, sorted by path. */
export function fleetOf(clusters: readonly FleetCluster[], objects: readonly FleetObject[]): Fleet {
  const sorted = [...objects].sort((left, right) => (left.path < right.path ? -1 : 1))
  return deepFreeze({ clusters, objects: sorted, dns: [], held: [] })
}
