import { dirname } from 'node:path'
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

/**
 * Writes new files below the work directory, and gives the renames that put them in their places. A directory that
 * the output lacks is staged whole, so that one rename brings all of it; a file of a directory that is there is staged
 * under a number.
 * Nothing is flushed to the device: the output can be rendered again from its sources, and Git flushes what it commits.
 */
export function stageFiles(host: Host, root: string, files: readonly NewFile[]): readonly Move[] {
  const moves: Move[] = []
  const staged = new Map<string, string>()
  const stagedDirectories = new Set<string>()
  const missing = findMissing(host, root)
  let inPlace: string | undefined
  // A directory is checked once for the files that follow each other in it: no file that is there is written over.
  const stageFile = (path: string, content: Uint8Array): void => {
    const directory = dirname(path)
    if (directory !== inPlace) requireInPlace(host, directory)
    inPlace = directory
    host.createFile(path, content)
  }
  for (const { path, content } of files) {
    const directory = parentOf(path)
    const top = missing(directory)
    if (top === undefined) {
      const from = `${workDirectory}/file-${moves.length}`
      stageFile(`${root}/${from}`, content)
      moves.push({ from, to: path })
      continue
    }
    let stagedTop = staged.get(top)
    if (stagedTop === undefined) {
      stagedTop = `${workDirectory}/directory-${moves.length}`
      staged.set(top, stagedTop)
      moves.push({ from: stagedTop, to: top })
    }
    stageDirectory(host, directory, { top, place: `${root}/${stagedTop}` }, stagedDirectories)
    stageFile(`${root}/${stagedTop}${path.slice(top.length)}`, content)
  }
  return moves
}

function stageDirectory(
  host: Host,
  directory: string,
  staging: { readonly top: string; readonly place: string },
  done: Set<string>,
): void {
  if (done.has(directory)) return
  if (directory !== staging.top) stageDirectory(host, parentOf(directory), staging, done)
  host.createDirectory(`${staging.place}${directory.slice(staging.top.length)}`)
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
