import { addressWithoutCredentials } from '../git/address-without-credentials.ts'
import { findCommit, isAncestor, type Git } from '../git/git.ts'
import { chooseRemote, listRemotes } from './remotes.ts'
import { fetchBranch } from './remote-branch.ts'

/** The branch of a remote to which a commit is pushed. */
export interface PushTarget {
  /** The remote, by name or by address. */
  readonly remote: string
  /** The remote for a person: an address without credentials. */
  readonly shown: string
  /** Git with the network. */
  readonly git: Git
  /** Its last commit; absent where the remote has no such branch. */
  readonly tip?: string
}

/** What the next commit of a branch builds on. */
export interface BranchStart {
  /** Absent for a branch that is nowhere yet. */
  readonly commit?: string
  /** Where the local branch is; absent where there is none. */
  readonly local?: string
  /** Absent where nothing is pushed. */
  readonly target?: PushTarget
}

/** Why a branch cannot be published to, and what to do about it, as a sentence without its end. */
export interface BranchFault {
  readonly problem: string
  readonly fix?: string
}

/** Finds what a branch goes on from without asking any remote: the local branch, or what was fetched of it, whichever is newer. */
export function findStart(git: Git, branch: string): BranchStart | BranchFault {
  const local = findCommit(git, `refs/heads/${branch}`)
  const remotes = listRemotes(git, branch)
  const remote = chooseRemote(git, branch, remotes)
  if (local !== undefined) return join(git, branch, local, remote?.tip, remote?.name)
  if (remote?.tip !== undefined) return { commit: remote.tip }
  if (remotes.length === 0) return {}
  if (remote === undefined || remotes.some(({ tip }) => tip !== undefined)) {
    const names = remotes.map(({ name }) => name).join(', ')
    const fix = `Say which remote has it, with: git config branch.${branch}.remote REMOTE`
    return { problem: `it is not here, and any of these remotes may have it: ${names}`, fix }
  }
  if (remote.isWhole) return {}
  const { name } = remote
  const fetch = `git remote set-branches ${name} '*' && git fetch ${name} && git remote set-head ${name} --auto`
  return {
    problem: `it is not here, and ${name} may have it, of which not all branches were fetched`,
    fix: `Publish with --push, which asks ${name}, or fetch first, with: ${fetch}`,
  }
}

/** Asks the remote that is pushed to, and fetches what it has; `named` is true for the branch's own remote. */
export function fetchStart(
  git: Git,
  network: Git,
  branch: string,
  named: string | true,
): BranchStart | BranchFault {
  const remote = named === true ? chooseRemote(git, branch, listNames(git))?.name : named
  if (remote === undefined) {
    return { problem: 'nobody says which remote it is pushed to', fix: 'Name the remote after --push' }
  }
  const tip = fetchBranch(git, network, remote, `refs/heads/${branch}`)
  const local = findCommit(git, `refs/heads/${branch}`)
  const shown = addressWithoutCredentials(remote)
  const start = join(git, branch, local, tip, shown)
  const target = { remote, shown, git: network, ...(tip !== undefined && { tip }) }
  return 'problem' in start ? start : { ...start, target }
}

function listNames(git: Git): readonly { readonly name: string }[] {
  const names = git(['remote']).toString('utf8').split('\n')
  return names.filter(Boolean).map((name) => ({ name }))
}

/** The newer of the local branch and the remote's. */
function join(
  git: Git,
  branch: string,
  local: string | undefined,
  tip: string | undefined,
  remote: string | undefined,
): BranchStart | BranchFault {
  const known = local === undefined ? {} : { local }
  const commit = tip ?? local
  if (commit === undefined) return known
  if (local === undefined || tip === undefined || isAncestor(git, local, tip)) return { ...known, commit }
  if (isAncestor(git, tip, local)) return { local, commit: local }
  return {
    problem: `the branch here and that of ${remote} have parted`,
    fix: `Delete the one here, with: git branch --delete --force ${branch}`,
  }
}
