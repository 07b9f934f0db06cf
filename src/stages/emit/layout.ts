import type { FederatedObject } from '../../model/federation.ts'
import { targetNamespace } from '../../kubefed/target-namespace.ts'
import { clusterScopedDirectory, pathSegment } from '../../model/path-segment.ts'

/** The name of a cluster's directory below `clusters/`. */
export function clusterDirectory(cluster: string): string {
  return pathSegment(cluster)
}

/** The name of a type's directory, in a namespace's directory or beside it. */
export function typeDirectory(typeName: string): string {
  return pathSegment(typeName)
}

/** Where an object's file stands in each cluster's directory: `<namespace>/<type>/<name>.yaml`. */
export function objectPath(object: FederatedObject): string {
  const namespace = targetNamespace(object)
  const directory = namespace === undefined ? clusterScopedDirectory : pathSegment(namespace)
  return `${directory}/${typeDirectory(object.type.name)}/${pathSegment(object.name, '.yaml')}`
}
