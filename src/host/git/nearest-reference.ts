import { nearest } from '../../text/nearest.ts'
import type { Git } from './git.ts'
import { suggestFetch } from './suggest-fetch.ts'

/** What to do about a commit that a clone lacks. */
export interface MissingReference {
  /** A branch or tag of the clone that may be meant. */
  readonly nearest: string | undefined
  /** The command that fetches it, or the branch that may be meant; absent where the clone has that branch. */
  readonly fetch: string | undefined
}

/** What to do about a reference that names no commit of the clone: the one that may be meant, and how to fetch it. */
export function explainMissing(git: Git, reference: string, shallow: boolean): MissingReference {
  const known = lines(git, [
    'for-each-ref',
    '--format=%(refname:short)',
    'refs/heads',
    'refs/tags',
    'refs/remotes',
  ])
  // A pipeline names the remote that a clone usually has, be it here or not.
  const remotes = [...new Set([...lines(git, ['remote']), 'origin'])]
  const [remote = '', ...branch] = reference.split('/')
  const isRemote = branch.length === 0 || remotes.includes(remote)
  const nearRemote = isRemote ? undefined : nearest(remote, remotes)
  if (nearRemote !== undefined) {
    const meant = [nearRemote, ...branch].join('/')
    return { nearest: meant, fetch: known.includes(meant) ? undefined : suggestFetch(meant, shallow) }
  }
  return { nearest: nearest(reference, known), fetch: suggestFetch(reference, shallow) }
}

function lines(git: Git, words: readonly string[]): readonly string[] {
  return git(words)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
}
