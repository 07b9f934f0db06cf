/**
 * The one command that brings a commit into a clone that lacks it. Most CI systems clone one branch with little
 * history; `--depth` is only for such a shallow clone, as it would cut the history of a whole one.
 */
export function suggestFetch(reference: string, shallow: boolean): string {
  const depth = shallow ? '--depth=1 ' : ''
  const [named, branch] = /^origin\/([^~^@]+)/.exec(reference) ?? []
  if (branch !== undefined && named === reference) return `git fetch ${depth}${ofBranch(branch)}`
  if (reference === '' || reference.startsWith('-')) return 'git fetch origin'
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(reference)) return `git fetch ${depth}origin ${reference}`
  // A commit some way back, or one that is named by a part of its id, needs the history up to it.
  if (/[~^@:]|^[0-9a-f]{7,}$/.test(reference)) {
    const whole = shallow ? '--unshallow ' : ''
    return `git fetch ${whole}${branch === undefined ? 'origin' : ofBranch(branch)}`
  }
  return `git fetch ${depth}origin ${reference}:${reference}`
}

function ofBranch(branch: string): string {
  return `origin +refs/heads/${branch}:refs/remotes/origin/${branch}`
}

/** The command that brings the default branch of `origin`, with the history up to where HEAD left it. */
export function suggestFetchOfDefault(shallow: boolean): string {
  return `git fetch ${shallow ? '--unshallow ' : ''}origin +HEAD:refs/remotes/origin/HEAD`
}
