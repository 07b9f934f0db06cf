import { resolve } from 'node:path'
import { type Diagnostic, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { commitOutput } from '../../host/branch/commit-output.ts'
import { placeCommit } from '../../host/branch/place-commit.ts'
import { openBranch, checkFollows } from '../../host/branch/published-branch.ts'
import { describeGitFault, type GitFault } from '../../host/git/git-error.ts'
import { gitIn, findCommit, isShallow } from '../../host/git/git.ts'
import { countFiles } from '../../text/count-files.ts'
import { count } from '../../text/count.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'
import type { Workspace } from '../workspace.ts'
import type { PublicationOptions } from './render-for-branch.ts'
import { renderHead, type RenderedHead } from './render-head.ts'

/** How the last commit is published. */
export interface PublishOptions extends PublicationOptions {
  readonly branch: string
  /** The Git repository of the branch. Default: that of the sources. */
  readonly repo?: string
  /** The remote that the branch is fetched from and pushed to, true for its own. Default: nothing uses the network. */
  readonly push?: string | true
}

/** What publishing came to. */
export interface PublishedCommit {
  readonly diagnostics: readonly Diagnostic[]
  /** The new commit of the branch; absent where nothing was committed. */
  readonly commit?: string
  /** What was published, as a sentence; absent where publishing was refused. */
  readonly summary?: string
  /** What invariants accept until a day. Default: nothing. */
  readonly accepted?: readonly AcceptedFinding[]
}

/** What became of a try; `retry` where another run moved the branch meanwhile. */
type Attempt = PublishedCommit | { readonly retry: true }

/** Every run that gets ahead of this one is a commit more on the branch, so that many in a row are a fault. */
const tries = 20

/**
 * Publishes the output of the last commit, whatever the work tree holds. Reports what `renderHead`,
 * `openBranch` and `checkFollows` do, and `publish-failed`.
 */
export function publishCommit(
  workspace: Workspace,
  directory: string,
  options: PublishOptions,
): PublishedCommit {
  try {
    const root = workspace.host.realPath(resolve(workspace.directory, directory))
    for (let attempt = 1; attempt <= tries; attempt++) {
      const outcome = publish(workspace, root, options)
      if (!('retry' in outcome)) return outcome
    }
    return fail({ problem: 'other runs moved the branch again and again', fix: undefined })
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return fail(fault)
  }
}

function fail(fault: GitFault): PublishedCommit {
  return { diagnostics: [createDiagnostic('publish-failed', fault)] }
}

function publish(workspace: Workspace, root: string, options: PublishOptions): Attempt {
  const { host } = workspace
  const git = gitIn(host, root)
  const head = findCommit(git, 'HEAD')
  if (head === undefined) return fail({ problem: 'HEAD has no commit yet', fix: undefined })
  const repository = options.repo === undefined ? root : resolve(workspace.directory, options.repo)
  workspace.progress.begin({ name: 'reading the branch' })
  const [branch, opening] = openBranch(host, repository, options.branch, options.push)
  if (branch === undefined) return { diagnostics: opening }
  const { tip } = branch
  const place = branch.target ? `${options.branch} of ${branch.target.shown}` : options.branch
  if (tip?.drySha === head) {
    if (!placeCommit(host, branch, tip.commit)) return { retry: true }
    return { diagnostics: [], summary: `${shorten(head)} is published to ${place} already` }
  }
  const following = tip ? checkFollows(git, head, tip.drySha, isShallow(git)) : []
  if (following.length > 0) return { diagnostics: following }
  const [rendered, found] = renderHead(workspace, root, head, branch, options)
  if (rendered === undefined) return { diagnostics: found }
  workspace.progress.begin({ name: 'committing' })
  const commit = commitOutput(host, branch, rendered.source.commit, rendered.publication)
  if (!placeCommit(host, branch, commit)) return { retry: true }
  const { accepted } = rendered.publication
  return { diagnostics: found, commit, summary: summarize(head, place, rendered), accepted }
}

function summarize(head: string, branch: string, { publication, newFrom }: RenderedHead): string {
  const { counts, effect } = publication
  const { written, unchanged, held } = counts
  const newBranch =
    newFrom === undefined ? '' : `, a new branch of ${count(written + unchanged + held, 'file')}`
  const compared = newFrom === undefined || newFrom === '' ? '' : `; compared with the output of ${newFrom}`
  return `published ${shorten(head)} to ${branch}${newBranch}${compared}: wrote ${countFiles(counts)}; effect ${effect === '' ? 'none' : effect}`
}

/** An id as people are shown it. */
function shorten(commit: string): string {
  return commit.slice(0, 12)
}
