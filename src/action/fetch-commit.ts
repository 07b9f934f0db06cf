import { GitError } from '../host/git/git-error.ts'
import type { Host } from '../host/host.ts'
import { ActionError } from './action-error.ts'

/**
 * The id of a commit that a branch, a tag or an id names. What the clone lacks is fetched from `origin`, alone and
 * without its history: a checkout in CI holds one commit. `input` is what an error calls it.
 */
export function fetchCommit(
  host: Host,
  directory: string,
  reference: string,
  input: 'base' | 'previous' = 'base',
): string {
  if (reference.startsWith('-'))
    throw new ActionError(`The ${input} ${JSON.stringify(reference)} is not the name of a commit.`)
  const resolve = (name: string): string =>
    host
      .runGit(directory, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`])
      .toString('utf8')
      .trim()
  try {
    return resolve(reference)
  } catch (error) {
    if (!(error instanceof GitError)) throw error
  }
  const remote = reference.replace(/^(?:refs\/remotes\/)?origin\//, '')
  try {
    const words = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-filter', '--depth=1']
    host.runGit(directory, ['fetch', ...words, '--end-of-options', 'origin', remote], { mayFetch: true })
    return resolve('FETCH_HEAD')
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const [problem = ''] = error.message.split('\n', 1)
    throw new ActionError(
      `The ${input} ${JSON.stringify(reference)} cannot be fetched: ${problem}. Give a branch, a tag or a commit of origin, and let actions/checkout keep its credentials.`,
    )
  }
}
