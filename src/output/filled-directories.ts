import { inClusterDirectory, readOutputPath } from './layout.ts'

/** The directories of clusters, and those of namespaces in them, that hold a file of an object, by the paths of all files. */
export function filledDirectories(paths: Iterable<string>): ReadonlySet<string> {
  const directories = new Set<string>()
  for (const path of paths) {
    const { cluster, below } = readOutputPath(path)
    if (cluster === undefined || below === undefined) continue
    directories.add(inClusterDirectory(cluster))
    directories.add(inClusterDirectory(cluster, below.slice(0, below.indexOf('/'))))
  }
  return directories
}
