import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { PublishedBranch } from '../../host/branch/published-branch.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { describeCommit } from '../../host/commit/source-commit.ts'
import { gitIn, type Git } from '../../host/git/git.ts'
import { addressWithoutCredentials } from '../../host/git/address-without-credentials.ts'
import { invariant } from '../../text/invariant.ts'
import { readPolicies } from '../repository/read-policies.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Workspace } from '../workspace.ts'
import { findSeed } from './find-seed.ts'
import {
  renderForBranch,
  type Publication,
  type PublicationOptions,
  type PublicationSource,
} from './render-for-branch.ts'

/** A commit as rendered for a branch. */
export interface RenderedHead {
  readonly publication: Publication
  readonly source: PublicationSource
  /** Whose output a new branch goes on from, `''` where it begins with nothing; absent where the branch exists. */
  readonly newFrom?: string
}

/** Renders a commit for a branch, new or not. Reports what `renderForBranch` and `findSeed` do. */
export function renderHead(
  workspace: Workspace,
  root: string,
  head: string,
  branch: PublishedBranch,
  options: PublicationOptions,
): DiagnosticResult<RenderedHead | undefined> {
  const { host } = workspace
  const git = gitIn(host, root)
  const workTree = host.findRepository(root)?.workTree
  invariant(workTree !== undefined, 'git ran in a repository that was found')
  const atHead = { ...workspace, host: createCommitHost(host, { commit: head, workTree, root, output: '' }) }
  // What a new branch goes on from is on disk or in another commit, which the host of this one does not show.
  const { previous, policy, ...others } = options
  const [policies, readingPolicies] = policy ? readPolicies(workspace, policy) : [undefined, []]
  const read = { ...readRepository(atHead, root, others), ...(policies && { policies }) }
  const [seed, seeding] = branch.tip
    ? [undefined, []]
    : findSeed(workspace, read, { git, head, workTree }, options)
  if (hasErrors(seeding)) return [undefined, seeding]
  const repository = { ...read, diagnostics: [...read.diagnostics, ...readingPolicies, ...seeding] }
  const source = { commit: describeCommit(git, head), repoURL: remoteURL(git) }
  const [publication, found] = renderForBranch(atHead, repository, { ...branch, seed }, source, others)
  if (publication === undefined) return [undefined, found]
  const newFrom = previous ?? seed?.commit?.slice(0, 12) ?? ''
  return [{ publication, source, ...(branch.tip === undefined && { newFrom }) }, found]
}

/** Where the sources come from, for a reader; `''` where there is no remote. */
function remoteURL(git: Git): string {
  const remotes = git(['remote']).toString('utf8').split('\n')
  if (!remotes.includes('origin')) return ''
  return addressWithoutCredentials(git(['remote', 'get-url', 'origin']).toString('utf8').trim())
}
