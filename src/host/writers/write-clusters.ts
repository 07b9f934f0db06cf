import type { Host } from '../host.ts'
import { requireInPlace } from '../output/require-in-place.ts'
import type { ClusterFiles } from './shared-files.ts'

/** What of a host the files are written by. */
export type WritingHost = Pick<Host, 'createDirectory' | 'createFile' | 'realPath'>

/**
 * Writes the files of one cluster after another: `take` gives the index of the next, and undefined where none is left. A
 * cluster's directory is checked to be in place right before anything is made in it, and each directory right before files are
 * written into it. Throws a `SystemError`.
 */
export function writeClusters(host: WritingHost, files: ClusterFiles, take: () => number | undefined): void {
  const directories = arrangeDirectories(files.paths)
  for (let index = take(); index !== undefined; index = take()) writeCluster(host, files, directories, index)
}

/** A directory that clusters have. */
interface ClusterDirectory {
  /** What follows the path of the cluster's directory: `/shop/secrets`. */
  readonly below: string
  readonly above: ClusterDirectory | undefined
  /** The files of it: what follows the path of the cluster's directory, and the index of the path. */
  readonly files: (readonly [below: string, column: number])[]
  /** The index of the cluster of which the directory was made last. */
  madeFor: number
}

/** The directories of paths, each after the one above it. */
function arrangeDirectories(paths: readonly string[]): readonly ClusterDirectory[] {
  const known = new Map<string, ClusterDirectory>()
  const directoryAt = (below: string): ClusterDirectory => {
    const found = known.get(below)
    if (found !== undefined) return found
    const above = below === '' ? undefined : directoryAt(below.slice(0, below.lastIndexOf('/')))
    const directory: ClusterDirectory = { below, above, files: [], madeFor: -1 }
    known.set(below, directory)
    return directory
  }
  for (const [column, path] of paths.entries()) {
    const below = `/${path}`
    directoryAt(below.slice(0, below.lastIndexOf('/'))).files.push([below, column])
  }
  return [...known.values()]
}

function writeCluster(
  host: WritingHost,
  { places, paths, cells, contents }: ClusterFiles,
  directories: readonly ClusterDirectory[],
  index: number,
): void {
  const place = places[index] ?? ''
  const row = index * paths.length
  // The directory was made before the clusters were written one by one, and nothing is to be made where a link leads.
  requireInPlace(host, place)
  for (const directory of directories) {
    let isEntered = false
    for (const [below, column] of directory.files) {
      const content = contents[(cells[row + column] ?? 0) - 1]
      if (content === undefined) continue
      if (!isEntered) enter(host, place, directory, index)
      isEntered = true
      host.createFile(`${place}${below}`, content)
    }
  }
}

/** Makes a directory of a cluster, and those above it, and checks that it is in place. */
function enter(host: WritingHost, place: string, directory: ClusterDirectory, index: number): void {
  makeDirectory(host, place, directory, index)
  requireInPlace(host, `${place}${directory.below}`)
}

function makeDirectory(host: WritingHost, place: string, directory: ClusterDirectory, index: number): void {
  // The directory of the cluster itself is there.
  if (directory.above === undefined || directory.madeFor === index) return
  makeDirectory(host, place, directory.above, index)
  host.createDirectory(`${place}${directory.below}`)
  directory.madeFor = index
}
