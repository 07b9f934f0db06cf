import { resolve } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { commitOutput } from '../../host/branch/commit-output.ts'
import { describeGitFault, type GitFault } from '../../host/git/git-error.ts'
import { findCommit, gitIn, isShallow, type Git } from '../../host/git/git.ts'
import { invariant } from '../../text/invariant.ts'
import { checkFollows, openBranch } from '../../host/branch/published-branch.ts'
import { describeCommit } from '../../host/commit/source-commit.ts'
import { count } from '../../text/count.ts'
import { deliverGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addPlaceOptions, collect } from '../options.ts'
import { renderForBranch, type Publication } from '../render-for-branch.ts'
import { hasErrors } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'
import type { RepositoryOptions } from '../repository.ts'

/** The options of `fedrender publish`. */
interface PublishOptions extends RepositoryOptions {
  readonly branch: string
  readonly repo?: string
  readonly expect?: string
  readonly approvePrune?: readonly string[]
  readonly strict?: boolean
}

/** Adds `publish`. */
export function addPublish({ terminal, exit, add }: CommandLine): void {
  const publish = add({
    name: 'publish',
    group: deliverGroup,
    summary: 'commits the output of HEAD to a branch of its own',
    example: 'fedrender publish --branch rendered',
  })
  addPlaceOptions(publish.argument('[dir]', 'the repository', '.'))
    .requiredOption('--branch <name>', 'the branch that holds the output, and nothing else')
    .option('--repo <dir>', 'the Git repository of the branch (default: that of the sources)')
    .option('--expect <digest>', 'publish only this effect, as diff prints it')
    .option('--approve-prune <digest>', 'let exactly this set of files go (repeatable)', collect)
    .option('--strict', 'take warnings for errors')
    .action((directory: string, options: PublishOptions) => exit(runPublish(terminal, directory, options)))
}

/** What became of a try; `retry` where another run moved the branch meanwhile. */
type Attempt =
  { readonly diagnostics: readonly Diagnostic[]; readonly published?: string } | { readonly retry: true }

/** Every run that gets ahead of this one is a commit more on the branch, so that many in a row are a fault. */
const tries = 20

/** Publishes the output of the last commit, whatever the work tree holds. Exit 2 where that was refused. */
function runPublish(terminal: Terminal, directory: string, options: PublishOptions): number {
  try {
    const root = terminal.host.realPath(resolve(terminal.directory, directory))

    for (let attempt = 1; attempt <= tries; attempt++) {
      const outcome = publish(terminal, root, options)
      if ('retry' in outcome) continue
      tellDiagnostics(terminal, outcome.diagnostics)
      if (outcome.published !== undefined) terminal.writeNote(`${outcome.published}\n`)
      return hasErrors(outcome.diagnostics) ? exitError : exitDone
    }
    return fail(terminal, { problem: 'other runs moved the branch again and again', fix: undefined })
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return fail(terminal, fault)
  }
}

function fail(terminal: Terminal, fault: GitFault): number {
  const failed = createDiagnostic('publish-failed', fault)
  tellDiagnostics(terminal, [failed])
  return exitError
}

function publish(terminal: Terminal, root: string, options: PublishOptions): Attempt {
  const { host } = terminal
  const git = gitIn(host, root)
  const head = findCommit(git, 'HEAD')
  if (head === undefined) return refuse('HEAD has no commit yet')
  const repository = options.repo === undefined ? root : resolve(terminal.directory, options.repo)
  const [branch, opening] = openBranch(host, repository, options.branch)
  if (branch === undefined) return { diagnostics: opening }
  const { tip } = branch
  if (tip?.drySha === head) {
    return { diagnostics: [], published: `${shorten(head)} is published to ${options.branch} already` }
  }
  const following = tip ? checkFollows(git, head, tip.drySha, isShallow(git)) : []
  if (following.length > 0) return { diagnostics: following }
  const workTree = host.findRepository(root)?.workTree
  invariant(workTree !== undefined, 'git ran in a repository that was found')
  const commitHost = createCommitHost(host, { commit: head, workTree, root, output: '' })
  const source = { commit: describeCommit(git, head), repoURL: remoteURL(git) }
  const atHead = { ...terminal, host: commitHost }
  const [publication, found] = renderForBranch(atHead, root, branch, source, options)
  if (publication === undefined) return { diagnostics: found }
  const commit = commitOutput(host, branch, source.commit, publication)
  if (commit === undefined) return { retry: true }
  terminal.writeOutput(`${commit}\n`)
  return { diagnostics: found, published: summarize(head, options.branch, publication) }
}

function refuse(problem: string): Attempt {
  return { diagnostics: [createDiagnostic('publish-failed', { problem, fix: undefined })] }
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
