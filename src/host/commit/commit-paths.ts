import { basename, dirname, resolve } from 'node:path'
import type { CommitTrees } from './commit-trees.ts'
import { contains } from '../contains.ts'
import type { TreeEntry } from '../git/git-tree.ts'
import { createSystemError } from '../system-error.ts'

/** What a commit has at a path. */
export interface CommitEntry {
  /** The path with links followed in all segments but the last. */
  readonly path: string
  /** Whether that is in the work tree, and not somewhere else to which links lead. */
  readonly isInside: boolean
  /** Absent where nothing is there, as far as the commit knows. */
  readonly entry?: TreeEntry
}

/** Paths in the work tree whose files are replaced by those of a commit. */
export interface CommitPaths {
  /** What is at a path; ENOENT where its directory is not there. */
  find(path: string): CommitEntry
  /** The path with all links followed, also where they lead out of the work tree. */
  realPath(path: string): string
}

/** As many links as Linux follows (Linux: include/linux/namei.h, MAXSYMLINKS). */
const mostLinks = 40

/** Follows the links of a commit: `readLink` gives the target of one, `outside` the real path of what it does not hold. */
export function createCommitPaths(
  trees: CommitTrees,
  { commit, workTree }: { readonly commit: string; readonly workTree: string },
  readLink: (id: string, path: string) => string,
  outside: (path: string) => string,
): CommitPaths {
  const find = (path: string, links = 0): CommitEntry => {
    if (path === workTree) return { path, isInside: true, entry: { id: commit, kind: 'directory' } }
    if (!contains(workTree, path)) return { path, isInside: false }
    const place = resolve(realPath(dirname(path), links), basename(path))
    if (place !== path) return find(place, links)
    const entry = trees.at(dirname(path)).get(basename(path))
    return { path, isInside: true, ...(entry && { entry }) }
  }
  const realPath = (path: string, links = 0): string => {
    const { path: place, isInside, entry } = find(path, links)
    if (!isInside) return outside(place)
    if (entry === undefined) throw createSystemError('ENOENT', path)
    if (entry.kind !== 'link') return place
    if (links === mostLinks) throw createSystemError('ELOOP', path)
    return realPath(resolve(dirname(place), readLink(entry.id, place)), links + 1)
  }
  return { find: (path) => find(path), realPath: (path) => realPath(path) }
}
