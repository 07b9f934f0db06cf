import { dirname, join, resolve } from 'node:path'
import { GitError } from './git-error.ts'
import type { Host, GitRepository } from '../host.ts'
import { isSystemError } from '../system-error.ts'

/** What of a host the search looks at. */
export type RepositoryFiles = Pick<Host, 'kindOf' | 'readFile' | 'realPath'>

/** Where the search ends although there are directories above: whether it may not go from a directory to its parent. */
export type SearchBound = (directory: string, parent: string) => boolean

/** More than any `.git` file, `HEAD` or `commondir` needs (PATH_MAX of Linux is 4,096). */
const longestName = 16_384

/**
 * Finds the repository around a directory, which is absolute and free of links, by walking up to a `.git`. Unlike
 * Git's own search it never takes a directory for a bare repository, since a commit can hold files that look like one.
 * Undefined where there is none. Throws a `GitError` where a `.git` file names no repository (Git: setup.c,
 * setup_git_directory_gently).
 */
export function findRepository(
  files: RepositoryFiles,
  directory: string,
  isBound: SearchBound = () => false,
): GitRepository | undefined {
  for (let current = directory; ;) {
    const gitDirectory = readDotGit(files, join(current, '.git'))
    if (gitDirectory !== undefined) {
      return { workTree: current, gitDirectory, commonDirectory: commonOf(files, gitDirectory) }
    }
    const parent = dirname(current)
    if (parent === current || isBound(current, parent)) return undefined
    current = parent
  }
}

/** The directory that a `.git` is or names; as Git does, a directory that is not a repository is skipped. */
function readDotGit(files: RepositoryFiles, path: string): string | undefined {
  if (files.kindOf(path) === 'absent') return undefined
  const real = files.realPath(path)
  if (files.kindOf(real) === 'directory') return isGitDirectory(files, real) ? real : undefined
  const named = /^gitdir: ([^\r\n]+)/.exec(readText(files, real) ?? '')?.[1]
  const gitDirectory = named === undefined ? undefined : resolve(dirname(path), named)
  if (gitDirectory === undefined || !isGitDirectory(files, gitDirectory)) {
    throw new GitError(`fatal: not a git repository: ${path} names none`)
  }
  return files.realPath(gitDirectory)
}

/** Whether a directory is a repository, bare or not: it has a HEAD, objects and references (Git: setup.c, is_git_directory). */
export function isGitDirectory(files: RepositoryFiles, directory: string): boolean {
  if (!['file', 'link'].includes(files.kindOf(join(directory, 'HEAD')))) return false
  const common = commonOf(files, directory)
  return ['objects', 'refs'].every((name) => kindBehindLinks(files, join(common, name)) === 'directory')
}

/** A linked work tree names the directory that it shares with the others in `commondir` (Git: gitrepository-layout). */
function commonOf(files: RepositoryFiles, gitDirectory: string): string {
  const named = readText(files, join(gitDirectory, 'commondir'))?.trimEnd()
  return named === undefined ? gitDirectory : resolve(gitDirectory, named)
}

function kindBehindLinks(files: RepositoryFiles, path: string): ReturnType<RepositoryFiles['kindOf']> {
  return files.kindOf(path) === 'absent' ? 'absent' : files.kindOf(files.realPath(path))
}

function readText(files: RepositoryFiles, path: string): string | undefined {
  try {
    return files.readFile(path, longestName)?.toString('utf8')
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}
