import type { Host } from '../host.ts'
import { requireInPlace } from './require-in-place.ts'
import { workDirectory } from './work-directory.ts'

/** A file to put into the output directory. */
export interface NewFile {
  readonly path: string
  readonly content: Uint8Array
}

/** One rename that puts staged content in its place; both paths are relative to the output directory. */
export interface Move {
  readonly from: string
  readonly to: string
}

/** Where new files wait until they are put in place, below the work directory. */
export interface Staging {
  readonly host: Host
  readonly root: string
  /** The renames that put what is staged so far in place. */
  readonly moves: Move[]
  /**
   * The absolute path of the directory that is staged in place of one that the output lacks, made with all above it;
   * undefined for a directory that is there. One rename brings the topmost directory.
   */
  readonly stagedDirectory: (directory: string) => string | undefined
}

/** A staging of nothing, for an output directory `root`. */
export function createStaging(host: Host, root: string): Staging {
  const moves: Move[] = []
  const tops = new Map<string, string>()
  const made = new Set<string>()
  const missing = findMissing(host, root)
  const stagedDirectory = (directory: string): string | undefined => {
    const top = missing(directory)
    if (top === undefined) return undefined
    const from = tops.get(top) ?? `${workDirectory}/directory-${moves.length}`
    if (!tops.has(top)) moves.push({ from, to: top })
    tops.set(top, from)
    const place = `${root}/${from}`
    stageDirectory(host, directory, { top, place }, made)
    return `${place}${directory.slice(top.length)}`
  }
  return { host, root, moves, stagedDirectory }
}

/**
 * Stages new files. A directory that the output lacks is staged whole; a file of a directory that is there is staged under a
 * number.
 * Nothing is flushed to the device: the output can be rendered again from its sources, and Git flushes what it commits.
 */
export function stageFiles({ host, root, moves, stagedDirectory }: Staging, files: Iterable<NewFile>): void {
  // Files follow each other by directories: each directory is staged, and is checked to be in place, once for its files.
  let current: { readonly directory: string; readonly staged: string | undefined } | undefined
  for (const { path, content } of files) {
    const directory = parentOf(path)
    if (directory !== current?.directory) {
      const staged = stagedDirectory(directory)
      requireInPlace(host, staged ?? `${root}/${workDirectory}`)
      current = { directory, staged }
    }
    if (current.staged !== undefined) {
      host.createFile(`${current.staged}${path.slice(directory.length)}`, content)
      continue
    }
    const from = `${workDirectory}/file-${moves.length}`
    host.createFile(`${root}/${from}`, content)
    moves.push({ from, to: path })
  }
}

function stageDirectory(
  host: Host,
  directory: string,
  staging: { readonly top: string; readonly place: string },
  done: Set<string>,
): void {
  if (done.has(directory)) return
  if (directory !== staging.top) stageDirectory(host, parentOf(directory), staging, done)
  const place = `${staging.place}${directory.slice(staging.top.length)}`
  requireInPlace(host, parentOf(place))
  host.createDirectory(place)
  done.add(directory)
}

/** Gives the topmost directory on the way to a path's directory that the output lacks; asks once for each. */
function findMissing(host: Host, root: string): (directory: string) => string | undefined {
  const known = new Map<string, string | undefined>([['', undefined]])
  const missing = (directory: string): string | undefined => {
    if (known.has(directory)) return known.get(directory)
    const top =
      missing(parentOf(directory)) ??
      (host.kindOf(`${root}/${directory}`) === 'absent' ? directory : undefined)
    known.set(directory, top)
    return top
  }
  return missing
}

/** The directory of a path relative to the output directory; `''` is the output directory itself. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}
