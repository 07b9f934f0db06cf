import { basename } from 'node:path'
import { createCommitFiles, type CommitFile } from './commit-files.ts'
import { createCommitPaths } from './commit-paths.ts'
import { createCommitTrees } from './commit-trees.ts'
import { contains } from '../contains.ts'
import { gitWithSubmodules } from '../git/git.ts'
import { directoryEntry } from '../directory-entry.ts'
import type { Host } from '../host.ts'
import { refusesToWrite } from '../refuses-to-write.ts'
import { createSystemError, isSystemError } from '../system-error.ts'

/** Which commit is read, and from where. */
export interface CommitPlace {
  /** The id of the commit. */
  readonly commit: string
  /** The work tree in whose place the commit's files are shown, absolute and free of links. */
  readonly workTree: string
  /** The directory in it whose files are read: all directories below it are listed at once. */
  readonly root: string
  /** A directory that may be huge, the output's: it is listed only if something in it is asked for. */
  readonly output: string
}

/**
 * The files of a commit as if they were in the work tree, for reading only; what is outside the work tree is as the
 * host has it. Nothing is checked out, and a file that the work tree holds unchanged is read there. Throws a `GitError`
 * where Git fails, beside what a host throws.
 */
export function createCommitHost(host: Host, { commit, workTree, root, output }: CommitPlace): Host {
  const git = gitWithSubmodules(host, root)
  const files = createCommitFiles(git, host)
  const trees = createCommitTrees(git, commit, workTree, (directory) => {
    const name = basename(directory)
    const isSkipped = name.startsWith('.') || name === 'node_modules' || directory === output
    return contains(root, directory) && !isSkipped
  })
  const { find, realPath } = createCommitPaths(
    trees,
    { commit, workTree },
    (id, path) => String(files.read({ id, path }, longestTarget)),
    host.realPath,
  )
  /** The file at a path; without an id where the path leads out of the work tree. */
  const fileAt = (path: string): Partial<CommitFile> & Pick<CommitFile, 'path'> => {
    const { path: place, isInside, entry } = find(path)
    if (!isInside) return { path: place }
    if (entry?.kind !== 'file') throw createSystemError(refusals[entry?.kind ?? 'absent'], path)
    return { path: place, id: entry.id }
  }
  return {
    ...host,
    ...refusesToWrite,
    realPath,
    kindOf: (path) => {
      const found = unlessAbsent(() => find(path))
      return found?.isInside === false ? host.kindOf(found.path) : (found?.entry?.kind ?? 'absent')
    },
    readLink: (path) => {
      const { path: place, entry, isInside } = find(path)
      if (!isInside) return host.readLink(place)
      if (entry?.kind !== 'link') throw createSystemError('EINVAL', path)
      return String(files.read({ id: entry.id, path: place }, longestTarget))
    },
    readDirectory: (path) => {
      const directory = realPath(path)
      if (!contains(workTree, directory)) return host.readDirectory(directory)
      return [...trees.at(directory)].map(([name, { kind }]) => directoryEntry(name, kind))
    },
    readHead: (path, buffer, length) => {
      const { id, path: place } = fileAt(path)
      if (id === undefined) return host.readHead(place, buffer, length)
      return files.read({ id, path: place }, Number.POSITIVE_INFINITY)?.copy(buffer, 0, 0, length) ?? 0
    },
    readFile: (path, limit) => {
      const { id, path: place } = fileAt(path)
      return id === undefined ? host.readFile(place, limit) : files.read({ id, path: place }, limit)
    },
    announceReads: (paths, limit) => {
      const found = paths.map((path) => unlessAbsent(() => find(path)))
      files.load(
        found.flatMap((each) => (each?.entry?.kind === 'file' ? { id: each.entry.id, path: each.path } : [])),
        limit,
      )
    },
  }
}

/** More than any system takes for the target of a link. */
const longestTarget = 65_536

const refusals = { absent: 'ENOENT', directory: 'EISDIR', link: 'ELOOP' } as const

/** That something is not there is an answer; any other refusal concerns the caller. */
function unlessAbsent<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined
    throw error
  }
}
