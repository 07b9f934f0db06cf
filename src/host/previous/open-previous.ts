import { isAbsolute, resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { describeGitFault } from '../git/git-error.ts'
import { findCommit, gitIn, isShallow } from '../git/git.ts'
import type { Host } from '../host.ts'
import { previousFromCommit } from './previous-commit.ts'
import { previousFromDirectory } from './previous-directory.ts'
import type { PreviousOutput } from './previous-output.ts'
import { explainMissing } from '../git/nearest-reference.ts'

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
 * rendered files has them. A name that is both is refused, since a change can add a directory of any name. Diagnostics:
 * `previous-ambiguous`, `previous-not-found`, `previous-unreadable`; `previous-empty` as a warning.
 */
export function openPrevious(
  host: Host,
  previous: string,
  place: PreviousPlace,
): DiagnosticResult<PreviousOutput | undefined> {
  try {
    const directory = findDirectory(host, resolve(place.directory, previous))
    if (directory !== undefined && !isPath(previous) && isCommit(host, place.root, previous)) {
      return [undefined, [createDiagnostic('previous-ambiguous', { previous })]]
    }
    const opened =
      directory === undefined
        ? previousFromCommit(host, previous, place)
        : previousFromDirectory(host, directory)
    if (opened === undefined) {
      const git = gitIn(host, place.root)
      const missing = explainMissing(git, previous, isShallow(git))
      return [undefined, [createDiagnostic('previous-not-found', { previous, ...missing })]]
    }
    return [opened, opened.paths.length === 0 ? [createDiagnostic('previous-empty', { previous })] : []]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return [undefined, [createDiagnostic('previous-unreadable', { previous, ...fault })]]
  }
}

/** Whether a name is written as only a path is. */
function isPath(name: string): boolean {
  return /^\.{0,2}[/\\]|[/\\]$/.test(name) || isAbsolute(name)
}

function isCommit(host: Host, root: string, name: string): boolean {
  try {
    return findCommit(gitIn(host, root), name) !== undefined
  } catch (error) {
    // Without Git, or outside of a repository, nothing is a commit.
    if (describeGitFault(error) !== undefined) return false
    throw error
  }
}

function findDirectory(host: Host, path: string): string | undefined {
  if (host.kindOf(path) === 'absent') return undefined
  const directory = host.realPath(path)
  return host.kindOf(directory) === 'directory' ? directory : undefined
}
