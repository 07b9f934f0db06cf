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
  /** The object as people name it, `deployments.apps shop/web`; the path itself for any other file. */
  readonly object: string
}

const clusterScopedDirectory = '_cluster'

/** Reads `clusters/<cluster>/<namespace or _cluster>/<type>/<name>.yaml`, or `<folder>/…`. */
export function describePath(path: string): RenderedPath {
  const [top = '', cluster, namespace, type, file, ...rest] = path.split('/')
  if (cluster === undefined) return { folder: '', object: path }
  if (top !== 'clusters' || namespace === undefined) return { folder: top, object: path }
  const folder = `clusters/${cluster}`
  if (type === undefined || file === undefined || rest.length > 0) return { folder, cluster, object: path }
  const name = file.replace(/\.yaml$/, '')
  return namespace === clusterScopedDirectory
    ? { folder, cluster, type, object: `${type} ${name}` }
    : { folder, cluster, namespace, type, object: `${type} ${namespace}/${name}` }
}
