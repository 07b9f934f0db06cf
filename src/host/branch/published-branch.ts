import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { findCommit, gitIn, readObjects, type Git } from '../git/git.ts'
import { GitError } from '../git/git-error.ts'
import type { Host } from '../host.ts'
import { readDrySha, hydratorMetadata } from './hydrator-metadata.ts'
import { previousAtTop } from '../previous/previous-commit.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { suggestFetch } from '../git/suggest-fetch.ts'

/** The trailer of a published commit that names the commit it was rendered from, for people; `hydratorMetadata` is what is read. */
export const dryShaTrailer = 'Dry-SHA'

/** A branch that holds rendered files at its top. */
export interface PublishedBranch {
  readonly git: Git
  /** Its full name, as `refs/heads/rendered`. */
  readonly ref: string
  /** The directory of the Git repository, absolute. */
  readonly gitDirectory: string
  /** Absent where the branch does not exist yet. */
  readonly tip?: {
    readonly commit: string
    /** The commit that it was rendered from. */
    readonly drySha: string
    readonly output: PreviousOutput
  }
}

/**
 * Opens a branch to publish to. Refused as `publish-branch-invalid`: a name that is none, a branch that is checked out,
 * and one whose last commit names no commit that it was rendered from, since it may hold somebody's work.
 */
export function openBranch(
  host: Host,
  directory: string,
  branch: string,
): DiagnosticResult<PublishedBranch | undefined> {
  const refuse = (problem: string): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('publish-branch-invalid', { branch, problem })],
  ]
  const git = gitIn(host, directory, true)
  const ref = `refs/heads/${branch}`
  if (/^(?:-|HEAD$)/.test(branch) || !isRefName(git, ref)) return refuse('no branch can be called so')
  if (branch.startsWith('refs/')) return refuse('it is a path of Git, not the name of a branch')
  const checkedOut = git(['worktree', 'list', '--porcelain']).toString('utf8').split('\n')
  if (checkedOut.includes(`branch ${ref}`)) return refuse('it is checked out, and its files would not follow')
  const gitDirectory = git(['rev-parse', '--absolute-git-dir']).toString('utf8').trim()
  const opened = { git, ref, gitDirectory }
  const commit = findCommit(git, ref)
  if (commit === undefined) return [opened, []]
  const drySha = findDrySha(git, commit)
  if (drySha === undefined)
    return refuse(
      `its last commit has no ${hydratorMetadata} that names a commit, so fedrender did not write it`,
    )
  return [{ ...opened, tip: { commit, drySha, output: previousAtTop(git, commit) } }, []]
}

function isRefName(git: Git, ref: string): boolean {
  try {
    git(['check-ref-format', ref])
    return true
  } catch (error) {
    if (error instanceof GitError) return false
    throw error
  }
}

/** The commit that a published one was rendered from, by its files: its message holds text of the sources' authors. */
function findDrySha(git: Git, commit: string): string | undefined {
  const listed = git(['ls-tree', '-z', '--full-tree', commit, '--', hydratorMetadata]).toString('utf8')
  const blob = /^100644 blob ([0-9a-f]+)\t/.exec(listed)?.[1]
  const [content] = readObjects(git, blob === undefined ? [] : [blob])
  return content && readDrySha(content.toString('utf8'))
}

const shownDigits = 12

const fetchAll = 'git fetch --unshallow origin'

/**
 * Whether the output of a commit may follow that of another: reports `publish-superseded` unless it builds on it, and
 * `publish-source-unknown` where the clone lacks the other.
 */
export function checkFollows(
  git: Git,
  commit: string,
  published: string,
  shallow: boolean,
): readonly Diagnostic[] {
  if (findCommit(git, published) === undefined) {
    return [
      createDiagnostic('publish-source-unknown', {
        published,
        fetch: shallow ? fetchAll : suggestFetch(published, false),
      }),
    ]
  }
  if (isAncestor(git, published, commit)) return []
  // A history that is cut off says no to everything.
  if (shallow) return [createDiagnostic('publish-source-unknown', { published, fetch: fetchAll })]
  const isNewer = isAncestor(git, commit, published)
  const [shown, other] = [commit.slice(0, shownDigits), published.slice(0, shownDigits)]
  return [createDiagnostic('publish-superseded', { commit: shown, published: other, isNewer })]
}

function isAncestor(git: Git, ancestor: string, commit: string): boolean {
  try {
    git(['merge-base', '--is-ancestor', ancestor, commit])
    return true
  } catch (error) {
    if (error instanceof GitError && error.message === '') return false
    throw error
  }
}
