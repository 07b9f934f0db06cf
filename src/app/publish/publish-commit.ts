import { resolve } from 'node:path'
import { type Diagnostic, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { commitOutput } from '../../host/branch/commit-output.ts'
import { openBranch, checkFollows } from '../../host/branch/published-branch.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { describeCommit } from '../../host/commit/source-commit.ts'
import { describeGitFault, type GitFault } from '../../host/git/git-error.ts'
import { gitIn, findCommit, isShallow, type Git } from '../../host/git/git.ts'
import { count } from '../../text/count.ts'
import { invariant } from '../../text/invariant.ts'
import type { Workspace } from '../workspace.ts'
import { type PublicationOptions, renderForBranch, type Publication } from './render-for-branch.ts'

/** How the last commit is published. */
export interface PublishOptions extends PublicationOptions {
  readonly branch: string
  /** The Git repository of the branch. Default: that of the sources. */
  readonly repo?: string
}

/** What publishing came to. */
export interface PublishedCommit {
  readonly diagnostics: readonly Diagnostic[]
  /** The new commit of the branch; absent where nothing was committed. */
  readonly commit?: string
  /** What was published, as a sentence; absent where publishing was refused. */
  readonly summary?: string
}

/** What became of a try; `retry` where another run moved the branch meanwhile. */
type Attempt = PublishedCommit | { readonly retry: true }

/** Every run that gets ahead of this one is a commit more on the branch, so that many in a row are a fault. */
const tries = 20

/**
 * Publishes the output of the last commit, whatever the work tree holds. Reports what `renderForBranch`, `openBranch` and
 * `checkFollows` do, and `publish-failed`.
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
  const [branch, opening] = openBranch(host, repository, options.branch)
  if (branch === undefined) return { diagnostics: opening }
  const { tip } = branch
  if (tip?.drySha === head) {
    return { diagnostics: [], summary: `${shorten(head)} is published to ${options.branch} already` }
  }
  const following = tip ? checkFollows(git, head, tip.drySha, isShallow(git)) : []
  if (following.length > 0) return { diagnostics: following }
  const workTree = host.findRepository(root)?.workTree
  invariant(workTree !== undefined, 'git ran in a repository that was found')
  const commitHost = createCommitHost(host, { commit: head, workTree, root, output: '' })
  const source = { commit: describeCommit(git, head), repoURL: remoteURL(git) }
  const atHead = { ...workspace, host: commitHost }
  const [publication, found] = renderForBranch(atHead, root, branch, source, options)
  if (publication === undefined) return { diagnostics: found }
  const commit = commitOutput(host, branch, source.commit, publication)
  if (commit === undefined) return { retry: true }
  return { diagnostics: found, commit, summary: summarize(head, options.branch, publication) }
}

function summarize(head: string, branch: string, { changed, deleted, held, effect }: Publication): string {
  const counts = `${count(changed, 'file')} written, ${deleted.length} deleted, ${held} held`
  return `published ${shorten(head)} to ${branch}: ${counts}; effect ${effect === '' ? 'none' : effect}`
}

function shorten(commit: string): string {
  return commit.slice(0, 12)
}

/** Where the sources come from, for a reader; `''` where there is no remote. */
function remoteURL(git: Git): string {
  const remotes = git(['remote']).toString('utf8').split('\n')
  if (!remotes.includes('origin')) return ''
  return withoutCredentials(git(['remote', 'get-url', 'origin']).toString('utf8').trim())
}

/** An address may hold a token before its host, or behind a question mark. */
function withoutCredentials(address: string): string {
  const [, scheme, authority = '', path = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)((?:\/[^?#]*)?)/i.exec(address) ?? []
  if (scheme === undefined) return address
  return `${scheme}${authority.slice(authority.lastIndexOf('@') + 1)}${path}`
}
