import { resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { GitError } from './git-error.ts'
import type { Host } from './host.ts'
import { previousFromCommit } from './previous-commit.ts'
import { previousFromDirectory } from './previous-directory.ts'
import type { PreviousOutput } from './previous-output.ts'
import { describeSystemError, isSystemError } from './system-error.ts'

/** What `--previous` is read against; all absolute. */
export interface PreviousPlace {
  readonly root: string
  readonly output: string
  /** The working directory, which the name of a directory is relative to. */
  readonly directory: string
}

/**
 * Opens what `--previous` names: a directory if there is one of that name, else a commit, as `origin/main`. In a commit
 * the files are looked for in the output directory's place and, if none is there, at the top, where a branch of
 * rendered files has them. Diagnostics: `previous-not-found`, `previous-unreadable`; `previous-empty` as a warning.
 */
export function openPrevious(
  host: Host,
  previous: string,
  place: PreviousPlace,
): DiagnosticResult<PreviousOutput | undefined> {
  try {
    const directory = findDirectory(host, resolve(place.directory, previous))
    const opened =
      directory === undefined
        ? previousFromCommit(host, previous, place)
        : previousFromDirectory(host, directory)
    if (opened === undefined) {
      const fetch = suggestFetch(previous)
      return [undefined, [createDiagnostic('previous-not-found', { previous, fetch })]]
    }
    return [opened, opened.paths.length === 0 ? [createDiagnostic('previous-empty', { previous })] : []]
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof GitError)) throw error
    const problem = error instanceof GitError ? firstLine(error.message) : describeFault(error)
    return [undefined, [createDiagnostic('previous-unreadable', { previous, problem })]]
  }
}

function findDirectory(host: Host, path: string): string | undefined {
  if (host.kindOf(path) === 'absent') return undefined
  const directory = host.realPath(path)
  return host.kindOf(directory) === 'directory' ? directory : undefined
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}

function describeFault(error: Parameters<typeof describeSystemError>[0]): string {
  return error.code === 'ENOENT' && error.path === 'git' ? 'git is not installed' : describeSystemError(error)
}

/** The command that brings a commit into a shallow clone of one branch, which is what most CI systems make. */
function suggestFetch(previous: string): string {
  const branch = /^origin\/([^~^@]+)$/.exec(previous)?.[1]
  if (branch !== undefined) {
    return `git fetch --depth=1 origin +refs/heads/${branch}:refs/remotes/origin/${branch}`
  }
  if (/[~^@]/.test(previous)) return 'git fetch --deepen=10'
  if (previous.startsWith('-')) return 'git fetch origin'
  return `git fetch --depth=1 origin ${/^[0-9a-f]{7,64}$/.test(previous) ? previous : `${previous}:${previous}`}`
}
