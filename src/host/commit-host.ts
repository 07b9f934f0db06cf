import { basename, dirname, resolve } from 'node:path'
import { invariant } from '../diagnostics/invariant.ts'
import { createCommitFiles, type CommitFile } from './commit-files.ts'
import { createCommitTrees } from './commit-trees.ts'
import { contains } from './contains.ts'
import { gitIn } from './git.ts'
import type { TreeEntry } from './git-tree.ts'
import type { DirectoryEntry, EntryKind, Host } from './host.ts'
import { createSystemError, isSystemError } from './system-error.ts'

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
 * The files of a commit as if they stood in the work tree, for reading only; what is outside the work tree is as the
 * host has it. Nothing is checked out, and a file that the work tree holds unchanged is read there. Throws a `GitError`
 * where Git fails, beside what a host throws.
 */
export function createCommitHost(host: Host, { commit, workTree, root, output }: CommitPlace): Host {
  const git = gitIn(host, root)
  const files = createCommitFiles(git, host)
  const trees = createCommitTrees(git, commit, workTree, (directory) => {
    const name = basename(directory)
    const isSkipped = name.startsWith('.') || name === 'node_modules' || directory === output
    return contains(root, directory) && !isSkipped
  })
  const isInside = (path: string): boolean => contains(workTree, path)
  /** The path with links followed in all segments but the last. */
  const placeOf = (path: string, links: number): string =>
    resolve(realPath(dirname(path), links), basename(path))
  const entryAt = (place: string): TreeEntry | undefined =>
    place === workTree ? { id: commit, kind: 'directory' } : trees.at(dirname(place)).get(basename(place))
  const realPath = (path: string, links = 0): string => {
    if (path === workTree) return path
    const place = isInside(path) ? placeOf(path, links) : path
    if (!isInside(place)) return host.realPath(place)
    const entry = entryAt(place)
    if (entry === undefined) throw createSystemError('ENOENT', path)
    if (entry.kind !== 'link') return place
    if (links === mostLinks) throw createSystemError('ELOOP', path)
    const target = files.read({ id: entry.id, path: place }, longestTarget)
    return realPath(resolve(dirname(place), String(target)), links + 1)
  }
  /** The file of the commit at a path; undefined where the path leads out of the work tree. */
  const fileAt = (path: string): CommitFile | undefined => {
    const place = isInside(path) ? placeOf(path, 0) : path
    if (!isInside(place)) return undefined
    const entry = entryAt(place)
    if (entry?.kind !== 'file') throw createSystemError(refusals[entry?.kind ?? 'absent'], path)
    return { id: entry.id, path: place }
  }
  const kindOf = (path: string): EntryKind => {
    const place = isInside(path) ? placeOf(path, 0) : path
    return isInside(place) ? (entryAt(place)?.kind ?? 'absent') : host.kindOf(place)
  }
  return {
    ...host,
    ...refusesToWrite,
    realPath,
    kindOf: (path) => unlessAbsent(() => kindOf(path)) ?? 'absent',
    readDirectory: (path) => {
      const directory = realPath(path)
      if (!isInside(directory)) return host.readDirectory(directory)
      return [...trees.at(directory)].map(([name, { kind }]) => directoryEntry(name, kind))
    },
    readHead: (path, buffer, length) => {
      const file = fileAt(path)
      if (file === undefined) return host.readHead(path, buffer, length)
      return files.read(file, Number.POSITIVE_INFINITY)?.copy(buffer, 0, 0, length) ?? 0
    },
    readFile: (path, limit) => {
      const file = fileAt(path)
      return file === undefined ? host.readFile(path, limit) : files.read(file, limit)
    },
    announceReads: (paths, limit) => {
      files.load(
        paths.flatMap((path) => unlessAbsent(() => fileAt(path)) ?? []),
        limit,
      )
    },
  }
}

/** As many as Linux follows (Linux: include/linux/namei.h, MAXSYMLINKS). */
const mostLinks = 40
/** More than any system takes. */
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

function directoryEntry(name: string, kind: TreeEntry['kind']): DirectoryEntry {
  const is = (wanted: TreeEntry['kind']) => (): boolean => kind === wanted
  const no = (): boolean => false
  return {
    name,
    isFile: is('file'),
    isDirectory: is('directory'),
    isSymbolicLink: is('link'),
    isFIFO: no,
    isSocket: no,
    isBlockDevice: no,
    isCharacterDevice: no,
  }
}

const refuse = (): never => {
  invariant(false, 'a commit is only read')
}

const refusesToWrite = {
  createFile: refuse,
  createDirectory: refuse,
  checkWritable: refuse,
  rename: refuse,
  removeFile: refuse,
  removeDirectory: refuse,
  removeTree: refuse,
}
