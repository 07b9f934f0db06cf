import { targetNamespace } from '../kubefed/target-namespace.ts'
import type { FederatedObject } from '../model/federation.ts'
import { pathSegment } from './path-segment.ts'

/** The directory of everything that has no namespace; no namespace can be called so. */
export const clusterScopedDirectory = '_cluster'

/** The folder of the clusters' directories, at the top of the output directory. */
export const clustersFolder = 'clusters'

/** The folder of the DNSEndpoints that belong to no cluster. */
export const dnsFolder = 'dns'

/** The folder of the records of what agents have not deleted yet, which no agent is pointed at. */
export const pendingFolder = 'pending'

const recordName = 'deletions.yaml'

/** What the path of an object's file is made of. */
export interface ObjectName {
  /** Undefined for what is cluster-scoped. */
  readonly namespace: string | undefined
  /** As its FederatedTypeConfig is called: `deployments.apps`. */
  readonly type: string
  readonly name: string
}

/** The name of a cluster's directory below `clusters/`. */
export function clusterDirectory(cluster: string): string {
  return pathSegment(cluster)
}

/** The name of a type's directory, in a namespace's directory or beside it. */
export function typeDirectory(type: string): string {
  return pathSegment(type)
}

/** Where the file of an object is in a cluster's directory: `<namespace>/<type>/<name>.yaml`. */
export function objectPath({ namespace, type, name }: ObjectName): string {
  const directory = namespace === undefined ? clusterScopedDirectory : pathSegment(namespace)
  return `${directory}/${typeDirectory(type)}/${pathSegment(name, '.yaml')}`
}

/** Where the file of a federated object's target is in the directory of each cluster. */
export function targetPath(object: FederatedObject): string {
  return objectPath({ namespace: targetNamespace(object), type: object.type.name, name: object.name })
}

/** Where the file of a DNSEndpoint that belongs to no cluster is below `dns/`: `<namespace>/<name>.yaml`. */
export function dnsEndpointPath(namespace: string, name: string): string {
  return `${pathSegment(namespace)}/${pathSegment(name, '.yaml')}`
}

/** The path of a cluster's directory, or of what is below it, in the output directory. */
export function inCluster(cluster: string, below?: string): string {
  return inClusterDirectory(clusterDirectory(cluster), below)
}

/** As `inCluster`, by the name of the cluster's directory. */
export function inClusterDirectory(directory: string, below?: string): string {
  return below === undefined ? `${clustersFolder}/${directory}` : `${clustersFolder}/${directory}/${below}`
}

/** What of a path follows the directory of its cluster; undefined where it is below none. */
export function belowCluster(path: string): string | undefined {
  if (!path.startsWith(`${clustersFolder}/`)) return undefined
  const slash = path.indexOf('/', clustersFolder.length + 1)
  return slash === -1 ? undefined : path.slice(slash + 1)
}

/** The path of what is below `dns/`, in the output directory. */
export function inDNS(below: string): string {
  return `${dnsFolder}/${below}`
}

/** The path of the record of what is still to be deleted in a cluster, by the name of the cluster's directory. */
export function recordPath(directory: string): string {
  return `${pendingFolder}/${directory}/${recordName}`
}

/** The directory of the cluster that a record is of; undefined for the path of any other file. */
export function recordedCluster(path: string): string | undefined {
  const [folder, directory, name, beyond] = path.split('/')
  return folder === pendingFolder && name === recordName && beyond === undefined ? directory : undefined
}

/** The path of a file in its agent's folder: `<directory>/…/<name>.yaml`. */
export function agentFilePath(directories: readonly string[], name: string): string {
  return [...directories, pathSegment(name, '.yaml')].join('/')
}

/** Whether a path of the output directory is that of the directory of a cluster, or of its record. */
export function isClusterDirectory(path: string): boolean {
  const [folder, directory, beyond] = path.split('/')
  return (
    (folder === clustersFolder || folder === pendingFolder) && directory !== undefined && beyond === undefined
  )
}

/** The facts that a path of the output directory holds about the file, by the names of directories. */
export interface OutputPath {
  /** The unit that `prune.maxFraction` counts in: `clusters/eu-1`, `dns`, or `''` for a file at the top. */
  readonly folder: string
  /** The cluster's directory, for a path below `clusters/<cluster>/`. */
  readonly cluster?: string
  /** What follows the cluster's directory, or `dns/`. */
  readonly below?: string
  /** The namespace's directory, for an object with a namespace. */
  readonly namespace?: string
  /** The type's directory, as `deployments.apps`, for an object of a cluster. */
  readonly type?: string
  /** The name of an object's file without `.yaml`; absent for a file that is not an object's. */
  readonly name?: string
}

/** Reads `clusters/<cluster>/<namespace or _cluster>/<type>/<name>.yaml`, `dns/<namespace>/<name>.yaml`, or `<folder>/…`. */
export function readOutputPath(path: string): OutputPath {
  const [top = '', cluster, ...rest] = path.split('/')
  if (cluster === undefined) return { folder: '' }
  const below = path.slice(top.length + 1)
  if (top === dnsFolder) return { folder: top, below, ...endpointOf(below) }
  if (top !== clustersFolder || rest.length === 0) return { folder: top }
  const file = { folder: inClusterDirectory(cluster), cluster, below: rest.join('/') }
  const [namespace = '', type, name, beyond] = rest
  if (type === undefined || name === undefined || beyond !== undefined) return file
  const isClusterScoped = namespace === clusterScopedDirectory
  return { ...file, type, ...(!isClusterScoped && { namespace }), ...objectName(name) }
}

function endpointOf(below: string): Pick<OutputPath, 'namespace' | 'name'> {
  const [namespace = '', file, beyond] = below.split('/')
  return file === undefined || beyond !== undefined ? {} : { namespace, ...objectName(file) }
}

function objectName(file: string): Pick<OutputPath, 'name'> {
  return /.\.yaml$/.test(file) ? { name: file.slice(0, -'.yaml'.length) } : {}
}

/** Whether a rendered file of this path holds an object of a cluster, or a DNSEndpoint that belongs to none. */
export function isObjectPath(path: string): boolean {
  return readOutputPath(path).name !== undefined
}

/**
 * The object as people name it, `deployments.apps shop/web`; undefined for a file that is not an object of a cluster.
 */
export function objectAt(path: string): string | undefined {
  const { namespace, type, name = path.slice(path.lastIndexOf('/') + 1) } = readOutputPath(path)
  if (type === undefined) return undefined
  return `${type} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/**
 * The path that a file of the output has by the names that its segments were made of: an earlier release may have encoded
 * fewer of them, and then the file has another path and holds the same object.
 */
export function currentPath(path: string): string {
  const segments = path.split('/')
  const file = segments.pop() ?? ''
  const { name } = objectName(file)
  const directories = segments.map((each) => currentSegment(each))
  return [...directories, name === undefined ? file : currentSegment(name, '.yaml')].join('/')
}

/** The names that the directory of a cluster has, and had in an earlier release: its own first. */
export function clusterDirectoryNames(directory: string): readonly string[] {
  const name = nameOfSegment(directory)
  return /^[a-z0-9][a-z0-9.-]*$/.test(name) && name !== directory ? [directory, name] : [directory]
}

/** A segment that was cut amid an encoded character is that of no name, and as every release writes it. */
function currentSegment(segment: string, suffix = ''): string {
  const name = nameOfSegment(segment)
  return name === segment && segment.includes('%') ? segment + suffix : pathSegment(name, suffix)
}

/** The name that a segment of a path was made of, as far as it was not cut. */
export function nameOfSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // Whoever wrote it, it was not made of a name.
    return segment
  }
}
