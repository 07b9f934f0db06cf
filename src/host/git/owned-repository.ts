import { execFileSync } from 'node:child_process'
import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { GitRepository } from '../host.ts'

/**
 * Whether Git would use a repository of this owner: each of its places belongs to the user of this process, or the
 * user's or the system's `safe.directory` names it. Git itself asks that only where it finds a repository by its own
 * search (Git: setup.c, ensure_valid_ownership). `program` is the path of git.
 */
export function isOwnedOrSafe(
  program: string,
  { workTree, gitDirectory }: Pick<GitRepository, 'gitDirectory'> & { readonly workTree?: string },
): boolean {
  // Windows knows owners by other means than Node; Git looks at the top of the work tree, where it finds the same `.git`.
  if (process.geteuid === undefined) return isAccepted(program, workTree ?? gitDirectory)
  const places = workTree === undefined ? [gitDirectory] : [join(workTree, '.git'), workTree, gitDirectory]
  if (places.every(isOwnedByUser)) return true
  return isSafe(readSafeDirectories(program), workTree ?? gitDirectory)
}

/** Root uses what belongs to the user who called sudo, too (Git: compat/posix.h, is_path_owned_by_current_uid). */
function isOwnedByUser(path: string): boolean {
  const user = process.geteuid?.()
  const owner = lstatSync(path, { throwIfNoEntry: false })?.uid
  const caller = process.env['SUDO_UID']
  const isCaller = user === 0 && caller !== undefined && /^\d+$/.test(caller) && Number(caller) === owner
  return owner === user || isCaller
}

/** Whether Git's own search in a directory takes what it finds just there. */
function isAccepted(program: string, directory: string): boolean {
  try {
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(directory), GIT_DIR: undefined }
    execFileSync(program, ['-C', directory, 'rev-parse', '--git-dir'], { env, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** An empty value takes back those before it, `*` is any directory, and a final `/*` any below (git-config: safe.directory). */
function isSafe(values: readonly string[], directory: string): boolean {
  const counted = values.slice(values.lastIndexOf('') + 1)
  return counted.some((value) => {
    if (value === '*') return true
    if (value.endsWith('/*')) return directory.startsWith(realPathOf(value.slice(0, -2)).replace(/\/?$/, '/'))
    return realPathOf(value) === directory
  })
}

function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    // What is not there can be no directory that is used; it is compared as it is written.
    return path
  }
}

/**
 * The values of `safe.directory` in the configuration of the system, of the user and of the environment; without a
 * repository, whose own configuration has no effect on it.
 */
function readSafeDirectories(program: string): readonly string[] {
  try {
    const found = execFileSync(program, ['config', '--null', '--type=path', '--get-all', 'safe.directory'], {
      env: { ...process.env, GIT_DIR: '/dev/null', GIT_WORK_TREE: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    })
    return found.split('\0').slice(0, -1)
  } catch {
    // The exit code of Git means that there is none.
    return []
  }
}
