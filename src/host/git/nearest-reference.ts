import { nearest } from '../../text/nearest.ts'
import type { Git } from './git.ts'
import { suggestFetch } from './suggest-fetch.ts'

/** What to do about a commit that a clone lacks. */
export interface MissingReference {
  /** A branch or tag of the clone that may be meant. */
  readonly nearest: string | undefined
  /** The command that fetches it; absent where the remote itself is misspelled, so that none would. */
  readonly fetch: string | undefined
}

/** What to do about a reference that names no commit of the clone: the one it may stand for, and how to fetch it. */
export function explainMissing(git: Git, reference: string, shallow: boolean): MissingReference {
  const known = lines(git, [
    'for-each-ref',
    '--format=%(refname:short)',
    'refs/heads',
    'refs/tags',
    'refs/remotes',
  ])
  const near = nearest(reference, known)
  const [remote = ''] = reference.split('/')
  const isMisspelled = near?.includes('/') === true && !lines(git, ['remote']).includes(remote)
  return { nearest: near, fetch: isMisspelled ? undefined : suggestFetch(reference, shallow) }
}

function lines(git: Git, words: readonly string[]): readonly string[] {
  return git(words)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
}
