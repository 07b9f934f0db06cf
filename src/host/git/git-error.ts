import { describeSystemError, isSystemError } from '../system-error.ts'

/** Git ran and refused; `message` is what it printed, and `fix` what to do where that is known: a sentence without its end. */
export class GitError extends Error {
  override readonly name = 'GitError'
  readonly fix: string | undefined

  constructor(message: string, fix?: string) {
    super(message)
    this.fix = fix
  }
}

/** The error where a clone lacks an object, as a partial clone does until it is asked to fetch it, which fedrender never does. */
export function missingObject(id: string): GitError {
  const fix = 'Fetch it first, with: git fetch --refetch --no-filter origin'
  return new GitError(`this clone lacks the object ${id}`, fix)
}

/** The error for what git printed when it failed; warnings come before the reason. */
export function gitFailure(printed: string): GitError {
  const lacking = /could not fetch ([0-9a-f]+) from promisor remote/.exec(printed)?.[1]
  if (lacking !== undefined) return missingObject(lacking)
  return new GitError(printed.replace(/^(?:warning: .*\n)+/, '').trim())
}

/** Why Git or the system refused, in one line, and what to do where that is known. */
export interface GitFault {
  readonly problem: string
  readonly fix: string | undefined
}

/** The fault in what was thrown; undefined for anything that is not a refusal of Git or the system, which is a bug. */
export function describeGitFault(error: unknown): GitFault | undefined {
  if (error instanceof GitError) {
    return { problem: withoutCredentials(error.message.split('\n', 1)[0] ?? ''), fix: error.fix }
  }
  if (!isSystemError(error)) return undefined
  const isMissing = error.code === 'ENOENT' && error.path === 'git'
  return { problem: isMissing ? 'git is not installed' : describeSystemError(error), fix: undefined }
}

/** The address of a remote may hold a token. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/g, '//')
}
