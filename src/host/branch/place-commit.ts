import { findCommit } from '../git/git.ts'
import { GitError } from '../git/git-error.ts'
import type { Host } from '../host.ts'
import type { PublishedBranch } from './published-branch.ts'
import { pushCommit } from './remote-branch.ts'

/**
 * Makes a commit the last one of a branch: of the remote's, where it is pushed, and then of the one here. False where
 * another run has moved the branch meanwhile.
 */
export function placeCommit(
  { pause }: Pick<Host, 'pause'>,
  branch: PublishedBranch,
  commit: string,
): boolean {
  const { target, local, ref } = branch
  if (target !== undefined && target.tip !== commit) {
    if (!pushCommit(target.git, target.remote, ref, commit, target.tip)) {
      pause(pauseInMilliseconds)
      return false
    }
  }
  // What a remote has is published, wherever another run has moved the branch here.
  return local === commit || moveBranch(branch, commit, pause) || target !== undefined
}

/** How often a branch that another process has locked is tried again, and how long after. */
const tries = 40
const pauseInMilliseconds = 50

/** Moves the branch from where it was opened; false where it is elsewhere by now. */
function moveBranch({ git, ref, local }: PublishedBranch, commit: string, pause: Host['pause']): boolean {
  // To Git, an id of zeros is a branch that does not exist.
  const expected = local ?? commit.replaceAll(/./g, '0')
  for (let attempt = 1; ; attempt++) {
    try {
      git(['update-ref', '-m', 'fedrender publish', ref, commit, expected])
      return true
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      if (findCommit(git, ref) !== local) return false
      if (attempt === tries) throw error
      pause(pauseInMilliseconds)
    }
  }
}
