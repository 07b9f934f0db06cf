import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { findCommit, gitIn, isAncestor, networkGitIn, readObjects, type Git } from '../git/git.ts'
import { GitError } from '../git/git-error.ts'
import type { Host } from '../host.ts'
import { fetchStart, findStart, type BranchFault, type BranchStart } from './branch-start.ts'
import { readDrySha, hydratorMetadata } from './hydrator-metadata.ts'
import { previousAtTop } from '../previous/previous-commit.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { suggestFetch } from '../git/suggest-fetch.ts'

/** The trailer of a published commit that names the commit it was rendered from, for people; `hydratorMetadata` is what is read. */
export const dryShaTrailer = 'Dry-SHA'

/** A branch that holds rendered files at its top. */
export interface PublishedBranch extends Pick<BranchStart, 'local' | 'target'> {
  readonly git: Git
  /** Its full name, as `refs/heads/rendered`. */
  readonly ref: string
  /** The directory of the Git repository, absolute. */
  readonly gitDirectory: string
  /** What the next commit builds on; absent where the branch does not exist yet. */
  readonly tip?: {
    readonly commit: string
    /** The commit that it was rendered from. */
    readonly drySha: string
    readonly output: PreviousOutput
  }
}

/**
 * Opens a branch to publish to, where `push` names a remote, or is true for the branch's own, as that has it now. Refused
 * as `publish-branch-invalid`: a name that is none, a branch that is checked out, one whose last commit names no commit that
 * it was rendered from, since it may hold somebody's work, and one that only a remote may have.
 */
export function openBranch(
  host: Host,
  directory: string,
  branch: string,
  push?: string | true,
): DiagnosticResult<PublishedBranch | undefined> {
  const refuse = ({ problem, fix }: BranchFault): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('publish-branch-invalid', { branch, problem, fix })],
  ]
  const git = gitIn(host, directory, true)
  const ref = `refs/heads/${branch}`
  const problem = refuseName(git, branch, ref)
  if (problem !== undefined) return refuse({ problem })
  const start =
    push === undefined
      ? findStart(git, branch)
      : fetchStart(git, networkGitIn(host, directory, true), branch, push)
  if ('problem' in start) return refuse(start)
  const { commit, ...known } = start
  const gitDirectory = git(['rev-parse', '--absolute-git-dir']).toString('utf8').trim()
  const opened = { git, ref, gitDirectory, ...known }
  if (commit === undefined) return [opened, []]
  const drySha = findDrySha(git, commit)
  if (drySha !== undefined)
    return [{ ...opened, tip: { commit, drySha, output: previousAtTop(git, commit) } }, []]
  const foreign = `its last commit has no ${hydratorMetadata} that names a commit, so fedrender did not write it`
  return refuse({ problem: foreign })
}

/** Why no branch of this name is published to; undefined where one may be. */
function refuseName(git: Git, branch: string, ref: string): string | undefined {
  if (/^(?:-|HEAD$)/.test(branch) || !isRefName(git, ref)) return 'no branch can be called so'
  if (branch.startsWith('refs/')) return 'it is a path of Git, not the name of a branch'
  const checkedOut = git(['worktree', 'list', '--porcelain']).toString('utf8').split('\n')
  return checkedOut.includes(`branch ${ref}`)
    ? 'it is checked out, and its files would not follow'
    : undefined
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
