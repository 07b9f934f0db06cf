import { addressWithoutCredentials } from '../git/address-without-credentials.ts'
import { findCommit, type Git } from '../git/git.ts'
import { GitError } from '../git/git-error.ts'

/**
 * Fetches a branch of a remote and gives its last commit; undefined where the remote has no such branch. No reference of
 * the clone changes, no tag comes along, and nothing that the commits hold is run.
 */
export function fetchBranch(git: Git, network: Git, remote: string, ref: string): string | undefined {
  const tip = askRemote(network, remote, ref)
  if (tip === undefined || findCommit(git, tip) !== undefined) return tip
  // An empty map of references leaves those that are configured as they are.
  const quiet = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--refmap=']
  network(['fetch', ...quiet, '--no-prune', '--no-filter', '--end-of-options', remote, ref])
  if (findCommit(git, tip) !== undefined) return tip
  throw new GitError(
    `the branch was replaced on ${addressWithoutCredentials(remote)} while it was fetched`,
    'Run it again',
  )
}

/** The last commit of a branch, as the remote says now. */
function askRemote(network: Git, remote: string, ref: string): string | undefined {
  const listed = network(['ls-remote', '--quiet', '--end-of-options', remote, ref]).toString('utf8')
  // Git lists every reference that ends so.
  const line = listed.split('\n').find((each) => each.endsWith(`\t${ref}`))
  return line?.slice(0, line.indexOf('\t'))
}

/**
 * Pushes a commit that builds on `expected`, which the remote had last. False where another run was ahead: a push never
 * replaces what is there. Throws a `GitError` with the remote's reason where it refuses otherwise.
 */
export function pushCommit(
  network: Git,
  remote: string,
  ref: string,
  commit: string,
  expected: string | undefined,
): boolean {
  try {
    const only = ['--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no', '--no-force']
    network(['push', '--quiet', ...only, '--end-of-options', remote, `${commit}:${ref}`])
    return true
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    // Two runs that push at once may both be refused because the other one holds the lock.
    if (/lock|failed to update ref/.test(statusOf(error.message) ?? '')) return false
    if (askRemote(network, remote, ref) !== expected) return false
    throw describeRefusal(error, remote)
  }
}

/** What is in the line of a reference that was not pushed: `! [remote rejected] <from> -> <to> (<reason>)`. */
function statusOf(printed: string): string | undefined {
  return /^ ! \[[^\]]*\].* \((.*)\)$/m.exec(printed)?.[1]
}

function describeRefusal(error: GitError, remote: string): GitError {
  const reason = statusOf(error.message)
  if (reason === undefined) return error
  const said = [...error.message.matchAll(/^remote:(.*)$/gm)]
    .map(([, text = '']) => text.trim())
    .filter((text) => text !== '')
  return new GitError(
    [`${addressWithoutCredentials(remote)} refuses the push (${reason})`, ...said].join('; '),
  )
}
