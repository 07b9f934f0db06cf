import type { FederatedObject } from '../../model/federation.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
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
export function objectPath({ type, name, namespace }: FederatedObject): string {
  const namespaced =
    namespace !== undefined && type.targetType.scope === 'Namespaced' && !isNamespaceType(type)
  const directory = namespaced ? pathSegment(namespace) : clusterScopedDirectory
  return `${directory}/${typeDirectory(type.name)}/${pathSegment(name, '.yaml')}`
}
