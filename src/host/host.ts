import type { BigIntStats, Dirent } from 'node:fs'
import type { ApiServers } from '../model/api-servers.ts'
import type { SecondWriter, SharedFiles } from './writers/shared-files.ts'

/** One entry of a directory; a symbolic link is distinguished from its target. */
export type DirectoryEntry = Pick<
  Dirent,
  | 'name'
  | 'isFile'
  | 'isDirectory'
  | 'isSymbolicLink'
  | 'isFIFO'
  | 'isSocket'
  | 'isBlockDevice'
  | 'isCharacterDevice'
>

/** How git is run. */
export interface GitOptions {
  /** What git reads from standard input. Default: nothing. */
  readonly input?: string | Buffer | undefined
  /** Whether the user named the directory as a Git repository, so that it may be a bare one. Default: false. */
  readonly mayBeBare?: boolean
  /** Whether git may use the network. Default: false. */
  readonly mayFetch?: boolean
  /** Directories of objects that git reads beside those of the repository. Default: none. */
  readonly objects?: readonly string[]
}

/** What is at a path; `special` is a socket, a pipe or a device. */
export type EntryKind = 'absent' | 'file' | 'directory' | 'link' | 'special'

/**
 * What the file system says of an entry without reading it: the device, the number and the mode of the entry, its length
 * in bytes, and when its content and the entry itself were changed last, in nanoseconds since 1970.
 */
export type FileStatus = Pick<BigIntStats, 'dev' | 'ino' | 'mode' | 'size' | 'mtimeNs' | 'ctimeNs'>

/** What is known of files that an earlier run read, and of directories that it listed. */
export interface KnownContents {
  /**
   * Whether a file of a directory holds exactly this. It is read, by `read`, unless the file is known and its status is what it
   * was.
   */
  holds(directory: string, name: string, content: Buffer, read: () => boolean): boolean
  /** Lists a directory, by what is known of it where its status is what it was. */
  list(directory: string): readonly DirectoryEntry[]
}

/** A Git repository with a work tree, as its `.git` names it. */
export interface GitRepository {
  /** The top of the work tree, absolute and free of links. */
  readonly workTree: string
  /** The directory of the repository: `.git` itself or, for a linked work tree and a submodule, what that file names. */
  readonly gitDirectory: string
  /** The directory that linked work trees share; for others it is `gitDirectory`. */
  readonly commonDirectory: string
}

/**
 * Every effect of fedrender, so that tests run on memory. Paths are absolute. No function follows a symbolic
 * link in the last segment but `realPath`, `kindBehind` and `writeInto`; all throw a `SystemError` where the system refuses.
 * Synchronous, because 100,000 small writes take a third of the time that promises take.
 */
export interface Host {
  readDirectory(path: string): readonly DirectoryEntry[]
  kindOf(path: string): EntryKind
  /** The status of an entry, undefined where there is none or it is refused; a host without this function keeps no index. */
  statusOf?(path: string): FileStatus | undefined
  /** A shorter path of a directory, by which `statusOf` finds it and what is in it sooner. Default: the path itself. */
  shorten?(directory: string): string
  /** What an index knows. Default: nothing, and every file is read. */
  readonly known?: KnownContents
  /**
   * What is at a path, links followed in all segments. What standard output or standard error goes to counts as
   * `special`, also where it is a regular file: it is written to and not replaced.
   */
  kindBehind(path: string): EntryKind
  /** Where a symbolic link leads, as it is written in the link. */
  readLink(path: string): string
  realPath(path: string): string
  /** The target of a symbolic link as it is written; EINVAL where there is no link. */
  readLink(path: string): string
  /** Reads the first `length` bytes of a regular file into `buffer`; gives how many there are. */
  readHead(path: string, buffer: Uint8Array, length: number): number
  /** The whole of a regular file, or undefined where it is larger than `limit` bytes. */
  readFile(path: string, limit: number): Buffer | undefined
  /** Announces the files that are read whole next, each up to `limit` bytes: reading many at once costs a host less. */
  announceReads?(paths: readonly string[], limit: number): void
  /** The whole of standard input, or undefined where it is larger than `limit` bytes. */
  readStandardInput(limit: number): Buffer | undefined
  /**
   * Creates a file, whole or not at all; EEXIST where anything is. It gets the mode of the file `like` and, where the
   * system allows that, its owner and group.
   */
  createFile(path: string, content: Uint8Array, like?: string): void
  /**
   * Starts a thread that writes files of clusters beside the caller, until neither finds any left. Undefined where a thread
   * does not pay, as with one processor; so is a host without this function.
   */
  startWriter?(files: SharedFiles): SecondWriter | undefined
  /** Writes into what `kindBehind` calls `special`; waits for whoever reads at the other end of a pipe. */
  writeInto(path: string, content: Uint8Array): void
  /** Creates one directory, whose parent exists; EEXIST where one is. */
  createDirectory(path: string): void
  /** EACCES or EROFS where entries of the directory can't be created, replaced and removed. */
  checkWritable(directory: string): void
  /** Moves a file or a directory; a file that is at `to` is replaced in one step. */
  rename(from: string, to: string): void
  removeFile(path: string): void
  /** Removes an empty directory; ENOTEMPTY where it isn't. */
  removeDirectory(path: string): void
  /** Removes a file, or a directory and all below it, and follows no link; what is absent is removed already. */
  removeTree(path: string): void
  /** The Git repository around a directory; undefined where there is none, a `GitError` where its `.git` names none. */
  findRepository(directory: string): GitRepository | undefined
  /**
   * Runs `git` without a shell in the repository that `findRepository` gives and gives its standard output; a
   * `SystemError` ENOENT where there is no git, a `GitError` where git fails or there is no repository.
   */
  runGit(directory: string, commandArguments: readonly string[], options?: GitOptions): Buffer
  /**
   * Kubernetes' own code, from the packages in a directory or, where none is named, beside this program's installation, unless
   * that is in the repository that is read. A host without this function has none.
   */
  openApiServers?(place: { readonly named: string | undefined; readonly repository: string }): ApiServers
  readonly processId: number
  readonly hostName: string
  /** Whether a process of this host runs. */
  isRunning(processId: number): boolean
  pause(milliseconds: number): void
}
