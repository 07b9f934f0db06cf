/** What a path of the output directory says of the file; see the layout in `stages/emit`. */
export interface RenderedPath {
  /** The unit that `prune.maxFraction` counts in: `clusters/eu-1`, `dns`, or `''` for a file at the top. */
  readonly folder: string
  /** The cluster's directory, for a path below `clusters/<cluster>/`. */
  readonly cluster?: string
  /** The namespace's directory, for an object with a namespace. */
  readonly namespace?: string
  /** The type's directory, as `deployments.apps`, for an object of a cluster. */
  readonly type?: string
}

const clusterScopedDirectory = '_cluster'

/** Reads `clusters/<cluster>/<namespace or _cluster>/<type>/<name>.yaml`, or `<folder>/…`. */
export function describePath(path: string): RenderedPath {
  const [top = '', cluster, namespace, type, file, beyond] = path.split('/')
  if (cluster === undefined) return { folder: '' }
  if (top !== 'clusters' || namespace === undefined) return { folder: top }
  const folder = `clusters/${cluster}`
  if (type === undefined || file === undefined || beyond !== undefined) return { folder, cluster }
  return namespace === clusterScopedDirectory
    ? { folder, cluster, type }
    : { folder, cluster, namespace, type }
}

/** The object as people name it, `deployments.apps shop/web`; undefined for a file that is no object of a cluster. */
export function objectAt(path: string): string | undefined {
  const { namespace, type } = describePath(path)
  if (type === undefined) return undefined
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
  return `${type} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}
