import { isNamespaceType } from '../kubefed/is-namespace-type.ts'
import { compareText } from '../text/compare-text.ts'
import type { DeliveryGranularity } from '../model/delivery-config.ts'
import type { Fleet, FleetCluster, FleetObject } from '../model/fleet.ts'
import { pathSegment } from '../output/path-segment.ts'
import { inCluster, clusterScopedDirectory, nameOfSegment } from '../output/layout.ts'

/** What one Application or one Kustomization delivers. */
export interface DeliveryUnit {
  /** The name of the Application or the Kustomization. */
  readonly name: string
  readonly cluster: FleetCluster
  /** The directory below the cluster's; absent for the whole of it. */
  readonly directory?: string
  /** Absent for a whole cluster, and for what has no namespace. */
  readonly namespace?: string
}

/** A unit by what an agent knows of it. */
export interface UnitPlace {
  /** The name of the Application or the Kustomization. */
  readonly name: string
  /** The directory from which it delivers, from the output directory. */
  readonly directory: string
}

/**
 * The units of the whole inventory, sorted by cluster, then what has no namespace, then by namespace. A cluster is
 * listed because the inventory has it, whatever is placed there: were an emptied cluster left out, the agent would
 * forget it and with it the objects that are still there.
 */
export function deliveryUnits(fleet: Fleet, granularity: DeliveryGranularity): readonly DeliveryUnit[] {
  if (granularity === 'cluster')
    return fleet.clusters.map((cluster) => ({ name: unitName(cluster.name), cluster }))
  const contents = clusterContents(fleet)
  return fleet.clusters.flatMap((cluster) => {
    const { namespaces, clusterScoped } = contents.get(cluster.name) ?? noContents
    const listsClusterScoped = clusterScoped || namespaces.size === 0
    return [
      ...(listsClusterScoped ? [clusterScopedUnit(cluster)] : []),
      ...[...namespaces].sort(compareText).map((namespace) => ({
        name: unitName(cluster.name, pathSegment(namespace)),
        cluster,
        directory: pathSegment(namespace),
        namespace,
      })),
    ]
  })
}

/**
 * What has no namespace gets a name that the whole cluster never has: an agent that knew the whole cluster by the name
 * would take the namespaces for deleted once the granularity changes.
 */
function clusterScopedUnit(cluster: FleetCluster): DeliveryUnit {
  const name = unitName(cluster.name, clusterScopedDirectory)
  return { name, cluster, directory: clusterScopedDirectory }
}

/** The name of the unit of a cluster, or of a directory in the cluster's. */
function unitName(cluster: string, directory?: string): string {
  if (directory === undefined) return cluster
  const part = directory === clusterScopedDirectory ? 'cluster-scoped' : nameOfSegment(directory)
  return `${cluster}-${part}`
}

/** The name of the unit that delivers what is in a directory of a cluster. */
export function unitNameFor(granularity: DeliveryGranularity, cluster: string, directory: string): string {
  return granularity === 'cluster' ? unitName(cluster) : unitName(cluster, directory)
}

/** The units of the whole inventory by name and directory. */
export function unitPlaces(
  fleet: Fleet,
  { granularity }: { readonly granularity: DeliveryGranularity },
): readonly UnitPlace[] {
  return deliveryUnits(fleet, granularity).map((unit) => ({ name: unit.name, directory: unitPath(unit) }))
}

/** The directory of a unit, from the output directory. */
export function unitPath({ cluster, directory }: Pick<DeliveryUnit, 'cluster' | 'directory'>): string {
  return inCluster(cluster.name, directory)
}

interface ClusterContents {
  readonly namespaces: Set<string>
  clusterScoped: boolean
}

const noContents: ClusterContents = { namespaces: new Set(), clusterScoped: false }

function clusterContents({ clusters, objects }: Fleet): ReadonlyMap<string, ClusterContents> {
  const contents = new Map(
    clusters.map(({ name }): [string, ClusterContents] => [
      name,
      { namespaces: new Set(), clusterScoped: false },
    ]),
  )
  for (const object of objects) {
    const namespace = object.namespace ?? declaredNamespace(object)
    for (const cluster of object.variants.flatMap((variant) => variant.clusters)) {
      const found = contents.get(cluster)
      if (namespace !== undefined) found?.namespaces.add(namespace)
      if (found !== undefined && object.namespace === undefined) found.clusterScoped = true
    }
  }
  return contents
}

/** The namespace that an object is. */
function declaredNamespace({ plan, name }: FleetObject): string | undefined {
  return plan && isNamespaceType(plan.federatedObject.type) ? name : undefined
}
